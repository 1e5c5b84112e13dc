"""The lines of a text, each where it stands."""

import re
from typing import NamedTuple

from events.texts import folding
from events.texts.spans import Span

# What is longer is several lines: what is looked for in a line stays bounded.
_LINE = re.compile(r"[^\n]{1,1000}")


class Line(NamedTuple):
    span: Span
    text: str
    # Folded letter by letter.
    folded: str

    @property
    def is_blank(self) -> bool:
        return not re.search(r"\w", self.text)

    def within(self, start: int, end: int) -> Span:
        """The span of a part of it."""
        return Span(self.span.start + start, self.span.start + end)


def lines_of(text: str) -> list[Line]:
    folded = folding.letters(text)
    return [
        Line(Span(*found.span()), found.group(), folded[slice(*found.span())])
        for found in _LINE.finditer(text)
    ]
