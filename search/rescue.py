"""What a word that the site does not have may stand for, most likely first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from search import french, spelling, vocabulary
from search.engines.base import Unit
from search.french import STOP_WORDS, Token

MOST_MEANINGS, MOST_CUTS = 5, 3
MOST_BEGINNINGS = 40


@dataclass(frozen=True)
class Meaning:
    unit: Unit
    # In how many entries, about.
    entries: int
    # The word in place of a mistyped one; none where nothing was mistyped.
    corrected: str = ""
    # The words that must follow each other; none where there is but one.
    phrase: tuple[str, ...] = ()


def meanings(tokens: Sequence[Token]) -> list[list[Meaning]]:
    """For each of these words; one query."""
    if not tokens:
        return []
    words = [token.word for token in tokens]
    candidates = {each for word in words for each in spelling.candidates(word)}
    known = vocabulary.near(candidates, [*filter(spelling.may_be_a_beginning, words)])
    return [
        without_elision(word, known)
        or in_parts(word, known) + (beginnings(word, known) or corrections(word, known))
        for word in words
    ]


def without_elision(word: str, known: dict[str, int]) -> list[Meaning]:
    rests = [rest for rest in spelling.without_elision(word) if rest in known and tells(rest)]
    return [Meaning(unit(rest), known[rest]) for rest in rests[:1]]


def in_parts(word: str, known: dict[str, int]) -> list[Meaning]:
    """Words of the site that follow each other, of the last the beginning; the longest first."""
    cuts = [
        cut
        for cut in spelling.parts(word)
        if all(map(tells, ends(cut))) and {*ends(cut)} <= known.keys()
    ]
    cuts.sort(key=lambda cut: min(map(len, ends(cut))), reverse=True)
    return [
        Meaning(
            (tuple(map(french.terms, ends(cut))),),
            min(known[end] for end in ends(cut)),
            phrase=(*cut[:-1], f"{cut[-1]}*"),
        )
        for cut in cuts[:MOST_CUTS]
    ]


def ends(cut: tuple[str, ...]) -> tuple[str, str]:
    return cut[0], cut[-1]


def tells(word: str) -> bool:
    """What "lune" is not: "l’une"; nor is "carton" "car ton"."""
    return word not in STOP_WORDS


def beginnings(word: str, known: dict[str, int]) -> list[Meaning]:
    if not spelling.may_be_a_beginning(word):
        return []
    begun = (each for each in known if each.startswith(word) and each != word)
    found = list(islice(begun, MOST_BEGINNINGS))
    terms = dict.fromkeys(term for each in found for term in french.terms(each))
    return [Meaning(((tuple(terms),),), sum(known[each] for each in found))] if found else []


def corrections(word: str, known: dict[str, int]) -> list[Meaning]:
    """One for each word of the site that is a single fault away, the likeliest first.

    Failing that, away from the word in the other number: the site may have it in the plural alone.
    """
    found = mistyped(word, known) or mistyped(spelling.other_number(word), known)
    return [Meaning(unit(each), known[each], corrected=each) for each in found[:MOST_MEANINGS]]


def mistyped(word: str, known: dict[str, int]) -> list[str]:
    near = spelling.faults(word)
    found = (each for each in known if each in near and tells(each))
    return sorted(found, key=lambda each: spelling.unlikeliness(word, each))


def unit(word: str) -> Unit:
    return ((french.terms(word),),)
