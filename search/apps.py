from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from search.engines import engine_for


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from search import named  # noqa: PLC0415 - models are not there before

        named.connect()
        connection_created.connect(prepare)


def prepare(connection: BaseDatabaseWrapper, **_: Any) -> None:
    with connection.cursor() as cursor:
        for statement in engine_for(connection.vendor).connected:
            cursor.execute(statement)
