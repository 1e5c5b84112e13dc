from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "site_lianes.core"
    verbose_name = "Socle"

    def ready(self) -> None:
        pre_migrate.connect(forget_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)


def forget_triggers(using: str, plan: list[Any] = (), **_: Any) -> None:
    from site_lianes.core.page_cache import triggers  # noqa: PLC0415 - needs the app registry

    if plan and connections[using].vendor == "sqlite":
        triggers.remove(connections[using])


def install_triggers(using: str, **_: Any) -> None:
    from site_lianes.core.page_cache import triggers  # noqa: PLC0415 - needs the app registry

    triggers.install(connections[using])
