"""The events of an agenda of OpenAgenda, as it exports them in JSON (its API, version 2)."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from events.choices import Mode, Status
from events.imports.limits import (
    MOST_EVENTS,
    MOST_OCCURRENCES,
    too_many_events,
    too_many_occurrences,
)
from events.imports.readers import checks, words, written_dates
from events.imports.readers.checks import RefusedError, dated_uid, imported, taken
from events.imports.readers.decoding import text_of
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError

# 1 is planned, 2 planned anew at the dates that are given, 5 full: they take place.
_STATUSES = {3: Status.MOVED_ONLINE, 4: Status.POSTPONED, 6: Status.CANCELLED}
_MODES = {1: Mode.ON_SITE, 2: Mode.ONLINE, 3: Mode.HYBRID}
# Objects and lists: read, each takes many times the room that it has in the file.
_MOST_CONTAINERS = 1_000_000


def read_openagenda(content: bytes) -> Iterator[ImportedEvent | Refusal]:
    """Each event, for each of its dates."""
    for number, event in enumerate(_events(content), start=1):
        where = _("événement %(number)s") % {"number": number}
        title = _text(event.get("title")) if isinstance(event, dict) else ""
        yield from taken(where, title, partial(_event, where, event))


def _events(content: bytes) -> list[Any]:
    if content.count(b"{") + content.count(b"[") > _MOST_CONTAINERS:
        raise too_many_events()
    try:
        found = json.loads(text_of(content))
    except (ValueError, RecursionError):
        raise UnreadableFileError(_("Ce fichier JSON est incomplet ou mal écrit.")) from None
    events = found.get("events") if isinstance(found, dict) else found
    if not isinstance(events, list):
        raise UnreadableFileError(_("Ce fichier JSON n’est pas un export d’OpenAgenda."))
    if len(events) > MOST_EVENTS:
        raise too_many_events()
    return events


def _event(where: str, event: Any) -> Iterator[ImportedEvent | Refusal]:
    if not isinstance(event, dict):
        raise RefusedError(_("Ce n’est pas un événement."))
    facts = _facts(event)
    timings = _timings(event)
    if len(timings) == 1:
        yield imported(where, written_dates.span(*timings[0]), facts)
        return
    if len(timings) > MOST_OCCURRENCES:
        raise RefusedError(too_many_occurrences())
    days = [begin[:10] for begin, _end in timings]
    for begin, end in timings:
        one = partial(_one_date, where, (begin, end), facts, days.count(begin[:10]) > 1)
        yield from taken(where, facts["title"], one)


def _one_date(
    where: str,
    timing: tuple[str, str],
    facts: dict[str, Any],
    is_one_of_day: bool,
) -> Iterator[ImportedEvent]:
    span = written_dates.span(*timing)
    hour = f"T{span.starts_at:%H%M}" if is_one_of_day else ""
    uid = dated_uid(facts["uid"], span.starts_at.date(), hour)
    yield imported(where, span, {**facts, "uid": uid})


def _timings(event: dict[str, Any]) -> list[tuple[str, str]]:
    """Its dates; in the short form of an export, an event of one date has it as its first."""
    listed = event.get("timings")
    if listed is None and event.get("firstTiming") == event.get("lastTiming"):
        listed = [event.get("firstTiming")]
    found = [
        (_text(timing.get("begin")), _text(timing.get("end")))
        for timing in _list(listed)
        if isinstance(timing, dict)
    ]
    found = list(dict.fromkeys(found))
    if not found:
        raise RefusedError(_("Le fichier ne dit pas ses dates."))
    return found


def _facts(event: dict[str, Any]) -> dict[str, Any]:
    location = event.get("location") if isinstance(event.get("location"), dict) else {}
    place = checks.place(
        _text(location.get("name")),
        _street(location),
        _text(location.get("postalCode")),
        _text(location.get("city")),
    )
    online_link = _text(event.get("onlineAccessLink"))
    mode = _MODES.get(_code(event.get("attendanceMode")))
    return {
        "uid": _text(event.get("uid")),
        "title": _text(event.get("title")),
        "status": _STATUSES.get(_code(event.get("status")), Status.CONFIRMED),
        "mode": mode or checks.usual_mode(place, online_link),
        "place": None if mode == Mode.ONLINE else place,
        "online_link": online_link,
        "themes": tuple(map(_text, _list(_french(event.get("keywords"))))),
        "summary": _text(event.get("description")),
        "text": _text(event.get("longDescription")),
        "price": _text(event.get("conditions")),
        "registration_link": _registration(event.get("registration")),
        "link": _text(event.get("canonicalUrl")),
    }


def _street(location: dict[str, Any]) -> str:
    """The address as it is without the code and the town that most have at their end."""
    address = _text(location.get("address"))
    code = _text(location.get("postalCode"))
    street, found, _town = address.partition(code) if code else (address, "", "")
    return street.strip(" ,") if found else address


def _registration(value: Any) -> str:
    """The first link; the addresses and telephones of persons are left where they are."""
    for each in _list(value):
        text = _text(each.get("value")) if isinstance(each, dict) else _text(each)
        if found := words.link(text):
            return found
    return ""


def _french(value: Any) -> Any:
    """What is said in French, else in the first language there is."""
    if not isinstance(value, dict):
        return value
    return value.get("fr") or next(filter(None, value.values()), None)


def _text(value: Any) -> str:
    value = _french(value)
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number and abs(value) < 10**30 else ""


def _code(value: Any) -> int | None:
    """A number of a closed list; the long form of an export has it with its words."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if type(value) is int else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
