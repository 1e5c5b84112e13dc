"""The moments of a calendar, by the time zones of the world and by those that it defines."""

import re
import zoneinfo
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar.parser import Parameters
from icalendar.prop import vDDDTypes, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events import dates
from events.imports.readers import words
from events.imports.readers.checks import RefusedError, on_clocks
from events.imports.readers.ical_lines import Component

# What a rule of a time zone says in practice: once a year, on the last Sunday of March. Others
# could take for ever to follow.
_RULE_PART = re.compile(
    r"FREQ=YEARLY|INTERVAL=1|BYMONTH=[0-9]{1,2}|BYDAY=[+-]?[1-5](MO|TU|WE|TH|FR|SA|SU)"
    r"|UNTIL=[0-9]{8}(T[0-9]{6}Z?)?|WKST=[A-Z]{2}"
)
_MOST_ONSETS = 3_000
_ONSET_YEARS = range(1600, dates.YEARS[-1] + 1)


class Zones:
    """The time zones that a calendar names."""

    def __init__(self, defined: Iterable[Component]) -> None:
        self._defined = {component.raw("TZID").strip('"'): component for component in defined}
        self._made: dict[str, tzinfo | None] = {}

    def value(self, parameters: Parameters, raw: str) -> "date | Clock":
        """A date, or what the clocks of its time zone show."""
        try:
            found = vDDDTypes.from_ical(raw.strip())
        except (ValueError, TypeError, OverflowError):
            found = None
        if isinstance(found, datetime):
            if found.tzinfo:
                return Clock(found.replace(tzinfo=None), UTC)
            return Clock(found, self._zone(str(parameters.get("TZID", ""))))
        if isinstance(found, tuple) and isinstance(found[0], datetime):  # a period
            return self.value(parameters, raw.partition("/")[0])
        if isinstance(found, date):
            return found
        raise RefusedError(_("La date « %(date)s » est illisible.") % {"date": _shown(raw)})

    def _zone(self, name: str) -> tzinfo:
        if not name:  # floating, which for a calendar of here is the time of here
            return dates.PARIS
        if name not in self._made:
            self._made[name] = _known(name) or self._own(name)
        zone = self._made[name]
        if zone is None:
            raise RefusedError(
                _("Le fuseau horaire « %(zone)s » est inconnu.") % {"zone": _shown(name)}
            )
        return zone

    def _own(self, name: str) -> tzinfo | None:
        zone = self._defined.get(name)
        onsets = sorted(_onsets(zone)) if zone else []
        return FileZone(onsets) if onsets else None


class Clock:
    """What the clocks of a time zone show, which may be no moment at all."""

    def __init__(self, naive: datetime, zone: tzinfo) -> None:
        self.naive = naive
        self.zone = zone

    def moment(self) -> datetime:
        return on_clocks(self.naive, self.zone)

    def at(self, naive: datetime) -> "Clock":
        return Clock(naive, self.zone)


class FileZone(tzinfo):
    """A time zone by its onsets: what its clocks show as they change, the offsets before and after.

    The offset of an hour that is skipped or comes twice is that of before, as `fold=0` has it.
    """

    def __init__(self, onsets: list[tuple[datetime, timedelta, timedelta]]) -> None:
        self._walls = [wall + max(after - before, timedelta(0)) for wall, before, after in onsets]
        self._moments = [wall - before for wall, before, _after in onsets]
        self._offsets = [onsets[0][1], *(after for _wall, _before, after in onsets)]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._offsets[-1]
        return self._offsets[bisect_right(self._walls, moment.replace(tzinfo=None))]

    def dst(self, moment: datetime | None) -> None:
        return None

    def tzname(self, moment: datetime | None) -> None:
        return None

    def fromutc(self, moment: datetime) -> datetime:
        return moment + self._offsets[bisect_right(self._moments, moment.replace(tzinfo=None))]


def _known(name: str) -> tzinfo | None:
    """A time zone of the world, by its name, that of Windows, or one behind a vendor's path."""
    parts = name.strip("/").split("/")[-6:]
    paths = ["/".join(parts[start:]) for start in range(len(parts))]
    candidates = paths if name.startswith("/") else paths[:1]
    for candidate in (WINDOWS_TO_OLSON.get(name, ""), *candidates):
        if candidate in _names():
            return zoneinfo.ZoneInfo(candidate)
    return None


@cache
def _names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _onsets(zone: Component) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """The changes of the clocks that a calendar says, those of a reasonable number of years."""
    count = 0
    for part in zone.parts:
        try:
            start = vDDDTypes.from_ical(part.raw("DTSTART"))
            before = vUTCOffset.from_ical(part.raw("TZOFFSETFROM"))
            after = vUTCOffset.from_ical(part.raw("TZOFFSETTO"))
            walls = list(_walls(part, start)) if type(start) is datetime else []
        except (ValueError, TypeError, OverflowError, KeyError):
            continue
        count += len(walls)
        if count > _MOST_ONSETS:
            return
        yield from ((wall, before, after) for wall in walls if wall.year in _ONSET_YEARS)


def _walls(part: Component, start: datetime) -> Iterator[datetime]:
    start = start.replace(tzinfo=None)
    yield start
    for _parameters, raw in part.all("RDATE"):
        for each in raw.split(","):
            wall = vDDDTypes.from_ical(each)
            if isinstance(wall, datetime):
                yield wall.replace(tzinfo=None)
    rule = part.raw("RRULE").upper()
    if not rule:
        return
    parts = [part for part in rule.split(";") if part]
    names = {part.partition("=")[0] for part in parts}
    if not all(map(_RULE_PART.fullmatch, parts)) or ("BYDAY" in names) != ("BYMONTH" in names):
        raise ValueError("A rule that no time zone needs.")
    if start.year < dates.YEARS[0]:  # those of Outlook begin in 1601
        start = start.replace(year=dates.YEARS[0] - 2)
    for wall in rrulestr(";".join(parts), dtstart=start, ignoretz=True):
        if wall.year > dates.YEARS[-1]:
            return
        yield wall


def _shown(text: str) -> str:
    return words.one_line(text, 60)
