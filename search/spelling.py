"""What may have happened to a word on its way through the keyboard. Pure."""

from string import ascii_lowercase

SHORTEST_MISTYPED = 4
SHORTEST_BEGINNING = 3
SHORTEST_PART = 3
LONGEST = 25
ELIDED = ("lorsqu", "puisqu", "jusqu", "quoiqu", "qu", "l", "d", "j", "m", "n", "s", "t", "c")
AFTER_ELISION = frozenset("aeiouyh")


def may_be_mistyped(word: str) -> bool:
    """Letters alone: of a number, another number is never a correction."""
    return word.isalpha() and SHORTEST_MISTYPED <= len(word) <= LONGEST


def may_be_a_beginning(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST_BEGINNING


def candidates(word: str) -> set[str]:
    """All that it may stand for, but for what it may be the beginning of."""
    if not word.isalpha() or len(word) > LONGEST:
        return set()
    halves = {half for pair in parts(word) for half in pair}
    faults = one_fault_away(word) if may_be_mistyped(word) else set()
    return {*without_elision(word), *halves, *faults}


def without_elision(word: str) -> list[str]:
    """What is left of "leau" once the article that lost its apostrophe is taken off."""
    rests = (word.removeprefix(start) for start in ELIDED if word.startswith(start))
    return [rest for rest in rests if len(rest) > 1 and rest[0] in AFTER_ELISION]


def parts(word: str) -> list[tuple[str, str]]:
    """Where the space or the hyphen of "tierslieux" may have been."""
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return [(word[:cut], word[cut:]) for cut in cuts]


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
