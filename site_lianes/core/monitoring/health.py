"""Whether this process can serve: each part says what is wrong with it, in French.

The apps name their parts by the hook `register_readiness_checks`: a dictionary of functions that
raise `NotReady`. A fault of the database needs no words: whatever asks it raises.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from wagtail import hooks

Check = Callable[[], None]


class NotReady(Exception):  # noqa: N818 - an answer, and no error of ours
    pass


def faults() -> dict[str, str]:
    """What is wrong, by part. The first fault of the database is enough to know of it."""
    found = {}
    for part, check in _checks().items():
        try:
            check()
        except NotReady as fault:
            found[part] = str(fault)
        except DatabaseError:
            found["base"] = _("La base de données ne répond pas.")
            break
    return found


def _checks() -> dict[str, Check]:
    checks: dict[str, Check] = {}
    for register in hooks.get_hooks("register_readiness_checks"):
        checks |= register()
    return checks


def check_migrations() -> None:
    """All that this version wants is there. What a newer one has added is none of its business."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    if missing := _migrations() - applied:
        raise NotReady(_("Migrations à appliquer : %(number)d.") % {"number": len(missing)})


@lru_cache(maxsize=1)
def _migrations() -> frozenset[tuple[str, str]]:
    """By the names of their files: to load them would cost each process their memory for ever."""
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )


def check_redis() -> None:
    from redis import Redis, RedisError  # noqa: PLC0415 - only where there is one

    address = settings.CACHES["default"]["LOCATION"]
    try:
        with Redis.from_url(address, socket_connect_timeout=1, socket_timeout=1) as redis:
            redis.ping()
    except RedisError as error:
        raise NotReady(_("Redis ne répond pas.")) from error
