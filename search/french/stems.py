"""What is compared of a word: its stem, twice, as visitors type with accents or without."""

import re
from functools import lru_cache

from search.french.endings import base
from search.french.families import STEMS, WORDS
from search.french.folding import LONGEST_WORD, fold_word, lower
from search.french.snowball import stem

__all__ = ["main_term", "terms", "terms_of"]

_LETTERS = re.compile("[a-z]+")
_NUMBER = re.compile("0([0-9])|([0-9]+)er")


def _term(word: str) -> str:
    found = fold_word(stem(word))
    return STEMS.get(found, found) or fold_word(word)


def terms(word: str) -> tuple[str, ...]:
    """One or two terms, that of the word without accents last; none if it has no letter at all."""
    return terms_of(word, fold_word(word))


def terms_of(word: str, folded: str) -> tuple[str, ...]:
    """The terms of a word that has already been folded."""
    if number := _NUMBER.fullmatch(folded):
        return (number[1] or number[2],)
    if not folded or len(folded) == LONGEST_WORD or not _LETTERS.fullmatch(folded):
        return (folded,) if folded else ()
    if known := WORDS.get(folded):
        return (known,)
    plain = base(folded)
    if plain != folded:
        return (WORDS.get(plain) or _term(plain),)
    # Of "ⅸ", no letter is left for a stemmer: it is read as it is folded.
    return tuple(dict.fromkeys(filter(None, (_term(lower(word)), _term(folded)))))


@lru_cache(maxsize=50_000)
def main_term(folded_word: str) -> str:
    """The term of a word already folded; the empty string for the empty word."""
    return (terms(folded_word) or ("",))[-1]
