"""A text as tokens: numbers, words, signs and ends of lines, each where it stands."""

import re
from typing import NamedTuple

from events.texts import folding
from events.texts.addresses import LINK, MAIL, PHONE

# Numbers that are no dates: addresses of the web, of people, and telephones.
_HIDDEN = f"{LINK}|{MAIL}|{PHONE}"
_TOKEN = re.compile(
    rf"(?P<hidden>{_HIDDEN})|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<end>\n)|(?P<sign>\S)"
)
_LONGEST_NUMBER = 4


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class Tokens(list[Token]):
    """Beyond its end there is nothing: readers look ahead without asking whether they may."""

    def text(self, at: int) -> str:
        return self[at].text if 0 <= at < len(self) else ""

    def number(self, at: int, digits: int = 2) -> int | None:
        """A number of at most so many digits."""
        is_one = 0 <= at < len(self) and self[at].kind == "number"
        return int(self[at].text) if is_one and len(self[at].text) <= digits else None

    def is_one_of(self, at: int, *texts: str) -> bool:
        return self.text(at) in texts

    def follows_closely(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before."""
        return 0 < at < len(self) and self[at - 1].end == self[at].start

    def after(self, at: int, *words: str) -> int | None:
        """The place after these words, if they stand here."""
        is_here = all(self.text(at + number) == word for number, word in enumerate(words))
        return at + len(words) if is_here else None

    def is_part(self, at: int) -> bool:
        """Whether a number is one of minutes, or goes on another: the 30 of "18h30, le 12 mars"."""
        before = self.text(at - 1)
        is_minute = before in ("h", "heures") or (before == ":" and self.follows_closely(at))
        return is_minute or self.number(at - 1) is not None

    def past_break(self, at: int) -> int:
        """The place after one end of line: a date may be cut by it, never by an empty line."""
        return at + 1 if self.text(at) == "\n" and self.text(at + 1) != "\n" else at


def tokenise(text: str) -> Tokens:
    """The tokens of a text, in small letters without accents."""
    return Tokens(
        Token(found.lastgroup or "", found.group(), found.start(), found.end())
        for found in _TOKEN.finditer(folding.letters(text))
    )
