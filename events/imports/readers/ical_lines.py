"""The events and time zones of a calendar, by their lines: RFC 5545, 3.1.

Not by `icalendar`'s own components: they are all made before the first can be read, one line that
is wrong may refuse the whole, and the time zones that a file defines would stay known to this
process. Its parsers of lines and of values are used.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from icalendar.parser import (
    Contentline,
    Parameters,
    split_on_unescaped_comma,
    unescape_backslash,
)

from events.imports.limits import MOST_EVENTS, too_many_events
from events.imports.readers.decoding import text_of

_FOLD = re.compile(rb"\r?\n[ \t]")
_LINE = re.compile(r"[^\r\n]+")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_KEPT = ("VEVENT", "VTIMEZONE")
_OBSERVANCES = ("STANDARD", "DAYLIGHT")
# Of what may be repeated: categories, dates, conferences.
_MOST_LINES = 500
_LONGEST_LIST = 5_000
_MOST_NAMES = 200
_MOST_ZONES = 50
_MOST_OBSERVANCES = 50


@dataclass
class Component:
    kind: str
    lines: dict[str, list[str]] = field(default_factory=dict)
    # The rules of a time zone.
    parts: list["Component"] = field(default_factory=list)
    is_whole: bool = False

    def add(self, line: str) -> None:
        found = _NAME.match(line)
        if not found or len(self.lines) >= _MOST_NAMES:
            return
        same = self.lines.setdefault(found.group().upper(), [])
        if len(same) < _MOST_LINES:
            same.append(line)

    def all(self, name: str) -> Iterator[tuple[Parameters, str]]:
        """The parameters and the raw value of each line of this name that can be read."""
        for line in self.lines.get(name, ()):
            try:
                _name, parameters, value = Contentline(line).raw_parts()
            except ValueError:
                continue
            yield parameters, value

    def first(self, name: str) -> tuple[Parameters, str] | None:
        return next(self.all(name), None)

    def raw(self, name: str) -> str:
        found = self.first(name)
        return found[1].strip() if found else ""

    def text(self, name: str) -> str:
        return unescape_backslash(self.raw(name))

    def texts(self, name: str) -> list[str]:
        """The values of a list, which commas separate."""
        lists = (split_on_unescaped_comma(value[:_LONGEST_LIST]) for _, value in self.all(name))
        return [text for values in lists for text in values]


def components(content: bytes) -> tuple[list[Component], list[Component]]:
    """The events and the time zones of a file."""
    events: list[Component] = []
    zones: list[Component] = []
    for component in _components(_lines(content)):
        if component.kind == "VEVENT":
            events.append(component)
        elif len(zones) < _MOST_ZONES:
            zones.append(component)
        if len(events) > MOST_EVENTS:
            raise too_many_events()
    return events, zones


def is_whole(content: bytes) -> bool:
    """Whether the calendar ends where it says so."""
    return content[-200:].replace(b"\0", b"").rstrip().upper().endswith(b"END:VCALENDAR")


def _lines(content: bytes) -> Iterator[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = text_of(content).encode()
    # Before the bytes are decoded: some programs fold inside a character.
    text = text_of(_FOLD.sub(b"", content))
    return (found.group() for found in _LINE.finditer(text))


def _components(lines: Iterable[str]) -> Iterator[Component]:
    """Those that we read, whatever they stand in; what stands in them, such as alarms, is left."""
    current: Component | None = None
    inner: Component | None = None
    inside = 0
    for line in lines:
        word, _colon, value = line.partition(":")
        word, value = word.strip().upper(), value.strip().upper()
        if word == "BEGIN" and value in _KEPT:
            if current:
                yield current
            current, inner, inside = Component(value), None, 0
        elif not current:
            continue
        elif word == "BEGIN":
            inside += 1
            inner = _part(current, value)
        elif word == "END" and value == current.kind:
            current.is_whole = True
            yield current
            current = None
        elif word == "END":
            inside = max(0, inside - 1)
            inner = None
        elif inner or not inside:
            (inner or current).add(line)
    if current:
        yield current


def _part(zone: Component, kind: str) -> Component | None:
    if zone.kind != "VTIMEZONE" or kind not in _OBSERVANCES or len(zone.parts) >= _MOST_OBSERVANCES:
        return None
    zone.parts.append(Component(kind))
    return zone.parts[-1]
