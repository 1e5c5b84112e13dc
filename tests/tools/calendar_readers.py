"""Calendars as others read them: Python's icalendar, and ical.js and node-ical in a Node process.

A reading is a list of events, each with the same names and the same writing of moments.
"""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from icalendar import Calendar, Event

NPM = Path(__file__).resolve().parents[1] / "npm"
TEXTS = ("summary", "description", "location")

Reading = list[dict[str, Any]]


def find_node() -> str | None:
    """Where Node is, if the modules that it is to run are installed."""
    modules = json.loads((NPM / "package.json").read_text())["dependencies"]
    is_complete = all((NPM / "node_modules" / name).is_dir() for name in modules)
    return shutil.which("node") if is_complete else None


class CalendarReaders:
    """One Node process reads as many calendars as it is given: it starts slowly."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [find_node(), NPM / "read_calendars.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def read(self, data: bytes) -> dict[str, Reading]:
        """What each of the three reads, by its name."""
        self._process.stdin.write(json.dumps(data.decode()) + "\n")
        self._process.stdin.flush()
        if answer := self._process.stdout.readline():
            return {"icalendar": read(data), **json.loads(answer)}
        raise RuntimeError("A calendar could not be read: see above")


def read(data: bytes) -> Reading:
    return [_event(event) for event in Calendar.from_ical(data).events]


def written(moment: date | None) -> str | None:
    """A day, or a moment in UTC: "2026-07-01T16:00:00Z"."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return moment and moment.isoformat()


def _event(event: Event) -> dict[str, Any]:
    texts = {name: str(event[name]) if name in event else None for name in TEXTS}
    return texts | {
        "uid": str(event["uid"]),
        "start": written(event["dtstart"].dt),
        "end": written(event["dtend"].dt) if "dtend" in event else None,
        "status": str(event["status"]),
        "sequence": int(event["sequence"]),
    }
