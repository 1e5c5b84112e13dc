"""What a word that the site does not have may stand for, most likely first."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import french, spelling, vocabulary
from search.engines.base import Unit
from search.french import STOP_WORDS, Token

MOST_MEANINGS, MOST_CUTS = 5, 3
MOST_BEGINNINGS = 40
# A fault and another number: of shorter words, that makes strangers.
SHORTEST_IN_OTHER_NUMBER = 8


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
    """For each of these words, in two queries and one for each word that may be a beginning."""
    if not tokens:
        return []
    candidates = [spelling.candidates(token.word) for token in tokens]
    known = vocabulary.known({word for each in candidates for word in each})
    return [
        without_elision(token.word, known)
        or in_parts(token.word, known) + (beginnings(token.word) or corrections(token.word, known))
        for token in tokens
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


def beginnings(word: str) -> list[Meaning]:
    if not spelling.may_be_a_beginning(word):
        return []
    found = vocabulary.beginning_with(word, MOST_BEGINNINGS)
    if not found:
        return []
    terms = dict.fromkeys(term for each in found for term in french.terms(each))
    return [Meaning(((tuple(terms),),), sum(found.values()))]


def corrections(word: str, known: dict[str, int]) -> list[Meaning]:
    """One for each word of the site that is a single fault away, the likeliest first."""
    if not spelling.may_be_mistyped(word):
        return []
    near = spelling.one_fault_away(word)
    found = {each: known[each] for each in known if each in near and tells(each)}
    if not found and len(word) >= SHORTEST_IN_OTHER_NUMBER:
        # The site may have it in the plural alone.
        found = vocabulary.known(filter(tells, spelling.one_fault_away(other_number(word))))
    likeliest = sorted(found, key=lambda each: spelling.unlikeliness(word, each))
    return [Meaning(unit(each), found[each], corrected=each) for each in likeliest[:MOST_MEANINGS]]


def other_number(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) else word + "s"


def unit(word: str) -> Unit:
    return ((french.terms(word),),)
