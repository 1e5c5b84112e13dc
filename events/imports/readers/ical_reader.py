"""The events of a calendar file: RFC 5545 and RFC 7986."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from icalendar.prop import vDuration

from events import dates
from events.choices import Mode, Status
from events.imports.readers import places, words
from events.imports.readers.checks import (
    RefusedError,
    Span,
    dated_uid,
    hours,
    imported,
    taken,
    usual_mode,
    whole_days,
)
from events.imports.readers.ical_lines import Component, components, is_whole
from events.imports.readers.ical_zones import Clock, Zones
from events.imports.readers.recurrences import When, day_of, occurrences, recurs
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError

_STATUSES = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.POSTPONED}
# What our own calendars write, in a title and at the end of a description.
_CANCELLED_MARK = re.compile(r"^ANNUL[ÉE]E?S?\s*(?:[—–:-]\s*)+", re.IGNORECASE)
_LINK_BACK = re.compile(r"Page de la rencontre\s*:\s*\S+")
_CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
# A rule may be long to follow, and come to nothing.
_MOST_SERIES = 500
# Of one event, with its changed dates.
_MOST_CHANGES = 1_000


def read_ical(content: bytes) -> Iterator[ImportedEvent | Refusal]:
    """Each event; one that comes back is an event for each of its dates."""
    events, defined = components(content)
    if sum(map(recurs, events)) > _MOST_SERIES:
        raise UnreadableFileError(
            _("Ce calendrier contient plus de %(most)s séries.") % {"most": _MOST_SERIES}
        )
    zones = Zones(defined)
    changed = _changed_dates(events)
    for number, event in enumerate(events, start=1):
        where = _("événement %(number)s") % {"number": number}
        reader = _Reader(where, event, zones)
        yield from taken(where, event.text("SUMMARY"), partial(reader.read, changed))
    if not is_whole(content):
        yield Refusal(
            _("fin du fichier"), "", _("Le calendrier est coupé : des événements y manquent.")
        )


def _changed_dates(events: list[Component]) -> dict[str, list[Component]]:
    """Of each event, those of its dates that stand in an event of their own."""
    changed: dict[str, list[Component]] = {}
    for event in events:
        if "RECURRENCE-ID" in event.lines:
            same = changed.setdefault(event.text("UID"), [])
            if len(same) < _MOST_CHANGES:
                same.append(event)
    return changed


class _Reader:
    """One event of a calendar."""

    def __init__(self, where: str, event: Component, zones: Zones) -> None:
        self.where = where
        self.event = event
        self.zones = zones

    def read(self, changed: dict[str, list[Component]]) -> Iterator[ImportedEvent | Refusal]:
        if not self.event.is_whole:
            raise RefusedError(_("Le fichier s’arrête avant sa fin."))
        start = self.when("DTSTART")
        if start is None:
            raise RefusedError(_("La date de début manque."))
        facts = self._facts()
        of_series = self.when("RECURRENCE-ID")
        if of_series is not None:
            if "THISANDFUTURE" in self.event.lines["RECURRENCE-ID"][0].upper():
                raise RefusedError(_("Il change plusieurs dates d’une série à la fois."))
            facts["uid"] = dated_uid(facts["uid"], day_of(of_series))
        elif recurs(self.event):
            yield from self._series(start, facts, changed.get(self.event.text("UID"), []))
            return
        yield imported(self.where, self._span(start, start), facts)

    def when(self, name: str) -> When | None:
        found = self.event.first(name)
        return self.zones.value(*found) if found else None

    def _series(
        self, start: When, facts: dict[str, Any], changed: list[Component]
    ) -> Iterator[ImportedEvent | Refusal]:
        # All dates are known before the first is given: a series is refused as a whole.
        dates_of_series = occurrences(self.event, start, self.zones)
        elsewhere = set(self._days_of(changed))
        for when in dates_of_series:
            day = day_of(when)
            if day in elsewhere:
                continue
            where = _("%(event)s, le %(day)s") % {"event": self.where, "day": _in_words(day)}
            of_day = {**facts, "uid": dated_uid(facts["uid"], day)}
            yield from taken(where, facts["title"], partial(self._one, where, when, start, of_day))

    def _one(
        self, where: str, when: When, start: When, facts: dict[str, Any]
    ) -> Iterator[ImportedEvent]:
        yield imported(where, self._span(when, start), facts)

    def _days_of(self, changed: list[Component]) -> Iterator[date]:
        for event in changed:
            try:
                when = _Reader(self.where, event, self.zones).when("RECURRENCE-ID")
            except RefusedError:  # it is refused where it stands
                continue
            if when is not None:
                yield day_of(when)

    def _span(self, when: When, start: When) -> Span:
        """The event, as long from `when` as it is from its start."""
        end = self.when("DTEND")
        length = self._length() if end is None else None
        try:
            if isinstance(when, Clock) and isinstance(start, Clock):
                return hours(when.moment(), _end_of_hours(when, start, end, length))
            if isinstance(when, Clock) or isinstance(start, Clock):
                raise RefusedError(_("Ses dates mêlent des jours entiers et des heures."))
            return whole_days(when, _last_day(start, end, length) + (when - start))
        except OverflowError:
            raise RefusedError(_("Sa durée est illisible.")) from None

    def _length(self) -> timedelta | None:
        raw = self.event.raw("DURATION")
        try:
            return vDuration.from_ical(raw) if raw else None
        except (ValueError, OverflowError):
            raise RefusedError(_("Sa durée est illisible.")) from None

    def _facts(self) -> dict[str, Any]:
        event = self.event
        status = _STATUSES.get(event.raw("STATUS").upper(), Status.CONFIRMED)
        title = event.text("SUMMARY").strip()
        location = event.text("LOCATION")
        description = _without_link_back(event.text("DESCRIPTION"))
        link = event.raw("URL")
        place, beside = places.place_and_link(location)
        online_link = self._conference() or beside or places.call_in(f"{description} {link}")
        mode = usual_mode(place, online_link)
        return {
            "uid": event.text("UID"),
            "title": _CANCELLED_MARK.sub("", title) if status == Status.CANCELLED else title,
            "status": status,
            "mode": Mode.ONLINE if not place and places.says_online(location) else mode,
            "place": place,
            "online_link": online_link,
            "themes": tuple(event.texts("CATEGORIES")),
            "text": description,
            "link": "" if places.is_call(link) else link,
        }

    def _conference(self) -> str:
        values = [raw for name in _CONFERENCES for _parameters, raw in self.event.all(name)]
        return next((raw for raw in values if words.link(raw)), "")


def _without_link_back(text: str) -> str:
    before, _newline, last = text.rstrip().rpartition("\n")
    return before if _LINK_BACK.fullmatch(last) else text


def _last_day(start: date, end: When | None, length: timedelta | None) -> date:
    """The last day, included: in a calendar, the end is the day after."""
    if isinstance(end, Clock):
        raise RefusedError(_("Ses dates mêlent des jours entiers et des heures."))
    if end is None:
        end = start + (length or timedelta(days=1))
    return start if end == start else end - timedelta(days=1)


def _end_of_hours(
    when: Clock, start: Clock, end: When | None, length: timedelta | None
) -> datetime | None:
    """By the clocks of the place, so that a series ends at one hour in summer and winter."""
    if isinstance(end, Clock):
        if when.zone is start.zone:
            return end.at(end.naive + (when.naive - start.naive)).moment()
        return when.moment().astimezone(UTC) + dates.duration(start.moment(), end.moment())
    if end is not None:
        raise RefusedError(_("Ses dates mêlent des jours entiers et des heures."))
    return when.moment().astimezone(UTC) + length if length else None


def _in_words(day: date) -> str:
    return dates.day(dates.midnight(day)) if day.year in dates.YEARS else day.isoformat()
