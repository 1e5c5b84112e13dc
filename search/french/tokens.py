"""From a text to its words. The same function reads what is indexed and what is looked for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from search.french.dates import DATE, words_of_date
from search.french.folding import APOSTROPHES, IGNORED, fold_word
from search.french.stems import terms_of
from search.french.stop_words import STOP_WORDS

__all__ = ["Token", "tokens", "tokens_with", "words_and_terms"]

# Longer rows of letters are no words: read, but not remembered.
LONGEST_REMEMBERED = 60
_BETWEEN_SPACES = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text. The words of a date typed in figures share the span of the whole date."""

    word: str
    terms: tuple[str, ...]
    start: int
    end: int
    is_stop: bool


def _marks() -> str:
    """Combining marks, as the inside of a class of characters."""
    marks = [n for n in range(0x300, 0x1F000) if unicodedata.category(chr(n))[0] == "M"]
    marks += range(0xE0100, 0xE01F0)
    runs = (list(run) for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_INSIDE = _marks() + IGNORED
_LETTER = r"[^\W\d_ʼ]"
_WORD = rf"[^\W_ʼ](?:[^\W_ʼ]|[{_INSIDE}])*+"
_END = rf"(?![^\W_ʼ]|[{_INSIDE}])"
_POINTED = rf"{_LETTER}[{_INSIDE}]*+"
_APOSTROPHE = f"[{IGNORED}]*+[{APOSTROPHES}][{IGNORED}]*+"
_ELISION = "(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[ldjmnstc])"
# Endings added to a word to name women and men alike: "habitant·e·s", "médiateur·rice".
_ENDING = rf"""(?: e | es | s | x | t?rices? | euses? | ices? | i?[eè]res? | nes? | les? | tes?
    | ves? | fes? | ses? | sses? | esses? | elles? | ennes? | onnes? | ales? ){_END}"""
# After a sign that has other uses, fewer: "fin.Les autres", "donne-le".
_SURE_ENDING = rf"(?: es? | t?rices? | euses? | nes? ){_END}"

_PIECE = rf"""
    (?P<date> {DATE} )
  | (?: {_ELISION} {_APOSTROPHE} (?! [iî] [{_INSIDE}]*+ les?{_END} ) (?=[^\W_ʼ]) )*+
    (?:
        (?P<letters> {_POINTED} (?: \. {_POINTED} (?![^\W_ʼ]) )+ \.? )
      | (?P<word>
            (?: aujourd | prud | entr | presqu ) {_APOSTROPHE} {_WORD}
          | (?P<stem> {_WORD} )
            (?:
                (?: [·•‧∙・] {_ENDING} )++
              | \( {_ENDING} \) (?: s{_END} )?
              | (?P<sign> [./-] ) {_SURE_ENDING} (?: (?P=sign) s{_END} )?
            )?
        )
    )
    """


@cache
def _piece() -> re.Pattern[str]:
    """Compiled when the first text is read: it takes longer than all the rest of this package."""
    return re.compile(_PIECE, re.VERBOSE | re.IGNORECASE)


def _read(written: str) -> tuple[str, tuple[str, ...], bool]:
    word = fold_word(written)
    return word, terms_of(written, word), word in STOP_WORDS


_remembered = lru_cache(maxsize=50_000)(_read)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word as it is to be read, and its span."""
    for found in _piece().finditer(text):
        if found["date"]:
            for word in words_of_date(found):
                yield word, *found.span()
        elif letters := found["letters"]:
            yield letters.replace(".", ""), *found.span("letters")
        else:
            yield found["stem"] or found["word"], *found.span("word")


def tokens(text: str) -> list[Token]:
    """The words of any text, in order: "Le 05/03/2026" is le, 5, mars, 2026."""
    found = []
    for written, start, end in _pieces(text):
        read = _remembered if len(written) <= LONGEST_REMEMBERED else _read
        word, its_terms, is_stop = read(written)
        if word:
            found.append(Token(word, its_terms, start, end, is_stop))
    return found


def _read_piece(written: str) -> tuple[str, tuple[str, ...]]:
    found = tokens(written)
    words = " ".join(token.word for token in found)
    return words, tuple(term for token in found for term in token.terms)


_remembered_piece = lru_cache(maxsize=100_000)(_read_piece)


def _piece_read(written: str) -> tuple[str, tuple[str, ...]]:
    return (_remembered_piece if len(written) <= LONGEST_REMEMBERED else _read_piece)(written)


def words_and_terms(text: str) -> tuple[str, set[str]]:
    """The words of `tokens(text)`, between spaces, and the terms of all: quicker, for whole texts.

    No word runs over a space, and what stands between spaces comes again and again.
    """
    pieces = text.split()
    read = {written: _piece_read(written) for written in set(pieces)}
    words = " ".join(filter(None, (read[written][0] for written in pieces)))
    return words, {term for _, terms in read.values() for term in terms}


def tokens_with(terms: frozenset[str], text: str) -> Iterator[Token]:
    """Those of `tokens(text)` that have one of these terms: quicker, for the same reason."""
    for piece in _BETWEEN_SPACES.finditer(text):
        if not terms.isdisjoint(_piece_read(piece[0])[1]):
            for token in tokens(piece[0]):
                if not terms.isdisjoint(token.terms):
                    at = piece.start()
                    yield replace(token, start=at + token.start, end=at + token.end)
