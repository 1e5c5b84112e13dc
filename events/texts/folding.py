"""Texts without case and accents: whole names to compare, or letter by letter to search in."""

import re
import unicodedata

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = {"’": "'", "ʼ": "'", "‘": "'", "`": "'"}
# Between two words of a name.
_BETWEEN = r"[\W_]{1,4}"
_DASHES = dict.fromkeys("‐‑‒–—−", "-")


def folded(text: str) -> str:
    """A name as people compare it: without hyphens, apostrophes or ligatures either.

    "Fâches-Thumesnil" and "FACHES  THUMESNIL" are both "faches thumesnil".
    """
    return " ".join(_WORD.findall(anyascii(text).lower()))


def letters(text: str) -> str:
    """Small letters without accents, straight apostrophes, plain hyphens and spaces: one each."""
    return "".join(map(_letter, text))


def _letter(character: str) -> str:
    if character in _APOSTROPHES or character in _DASHES:
        return _APOSTROPHES.get(character) or _DASHES[character]
    if character.isspace():
        return "\n" if character == "\n" else " "
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def pattern_of(name: str) -> re.Pattern[str] | None:
    """Where a name stands in a folded text, hyphens, quotes and doubled spaces apart."""
    words = re.findall(r"[^\W_]+", letters(name))
    if not words:
        return None
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(words)}(?![^\W_])")
