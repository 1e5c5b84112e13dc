"""What a word that the site does not have may stand for, most likely first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from search import french, spelling, vocabulary
from search.engines.base import Unit
from search.french import STOP_WORDS, Token

MOST_MEANINGS = 5
MOST_BEGINNINGS = 40


@dataclass(frozen=True)
class Meaning:
    unit: Unit
    # In how many entries, about.
    entries: int
    # The word in place of a mistyped one; none where nothing was mistyped.
    corrected: str = ""


def meanings(tokens: Sequence[Token]) -> list[list[Meaning]]:
    """For each of these words, in two queries and one for each word that may be a beginning."""
    if not tokens:
        return []
    candidates = [spelling.candidates(token.word) for token in tokens]
    known = vocabulary.known({word for each in candidates for word in each})
    return [
        without_elision(token.word, known)
        or in_two_parts(token.word, known)
        or beginnings(token.word)
        or corrections(token.word, known)
        for token in tokens
    ]


def without_elision(word: str, known: dict[str, int]) -> list[Meaning]:
    rests = [rest for rest in spelling.without_elision(word) if rest in known]
    return [Meaning(unit(rest), known[rest]) for rest in rests[:1]]


def in_two_parts(word: str, known: dict[str, int]) -> list[Meaning]:
    cut = [(a, b) for a, b in spelling.parts(word) if a in known and b in known]
    return [
        Meaning(((french.terms(a), french.terms(b)),), min(known[a], known[b])) for a, b in cut[:1]
    ]


def beginnings(word: str) -> list[Meaning]:
    if not spelling.may_be_a_beginning(word):
        return []
    found = vocabulary.beginning_with(word, MOST_BEGINNINGS)
    if not found:
        return []
    terms = dict.fromkeys(term for each in found for term in french.terms(each))
    return [Meaning(((tuple(terms),),), sum(found.values()))]


def corrections(word: str, known: dict[str, int]) -> list[Meaning]:
    """One for each word of the site that is a single fault away."""
    if not spelling.may_be_mistyped(word):
        return []
    near = spelling.one_fault_away(word) - STOP_WORDS
    found = {each: known[each] for each in known if each in near}
    # The site may have it in the plural alone.
    found = found or vocabulary.known(spelling.one_fault_away(other_number(word)) - STOP_WORDS)
    return [
        Meaning(unit(each), entries, corrected=each)
        for each, entries in islice(found.items(), MOST_MEANINGS)
    ]


def other_number(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) else word + "s"


def unit(word: str) -> Unit:
    return ((french.terms(word),),)
