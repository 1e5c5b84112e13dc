"""Expressions that mean the same, as the staff list them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.engines.base import Alternative
from search.expressions import Key, key, lines_of, words_of
from search.french import Token


@dataclass(frozen=True)
class Found:
    """Words of a query, from `start` to `end`, that the staff's lists name, and their equals."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...]


@lru_cache(maxsize=1_000)
def alternatives(expressions: str) -> dict[Key, Alternative]:
    """The expressions of one list, each by the stems that name it."""
    lines = map(words_of, lines_of(expressions))
    return {key(words): tuple(word.terms for word in words) for words in lines if words}


def equivalents(lists: Iterable[str]) -> dict[Key, tuple[Alternative, ...]]:
    """What each expression may be replaced by."""
    found: dict[Key, tuple[Alternative, ...]] = {}
    for listed in map(alternatives, lists):
        for name in listed:
            others = tuple(each for other, each in listed.items() if other != name)
            found[name] = found.get(name, ()) + others
    return found


def among(words: tuple[Token, ...], lists: Iterable[str]) -> list[Found]:
    """The listed expressions in these words, the longest first, none over another."""
    listed = equivalents(lists)
    stems = key(words)
    longest = max(map(len, listed), default=0)
    found: list[Found] = []
    start = 0
    while start < len(stems):
        ends = range(min(start + longest, len(stems)), start, -1)
        end = next((end for end in ends if stems[start:end] in listed), None)
        if end:
            found.append(Found(start, end, listed[stems[start:end]]))
        start = end or start + 1
    return found
