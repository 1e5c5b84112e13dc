"""What RFC 5545 demands of the lines of a calendar, checked without any library.

No checker of calendars is to be had that works offline; parsers forgive what programs do not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 75
LINE = re.compile(r'([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"]*"|[^";:,]+))*):(.*)', re.DOTALL)
CONTROL = re.compile("[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
# Whatever is not escaped ends a value for some, and is skipped by others.
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,n])+")
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "METHOD", "CALSCALE", "NAME", "LAST-MODIFIED"},
    "VTIMEZONE": {"TZID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "URL", "CREATED"},
}
AT_MOST_ONCE = {"DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "LAST-MODIFIED"}


class Line(NamedTuple):
    component: str
    name: str
    parameters: dict[str, str]
    value: str


def lines_of(data: bytes) -> list[Line]:
    """The properties, unfolded, each with the component it stands in."""
    found, inside = [], []
    for text in data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        match = LINE.fullmatch(text)
        if not match:
            raise ValueError(f"no property: {text!r}")
        name, parameters, value = match.groups()
        if name == "BEGIN":
            inside.append(value)
        pairs = (pair.partition("=") for pair in parameters.split(";")[1:])
        found.append(Line(inside[-1] if inside else "", name, {k: v for k, _, v in pairs}, value))
        if name == "END" and (not inside or inside.pop() != value):
            raise ValueError(f"ends what is not open: {value}")
    if inside:
        raise ValueError(f"never ends: {inside}")
    return found


def components(data: bytes, component: str) -> list[list[Line]]:
    """The properties of each component of this kind, without those of what stands in it."""
    found = []
    for line in lines_of(data):
        if line[:2] == (component, "BEGIN"):
            found.append([])
        elif line.component == component and line.name != "END":
            found[-1].append(line)
    return found


def only_event(data: bytes) -> dict[str, str]:
    """The values of the one event in a sound calendar, by their names with the parameters."""
    assert complaints(data) == []
    (lines,) = components(data, "VEVENT")
    return {
        ";".join([line.name, *map("=".join, line.parameters.items())]): line.value for line in lines
    }


def complaints(data: bytes) -> list[str]:
    return [*_physical(data), *_properties(data), *_counts(data), *_time_zones(data)]


def _physical(data: bytes) -> Iterator[str]:
    if not data.startswith(b"BEGIN:VCALENDAR\r\n") or not data.endswith(b"\r\nEND:VCALENDAR\r\n"):
        yield "is not one calendar"
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > LONGEST_LINE:
            yield f"{len(line)} octets: {line!r}"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"split inside a character: {line!r}"
        else:
            if not text or CONTROL.search(text):
                yield f"empty, or with a control character: {line!r}"


def _properties(data: bytes) -> Iterator[str]:
    for line in lines_of(data):
        if line.value in ("", "None"):
            yield f"empty: {line}"
        if line.name in TEXTS and not TEXT.fullmatch(line.value):
            yield f"not escaped: {line}"


def _counts(data: bytes) -> Iterator[str]:
    for component, once in ONCE.items():
        for lines in components(data, component):
            counts = Counter(line.name for line in lines)
            yield from (
                f"{counts[name]} {name} in {component}" for name in once if counts[name] != 1
            )
            yield from (f"{counts[name]} {name}" for name in AT_MOST_ONCE if counts[name] > 1)
    uids = Counter(line.value for line in lines_of(data) if line.name == "UID")
    yield from (f"{count} events of UID {uid}" for uid, count in uids.items() if count > 1)


def _time_zones(data: bytes) -> Iterator[str]:
    lines = lines_of(data)
    zones = Counter(line.value for line in lines if line.name == "TZID")
    yield from (f"{count} time zones {name}" for name, count in zones.items() if count > 1)
    used = {line.parameters["TZID"] for line in lines if "TZID" in line.parameters}
    yield from (f"no time zone {name}" for name in used - zones.keys())
    for part in (*components(data, "DAYLIGHT"), *components(data, "STANDARD")):
        names = Counter(line.name for line in part)
        if names["RRULE"] != 1 or "RDATE" in names:
            yield "a time zone without a rule"
