"""What a query means on this site: which words, which of them together, what was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from search import french, synonyms, vocabulary
from search.documents import WHOLE_WORD
from search.engines.base import Unit
from search.known import what_is_known
from search.rescue import Meaning, meanings
from search.typed import Typed

# Words of that many entries, and of such a share of all, tell nothing of an entry: they find it.
COMMON = 1_000
COMMON_SHARE = 1 / 4
RAREST = 8
MOST_RESCUED = 6
# Figures of a number that tells nothing by itself.
LITTLE = 2


@dataclass(frozen=True)
class Part:
    """Words of the query that stand together, and what they are found by."""

    typed: str
    unit: Unit
    # The words themselves, folded: a title that has them as they are comes before its like.
    words: tuple[str, ...] = ()
    # How much it tells of an entry that it is there, from 1 to 8; 0 for what is common. None where
    # nobody counts.
    rarity: int | None = RAREST
    # The word that a mistyped one was taken for.
    corrected: str = ""
    # The words that must follow each other, where one was taken for several.
    phrase: tuple[str, ...] = ()

    @property
    def is_common(self) -> bool:
        return self.rarity == 0

    @property
    def is_of_little_figures(self) -> bool:
        """A day, a number in a list: so many entries have one."""
        return bool(self.words) and all(w.isdigit() and len(w) <= LITTLE for w in self.words)


@dataclass(frozen=True)
class Reading:
    """How a query was understood."""

    typed: str = ""
    parts: tuple[Part, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    # Whether an entry needs but one of the parts.
    is_any: bool = False
    # All that the staff promote results for: who shows some asks only if its words are among it.
    # None if that is not known.
    promoted: tuple[str, ...] | None = None

    @property
    def corrected(self) -> str:
        """The query with the words in place of the mistyped ones; empty if none was."""
        if not any(part.corrected for part in self.parts):
            return ""
        return " ".join(part.corrected or part.typed for part in self.parts)

    @property
    def terms(self) -> frozenset[str]:
        """By these, the words that were found are told from the others."""
        alternatives = [each for part in self.parts for each in part.unit]
        return frozenset(term for words in alternatives for terms in words for term in terms)

    @property
    def is_empty(self) -> bool:
        return not self.parts

    @property
    def is_common(self) -> bool:
        """Whether a good part of all entries have it."""
        return (any if self.is_any else all)(part.is_common for part in self.parts)


def readings(query: Typed, *, is_any: bool = False) -> Iterator[list[Reading]]:
    """The ways to understand a query, the most likely first: the first that finds is the right one.

    All words, those that the site does not have by what they may stand for; then any of them; and
    last, by themselves as it takes one more query to know them, what words may stand for that the
    site has, but nowhere that this visitor may see.
    """
    if not query.words:
        return
    reader = Reader(query)
    if query.phrases:
        # Between quotation marks, what is typed is what is meant.
        parts = tuple(choices[0] for choices in reader.choices(set()))
        yield [Reading(query.text, parts, query.phrases, promoted=reader.promoted)]
        return
    unknown = reader.unknown
    everything = set(range(len(query.words)))
    for rescued in (unknown, everything) if unknown != everything else (unknown,):
        yield list(reader.readings(reader.choices(rescued), is_any=is_any))


def beginnings(query: Typed) -> Iterator[list[Reading]]:
    """Titles that have, for each word, one that begins like it: what is read while one types."""
    if query.words:
        parts = (
            Part(word.word, unit=(((f"{WHOLE_WORD}{word.word}*",),),), rarity=None)
            for word in query.words
        )
        yield [Reading(query.text, tuple(parts), query.phrases)]


def combinations(choices: list[list[Part]]) -> Iterator[tuple[Part, ...]]:
    """The first choice for each, then the second for each that has one, and so on."""
    for rank in range(max(map(len, choices))):
        yield tuple(each[min(rank, len(each) - 1)] for each in choices)


def alone(choices: list[Part]) -> Part:
    """The first choice that needs no words to follow each other: one of the parts is enough."""
    return next((part for part in choices if not part.phrase), choices[0])


class Reader:
    """One query against the words of the site and the staff's synonyms."""

    def __init__(self, query: Typed) -> None:
        self.words = query.words
        self.text = query.text
        self.compounds = self.in_one_word()
        terms = [word.terms for word in self.words] + list(self.compounds.values())
        known = what_is_known({term for each in terms for term in each})
        self.counts, lists, self.promoted = known
        self.total = self.counts.get(vocabulary.EVERYWHERE, 0)
        self.listed = {found.start: found for found in synonyms.among(self.words, lists)}

    @property
    def unknown(self) -> set[int]:
        """Where the words stand that the site does not have."""
        listed = {at for found in self.listed.values() for at in range(found.start, found.end)}
        return {
            at
            for at, word in enumerate(self.words)
            if at not in listed and not self.entries(word.terms)
        }

    def in_one_word(self) -> dict[int, tuple[str, ...]]:
        """What two words would be in one: "micro crédit", "Viet Nam". By the first's place."""
        pairs = enumerate(pairwise(self.words))
        return {at: french.terms(one.word + other.word) for at, (one, other) in pairs}

    def choices(self, rescued: set[int]) -> list[list[Part]]:
        """For each part of the query, what it may be, the most likely first; never none."""
        spans = list(self.spans(rescued))
        at_most = [start for start, end in spans if end == start + 1 and start in rescued]
        at_most = at_most[:MOST_RESCUED]
        meant = dict(zip(at_most, meanings([self.words[at] for at in at_most]), strict=True))
        found = []
        for start, end in spans:
            whole = self.part(start, end)
            found.append([self.rescued(whole, each) for each in meant.get(start, [])] or [whole])
        return found

    def readings(self, choices: list[list[Part]], *, is_any: bool) -> Iterator[Reading]:
        if not is_any:
            for parts in combinations(choices):
                phrases = tuple(part.phrase for part in parts if part.phrase)
                yield Reading(self.text, parts, phrases, promoted=self.promoted)
        if is_any or len(choices) > 1:
            parts = tuple(map(alone, choices))
            telling = tuple(part for part in parts if not part.is_of_little_figures)
            yield Reading(self.text, telling or parts, is_any=True, promoted=self.promoted)

    def spans(self, rescued: set[int]) -> Iterator[tuple[int, int]]:
        """Which words stand together, from the first on: what the staff lists, a cut compound."""
        at = 0
        while at < len(self.words):
            end = self.listed[at].end if at in self.listed else at + 1 + self.is_cut(at, rescued)
            yield at, end
            at = end

    def is_cut(self, at: int, rescued: set[int]) -> bool:
        """Whether the site has this word and the next in one, and not apart."""
        known = any(term in self.counts for term in self.compounds.get(at, ()))
        return known and at + 1 not in self.listed and not rescued.isdisjoint((at, at + 1))

    def part(self, start: int, end: int) -> Part:
        words = self.words[start:end]
        typed = self.text[words[0].start : words[-1].end]
        if end > start + 1 and start not in self.listed:
            word = "".join(each.word for each in words)
            terms = self.compounds[start]
            return Part(
                typed, unit=((terms,),), words=(word,), rarity=self.rarity(self.entries(terms))
            )
        equals = self.listed[start].alternatives if start in self.listed else ()
        own = tuple(word.terms for word in words)
        entries = min(self.entries(terms) for terms in own)
        return Part(
            typed,
            unit=(own, *equals),
            words=tuple(word.word for word in words),
            rarity=self.rarity(entries),
        )

    def rescued(self, part: Part, meaning: Meaning) -> Part:
        return Part(
            typed=part.typed,
            unit=meaning.unit,
            words=(meaning.corrected,) if meaning.corrected else (),
            rarity=self.rarity(meaning.entries),
            corrected=meaning.corrected,
            phrase=meaning.phrase,
        )

    def entries(self, terms: tuple[str, ...]) -> int:
        return max(self.counts.get(term, 0) for term in terms)

    def rarity(self, entries: int) -> int:
        if entries > COMMON and entries > self.total * COMMON_SHARE:
            return 0
        return max(1, min(RAREST, 1 + int(log2(max(1, self.total / max(1, entries))))))
