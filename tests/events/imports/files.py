"""Files of events as other agendas write them, for the tests of what reads them."""

import json
from typing import Any

from events.imports.reading import read
from events.imports.values import ImportedEvent, Refusal


def vevent(*lines: str, **properties: str) -> str:
    """An event of a calendar: its properties by name, and lines as they are."""
    known = {"UID": "1@agenda.example", "SUMMARY": "Projection", "DTSTART": "20261017T180000"}
    written = [f"{name}:{value}" for name, value in {**known, **properties}.items() if value]
    return "\r\n".join(["BEGIN:VEVENT", *written, *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//agenda", *parts, "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


def table(*rows: str, header: str = "titre;debut") -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def export(*events: Any) -> bytes:
    return json.dumps({"total": len(events), "events": events}).encode()


def openagenda_event(**fields: Any) -> dict[str, Any]:
    timing = {"begin": "2026-10-17T18:00:00+02:00", "end": "2026-10-17T20:00:00+02:00"}
    return {"uid": 42, "title": {"fr": "Projection"}, "timings": [timing], **fields}


def one(content: bytes) -> ImportedEvent:
    (event,) = read(content)
    assert isinstance(event, ImportedEvent), event
    return event


def refused(content: bytes) -> str:
    (refusal,) = read(content)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason
