"""What the site has of the words of a query, and what the staff say of queries."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connections, router
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.models import Synonyms, Word
from search.vocabulary import EVERYWHERE

# In place of a number of entries: a row that is a list of synonyms, or words with promoted results.
LISTED, PROMOTED = -1, -2
STATEMENT = f"""SELECT term, SUM(entries) FROM {Word._meta.db_table}
    WHERE term IN ({{words}}) AND entries > 0 GROUP BY term
    UNION ALL SELECT expressions, {LISTED} FROM {Synonyms._meta.db_table}
    UNION ALL SELECT query_string, {PROMOTED} FROM {Query._meta.db_table} AS asked
    WHERE EXISTS (SELECT 1 FROM {SearchPromotion._meta.db_table} WHERE query_id = asked.id)
"""  # noqa: S608 - the names of tables; words go by parameters


class Known(NamedTuple):
    # In about how many entries each of the terms is; under EVERYWHERE, how many entries there are.
    counts: dict[str, int]
    lists: list[str]
    promoted: tuple[str, ...]


def what_is_known(terms: Iterable[str]) -> Known:
    """One statement, by hand: Django takes several times as long to write it as it runs."""
    words = [*terms, EVERYWHERE]
    with connections[router.db_for_read(Word)].cursor() as cursor:
        cursor.execute(STATEMENT.format(words=", ".join(["%s"] * len(words))), words)
        rows = cursor.fetchall()
    counts, said = {}, {LISTED: [], PROMOTED: []}
    for text, entries in rows:
        if entries in said:
            said[entries].append(text)
        else:
            counts[text] = entries
    return Known(counts, sorted(said[LISTED]), tuple(said[PROMOTED]))
