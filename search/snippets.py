"""The words that were found, marked in a text. Pure; a text never becomes markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search import french
from site_lianes.core import typography

LENGTH = 230
# How much is shown before the first word that was found.
BEFORE = 70
# A text is read so much at a time until something is found, and no further than this in all.
READ_AT_ONCE, MOST_READ = 2_000, 20_000
# A line that no sign ends is no sentence, unless it is longer than that: a name, a heading.
LONGEST_NAME = 80
MOST_NAMES, MOST_NAMES_READ = 4, 200
BETWEEN_NAMES = " · "

Span = tuple[int, int]

_PARTS = re.compile(rf".{{1,{READ_AT_ONCE}}}(?:\s|\Z)|\S+\s?|\s", re.DOTALL)


@dataclass(frozen=True)
class Marker:
    """Marks the words that have one of these terms."""

    terms: frozenset[str]
    # Where nothing but words that are everywhere was looked for.
    with_stop_words: bool = False

    def mark(self, text: str) -> SafeString:
        text = typography.french(text)
        return _marked(text, self.spans(text))

    def snippet(self, text: str, beside: Sequence[str] = ()) -> SafeString:
        """The part of a text where most of the words are; of names, those that have one of them.

        Names that are shown `beside` it are not said again.
        """
        prose, names = parted(text)
        spans = self.first_spans(prose)
        if spans:
            return self._cut(prose, *window(prose, spans))
        new = (name for name in names if not any(name in shown for shown in beside))
        found = list(islice(filter(self.spans, islice(new, MOST_NAMES_READ)), MOST_NAMES))
        length = len(BETWEEN_NAMES.join(found))
        end = _before_space(prose, 0, max(BEFORE, LENGTH - length))
        sentence = [self._cut(prose, 0, end)] if prose else []
        shown = [*sentence, *map(self.mark, found)]
        return format_html_join(BETWEEN_NAMES, "{}", ((each,) for each in shown))

    def first_spans(self, text: str) -> list[Span]:
        """Of a long text, no more is read than it takes to find something."""
        for part in _PARTS.finditer(text, 0, MOST_READ):
            if spans := self.spans(part[0]):
                return [(part.start() + start, part.start() + end) for start, end in spans]
        return []

    def spans(self, text: str) -> list[Span]:
        """Where the words are, in order, none over another."""
        found = french.tokens_with(self.terms, text)
        spans = ((t.start, t.end) for t in found if self.with_stop_words or not t.is_stop)
        return list(dict.fromkeys(spans))

    def _cut(self, text: str, start: int, end: int) -> SafeString:
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return format_html("{}{}{}", before, self.mark(text[start:end]), after)


def marker(words: str, terms: frozenset[str] | None = None) -> Marker:
    """For what was typed, or for the terms that it was found by."""
    tokens = french.tokens(words)
    if terms is None:
        terms = frozenset(term for token in tokens for term in token.terms)
    return Marker(terms, with_stop_words=all(token.is_stop for token in tokens))


def parted(text: str) -> tuple[str, list[str]]:
    """The sentences of a text in one paragraph, and its other lines."""
    lines = [line.strip() for line in text.splitlines()]
    names = [line for line in lines if line and _is_name(line)]
    prose = " ".join(line for line in lines if line and not _is_name(line))
    return typography.french(prose), names


def _is_name(line: str) -> bool:
    return len(line) <= LONGEST_NAME and line[-1] not in ".!?:;,…"


def window(text: str, spans: list[Span]) -> Span:
    """From where to where a long text is shown: around the spans that are the most together."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best, most = 0, 0
    for first, (begins, _) in enumerate(spans):
        start = max(0, begins - BEFORE)
        near = takewhile(lambda span, end=start + LENGTH: span[1] <= end, spans[first:])
        words = {text[a:b].casefold() for a, b in near}
        if len(words) > most:
            best, most = start, len(words)
    start = _after_space(text, best, best + BEFORE) if best else 0
    return start, _before_space(text, start, start + LENGTH)


def _after_space(text: str, start: int, end: int) -> int:
    # Not the unbreakable ones: they hold a quotation mark and its word together.
    found = text.find(" ", start, end)
    return end if found < 0 else found + 1


def _before_space(text: str, start: int, end: int) -> int:
    if end >= len(text):
        return len(text)
    found = text.rfind(" ", start + 1, end + 1)
    return end if found < 0 else found


def _marked(text: str, spans: list[Span]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, spans)))


def _pieces(text: str, spans: list[Span]) -> Iterator[str]:
    done = 0
    for start, end in spans:
        yield text[done:start]
        yield format_html("<mark>{}</mark>", text[start:end])
        done = end
    yield text[done:]
