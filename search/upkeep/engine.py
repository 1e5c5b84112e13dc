"""The database's own part of the index: what is built from the tokens of the entries."""

from collections.abc import Iterator

from django.db import connections, router, transaction

from search.index import own_engine
from search.models import Entry
from search.upkeep.faults import Fault, Kind


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
