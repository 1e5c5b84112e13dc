"""What the site has of the words of a query, and what the staff say of queries."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connections, router

from search.engines import engine_for
from search.engines.base import LISTED, PROMOTED
from search.models import Word
from search.vocabulary import EVERYWHERE


class Known(NamedTuple):
    # In about how many entries each of the terms is; under EVERYWHERE, how many entries there are.
    counts: dict[str, int]
    lists: list[str]
    promoted: tuple[str, ...]


def what_is_known(terms: Iterable[str]) -> Known:
    """One statement, by hand: Django takes several times as long to write it as it runs."""
    words = [*terms, EVERYWHERE]
    connection = connections[router.db_for_read(Word)]
    with connection.cursor() as cursor:
        cursor.execute(engine_for(connection.vendor).known(len(words)), words)
        rows = cursor.fetchall()
    counts, said = {}, {LISTED: [], PROMOTED: []}
    for text, entries in rows:
        if entries in said:
            said[entries].append(text)
        else:
            counts[text] = entries
    return Known(counts, sorted(said[LISTED]), tuple(said[PROMOTED]))
