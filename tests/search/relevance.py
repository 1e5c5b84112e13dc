"""Judges what a search finds, without asking the engine: by the texts alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from search import french

LAST_RANK = 10
# A fault, and the name of the country for its people: more than the search promises.
BEYOND = {"Hati"}
SHORTEST_BEGINNING = 3
SHORTEST_MISTYPED = 4


@dataclass(frozen=True)
class Judge:
    """Knows all the words of the site, and the expressions that its staff says are the same."""

    words: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str], synonyms: Iterable[str] = ()) -> "Judge":
        words = frozenset(token.word for text in texts for token in french.tokens(text))
        return cls(words, tuple(tuple(listed.splitlines()) for listed in synonyms))

    def shares_something(self, query: str, text: str) -> bool:
        """Whether a word of the text is one of the query, or stands for one, by any reason."""
        return not self.accepted(query).isdisjoint(marks(text))

    def accepted(self, query: str) -> set[str]:
        typed = [token for token in french.tokens(query) if not token.is_stop]
        typed = typed or french.tokens(query)
        accepted = {term for token in typed for term in token.terms}
        for token in typed:
            accepted.add(f"={token.word}")
            for near in self.words:
                if begins(token.word, near) or is_mistyped(token.word, near):
                    accepted |= {*french.terms(near)}
        for listed in self.synonyms:
            if any(expression_in(query, expression) for expression in listed):
                accepted |= {term for each in listed for term in all_terms(each)}
        return accepted


def marks(text: str) -> set[str]:
    """The terms of a text, and its words in twos and threes, as who forgets the spaces writes."""
    tokens = french.tokens(text)
    words = [token.word for token in tokens]
    rows = [*pairwise(words), *zip(words, words[1:], words[2:], strict=False)]
    return {f"={''.join(row)}" for row in rows} | {term for token in tokens for term in token.terms}


def all_terms(text: str) -> Iterator[str]:
    return (term for token in french.tokens(text) if not token.is_stop for term in token.terms)


def expression_in(query: str, expression: str) -> bool:
    looked_for = {*all_terms(expression)}
    return bool(looked_for) and looked_for <= {*all_terms(query)}


def begins(start: str, word: str) -> bool:
    return len(start) >= SHORTEST_BEGINNING and word.startswith(start)


def is_mistyped(typed: str, word: str) -> bool:
    """One fault away, in the singular or in the plural."""
    numbers = (typed, f"{typed}s", typed.removesuffix("s"))
    return any(is_one_fault(each, word) for each in numbers)


def is_one_fault(typed: str, word: str) -> bool:
    if abs(len(typed) - len(word)) > 1 or len(typed) < SHORTEST_MISTYPED or not typed.isalpha():
        return False
    return distance(typed, word) == 1


def distance(one: str, other: str) -> int:
    """Damerau–Levenshtein: letters missing, added, changed, and neighbours swapped."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def rank_of(meant: str, texts: list[str]) -> int | None:
    """From 1 on; None if it is not among them."""
    return next((rank for rank, text in enumerate(texts, 1) if meant in text), None)


@dataclass
class Verdict:
    """On all the queries of a set."""

    # The rank of the document that is meant, None if it is not among the first.
    ranks: dict[str, int | None] = field(default_factory=dict)
    # What was found that shares nothing with the query, and where nothing is to be found.
    strays: list[tuple[str, str]] = field(default_factory=list)

    @property
    def missed(self) -> list[str]:
        missed = {query for query, rank in self.ranks.items() if rank is None}
        return sorted(missed - BEYOND)

    @property
    def mean_reciprocal_rank(self) -> float:
        return sum(1 / rank for rank in self.ranks.values() if rank) / max(1, len(self.ranks))


def verdict(judge: Judge, queries: list[dict[str, str]], found: dict[str, list[str]]) -> Verdict:
    """`found` is what each query finds: the texts of the documents, in their order."""
    given = Verdict()
    for query, meant in ((each["query"], each["must_find"]) for each in queries):
        if meant:
            given.ranks[query] = rank_of(meant, found[query][:LAST_RANK])
        given.strays += [
            (query, text)
            for text in found[query]
            if not (meant and judge.shares_something(query, text))
        ]
    return given
