"""The database's own part of the index: what is built from the tokens of the entries."""

from collections.abc import Iterator

from django.db import DatabaseError, connections, router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from search.engines.base import Asked
from search.index import own_engine
from search.models import Entry
from search.upkeep.faults import Fault, Kind
from site_lianes.core.monitoring.health import NotReady

SOME_TOKEN = "a"  # noqa: S105 - of a text


def broken(*, repair: bool) -> Iterator[Fault]:
    is_broken = False
    with connections[router.db_for_write(Entry)].cursor() as cursor:
        for what in own_engine().faults(cursor):
            is_broken = True
            yield Fault(Kind.ENGINE, what)
    if repair and is_broken:
        refill()


def refill() -> None:
    alias = router.db_for_write(Entry)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for statement in own_engine().refill:
            cursor.execute(statement)


def check_readable() -> None:
    """One look into the index, whatever it finds."""
    engine = own_engine()
    token = engine.quoted(SOME_TOKEN)
    ranked = engine.ranked(Asked(token), timezone.now())
    try:
        with connections[router.db_for_read(Entry)].cursor() as cursor:
            cursor.execute(
                f"{engine.select} UNION ALL SELECT entry.id FROM {ranked.found.text}",  # noqa: S608
                [token, *ranked.found.params],
            )
    except DatabaseError as error:
        raise NotReady(
            _("L’index de la recherche ne se lit pas : « check_search_index --repair ».")
        ) from error
