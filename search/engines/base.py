from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.backends.utils import CursorWrapper

# A word: any of these tokens. An alternative: all of these words. A unit: any alternative.
Word = tuple[str, ...]
Alternative = tuple[Word, ...]
Unit = tuple[Alternative, ...]


EMPTY_TABLES = tuple(
    f"DELETE FROM {table}"
    for table in ("search_entrytext", "search_entry_themes", "search_entry", "search_word")
)
# In place of a number of entries: a row that is a list of synonyms, or words with promoted results.
LISTED, PROMOTED = -1, -2
KNOWN = f"""SELECT term, SUM(entries) FROM search_word
    WHERE term {{among}} AND entries > 0 GROUP BY term
    UNION ALL SELECT expressions, {LISTED} FROM search_synonyms
    UNION ALL SELECT query_string, {PROMOTED} FROM wagtailsearchpromotions_query
    WHERE id IN (SELECT query_id FROM wagtailsearchpromotions_searchpromotion)
"""


@dataclass(frozen=True)
class Sql:
    text: str
    params: tuple[object, ...] = ()


def union(selects: Sequence[Sql]) -> Sql:
    texts = " UNION ALL ".join(each.text for each in selects)
    return Sql(texts, tuple(param for each in selects for param in each.params))


class Asked(NamedTuple):
    """The entries that meet a condition; each scores the points of the bonuses it meets too."""

    condition: str
    bonuses: tuple[tuple[int, str], ...] = ()


class Ranked(NamedTuple):
    """What follows FROM, with the columns of `search_entry` AS entry and `score`; and ORDER BY."""

    found: Sql
    order: Sql


def order(now: datetime | str) -> Sql:
    """Upcoming, the soonest first; then what has no date; then what is past, the latest first."""
    return Sql(
        """ORDER BY score DESC, CASE WHEN entry.date >= %s THEN entry.date END NULLS LAST,
        entry.date DESC NULLS FIRST, entry.object_id DESC""",
        (now,),
    )


@dataclass(frozen=True)
class Engine:
    """How one database matches tokens: `select` takes one parameter, a condition, and gives `id`s.

    `select_many` gives the same, and is for what a good part of all entries have.

    A token that ends in `*` stands for all that begin like it.
    """

    select: str
    select_many: str
    # What is asked, best first: of alike entries those that `order` has first, as of that moment.
    ranked: Callable[[Asked, datetime | str], Ranked]
    # `KNOWN` with so many terms, which are its parameters.
    known: Callable[[int], str]
    all_of: str
    any_of: str
    quoted: Callable[[str], str]
    # How to make what Django's tables need beside them, and to undo it; whether or not it is there.
    create: tuple[str, ...]
    drop: tuple[str, ...]
    # What each new connection is told.
    connected: tuple[str, ...]
    # How to empty the index, mended if it was broken; what to run once it is full again.
    empty: tuple[str, ...]
    rebuilt: tuple[str, ...]
    # What is broken in what `create` made, in words; how to make it anew out of `search_entrytext`.
    faults: Callable[[CursorWrapper], Iterator[str]]
    refill: tuple[str, ...]

    def condition(self, units: tuple[Unit, ...]) -> str:
        """All of the units, in the engine's own language. Tokens hold no sign of it."""
        return self.all_of.join(self._unit(unit) for unit in units)

    def _unit(self, unit: Unit) -> str:
        return f"({self.any_of.join(self._alternative(each) for each in unit)})"

    def _alternative(self, words: Alternative) -> str:
        return f"({self.all_of.join(self._word(word) for word in words)})"

    def _word(self, tokens: Word) -> str:
        return f"({self.any_of.join(map(self.quoted, tokens))})"


def placeholders(number: int) -> str:
    return ", ".join(["%s"] * number)
