"""Where words stand in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A piece of the text, by its first character and the one after its last."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
