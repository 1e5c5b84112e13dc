"""When are two names the same but for how they are written?"""

from difflib import SequenceMatcher

from events.checks.values import CheckedPlace
from events.texts.folding import folded

# "Bonnier" and "Bonniers" are one word, "Yser" and "Ypres" are two.
SLIP = 0.8
SHORTEST = 4
_SHORTENED = {"st": "saint", "ste": "sainte", "av": "avenue", "bd": "boulevard"}
# What a name is often written with or without.
_SMALL = {"au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}


def words_of(text: str) -> list[str]:
    """Those that count: not "l’", but the letter of "Salle L"."""
    words = [_SHORTENED.get(word, word) for word in folded(text).split()]
    return [word for word in words[:-1] if word not in _SMALL] + words[-1:]


def are_alike(one: str, other: str) -> bool:
    """The same words, but for a slip of the keyboard; a number is never a slip."""
    ours, theirs = words_of(one), words_of(other)
    if "".join(ours) == "".join(theirs):
        return bool(ours)
    alone = [word for word in ours if word not in theirs]
    others = [word for word in theirs if word not in ours]
    return len(alone) == len(others) and all(map(_is_slip, alone, others))


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST or _digits(one) != _digits(other):
        return False
    return SequenceMatcher(None, one, other).ratio() >= SLIP


def _digits(word: str) -> list[str]:
    return [character for character in word if character.isdigit()]


def titles_are_alike(one: str, other: str) -> bool:
    """The same title, or one that the other begins with: "Café" and "Café : la suite"."""
    if are_alike(one, other):
        return True
    shorter, longer = sorted((words_of(one), words_of(other)), key=len)
    return len(shorter) > 1 and set(shorter) <= set(longer)


def is_same_place(one: CheckedPlace, other: CheckedPlace) -> bool:
    """Two entries for one place: the same town, and names that are alike.

    In one street, a name may be the end of the other: "Les 5 Bonniers" and "Centre social Les 5
    Bonniers". In two streets, the name is the same word for word.
    """
    if words_of(one.town) != words_of(other.town):
        return False
    names = [words_of(place.name) for place in (one, other)]
    if not (one.street and other.street):
        return are_alike(one.name, other.name)
    if words_of(one.street) != words_of(other.street):
        return names[0] == names[1]
    shorter, longer = sorted(names, key=len)
    return are_alike(one.name, other.name) or (bool(shorter) and set(shorter) <= set(longer))
