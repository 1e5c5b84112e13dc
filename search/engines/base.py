from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

# A word: any of these tokens. An alternative: all of these words. A unit: any alternative.
Word = tuple[str, ...]
Alternative = tuple[Word, ...]
Unit = tuple[Alternative, ...]


EMPTY_TABLES = tuple(
    f"DELETE FROM {table}"  # noqa: S608 - our own tables
    for table in ("search_entrytext", "search_entry_themes", "search_entry", "search_word")
)


@dataclass(frozen=True)
class Engine:
    """How one database matches tokens: `select` takes one parameter, a condition, and gives `id`s.

    `select_many` gives the same, and is for what a good part of all entries have.

    A token that ends in `*` stands for all that begin like it.
    """

    select: str
    select_many: str
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
