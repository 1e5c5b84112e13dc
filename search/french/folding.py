"""Letters without their case, accents and ligatures, as visitors type them."""

import re
import unicodedata

__all__ = ["APOSTROPHES", "IGNORED", "fold", "fold_word", "lower", "without_ignored"]

LONGEST_WORD = 40

APOSTROPHES = "'’ʼ‘`´′‛＇"
# Soft hyphen, joiners, zero-width spaces, marks of direction, variation selectors and NUL: seen by
# nobody, and left in the middle of words by word processors.
IGNORED = "\0\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"

_IGNORED = re.compile(f"[{IGNORED}]")
_FORGOTTEN = {
    code: None
    for first, last in re.findall("(.)(?:-(.))?", IGNORED)
    for code in range(ord(first), ord(last or first) + 1)
}
# Letters that Unicode does not decompose.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t"}
    | {"þ": "th", "ß": "ss"}
    | dict.fromkeys(APOSTROPHES, "'")
)


def without_ignored(text: str) -> str:
    return text.translate(_FORGOTTEN)


def lower(word: str) -> str:
    """Lower case with its accents, each in one character: what a stemmer of French knows."""
    composed = unicodedata.normalize("NFC", word.casefold().translate(_LIGATURES))
    # Neither what is ignored nor half a pair of surrogates, which no stemmer can read.
    return "".join(c for c in composed if c.isalpha())


def fold(text: str) -> str:
    """The text in lower case without accents or ligatures: "L’Œuvre" is "l'oeuvre"."""
    if text.isascii():
        return without_ignored(text).lower().replace("`", "'")
    # Twice: some letters show an accent, or a capital, only once they are decomposed.
    for _ in range(2):
        # Before all: the acute accent standing alone would become a space.
        plain = unicodedata.normalize("NFKD", without_ignored(text).translate(_LETTERS))
        text = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return without_ignored(text.translate(_LETTERS))


def fold_word(word: str) -> str:
    """One word in ASCII letters and digits; another script than Latin is written in hexadecimal."""
    folded = "".join(c for c in fold(word) if c.isalnum() or unicodedata.category(c)[0] == "M")
    if not folded.isascii():
        folded = "x" + folded.encode("utf-8", "surrogatepass").hex()
    return folded[:LONGEST_WORD]
