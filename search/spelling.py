"""What may have happened to a word on its way through the keyboard. Pure."""

import re
from string import ascii_lowercase

SHORTEST_MISTYPED = 4
SHORTEST_IN_OTHER_NUMBER = 8
SHORTEST_BEGINNING = 3
SHORTEST_PART = 2
LONGEST = 25
# What is elided, and the shortest word that is then looked for behind it: "sage" is not "s’âge".
ELIDED = (
    dict.fromkeys(("lorsqu", "puisqu", "jusqu", "quoiqu", "qu"), 2)
    | dict.fromkeys("ld", 3)
    | dict.fromkeys("jmnstc", 6)
)
AFTER_ELISION = frozenset("aeiouyh")
LETTERS_AND_FIGURES = re.compile("(?=.*[a-z])([a-z]+|[0-9]+)([a-z]+|[0-9]+)")
# In the middle of "hautsdefrance"; and of "villeneuvedascq", where they are no words.
LITTLE_WORDS = ("de", "du", "des", "la", "le", "les", "en", "sur", "sous", "et", "a", "aux")
ARTICLES = ("d", "l")


def may_be_mistyped(word: str) -> bool:
    """Letters alone: of a number, another number is never a correction."""
    return word.isalpha() and SHORTEST_MISTYPED <= len(word) <= LONGEST


def may_be_a_beginning(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST_BEGINNING


def candidates(word: str) -> set[str]:
    """All that it may stand for, but for what it may be the beginning of."""
    if len(word) > LONGEST:
        return set()
    pieces = {piece for cut in parts(word) for piece in (cut[0], cut[-1])}
    return {*without_elision(word), *pieces, *faults(word), *faults(other_number(word))}


def without_elision(word: str) -> list[str]:
    """What is left of "leau" once the article that lost its apostrophe is taken off."""
    rests = (
        (word.removeprefix(start), shortest)
        for start, shortest in ELIDED.items()
        if word.startswith(start)
    )
    return [rest for rest, shortest in rests if len(rest) >= shortest and rest[0] in AFTER_ELISION]


def parts(word: str) -> list[tuple[str, ...]]:
    """Where the spaces or hyphens of "tierslieux", "hautsdefrance", "odd17" may have been."""
    if not word.isalpha():
        found = LETTERS_AND_FIGURES.fullmatch(word)
        return [found.groups()] if found else []
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    two = [(word[:cut], word[cut:]) for cut in cuts]
    three = [
        (start, *([little] if little in LITTLE_WORDS else []), end.removeprefix(little))
        for start, end in two
        for little in (*LITTLE_WORDS, *ARTICLES)
        if end.startswith(little) and len(end) >= len(little) + SHORTEST_PART
    ]
    return [*two, *three]


def faults(word: str) -> set[str]:
    """What it may be mistyped from; the empty word is mistyped from nothing."""
    return one_fault_away(word) if may_be_mistyped(word) else set()


def other_number(word: str) -> str:
    """The plural of a singular, the singular of a plural; empty for a word that is short.

    Of a short one, a fault and another number make a stranger: "poisson", "Soissons".
    """
    if len(word) < SHORTEST_IN_OTHER_NUMBER:
        return ""
    return word[:-1] if word.endswith(("s", "x")) else word + "s"


def one_fault_away(word: str) -> set[str]:
    """One letter missing, added, changed, or two neighbours swapped.

    Four mistypings of five are one of these: Damerau, Communications of the ACM 7 (1964).
    """
    splits = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    missing = {a + c + b for a, b in splits for c in ascii_lowercase}
    added = {a + b[1:] for a, b in splits if b}
    changed = {a + c + b[1:] for a, b in splits if b for c in ascii_lowercase}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    return (missing | added | changed | swapped) - {word}


def unlikeliness(typed: str, word: str) -> tuple[bool, bool]:
    """To sort what a word was mistyped from: a first letter is seldom wrong, letters swap often."""
    return typed[0] != word[0], sorted(typed) != sorted(word)
