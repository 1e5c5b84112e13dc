"""The dates of an event that comes back, never too many of them: RFC 5545, 3.8.5."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import chain, islice, takewhile

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from events import dates
from events.imports.limits import MOST_OCCURRENCES, too_many_occurrences
from events.imports.readers.checks import RefusedError
from events.imports.readers.ical_lines import Component
from events.imports.readers.ical_zones import Clock, Zones

# Each with the parts that leave few days to try between two dates.
_PARTS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH", "BYWEEKNO", "BYYEARDAY"},
}
_COMMON_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_LONGEST_RULE = 300
# The calendar is the same every so many years, days of the week included.
_CYCLE = 400
_LAST_CYCLE = range(9550, 9950)

When = date | Clock


def recurs(event: Component) -> bool:
    return "RRULE" in event.lines or "RDATE" in event.lines


def occurrences(event: Component, start: When, zones: Zones) -> list[When]:
    """When an event takes place: on its start, as its rule says and on more days, less exceptions.

    What the clocks skip is in it: it is refused with its own date.
    """
    found = {_key(start): start}
    for when in chain(_of_rule(event, start), _listed(event, "RDATE", zones)):
        found.setdefault(_key(when), when)
        if len(found) > MOST_OCCURRENCES:
            raise RefusedError(too_many_occurrences())
    excluded = {_key(when) for when in _listed(event, "EXDATE", zones)}
    excluded_days = {key for key in excluded if type(key) is date}
    return [
        when
        for key, when in sorted(found.items(), key=lambda each: _order(each[0]))
        if key not in excluded and day_of(when) not in excluded_days
    ]


def day_of(when: When) -> date:
    """The day that it is in Paris: the same, in whatever time zone a calendar says it."""
    if not isinstance(when, Clock):
        return when
    try:
        return dates.day_of(when.moment())
    except RefusedError:
        return when.naive.date()


def _key(when: When) -> date | datetime:
    """What is equal for the same moment in two time zones."""
    if not isinstance(when, Clock):
        return when
    try:
        return when.moment().astimezone(UTC)
    except RefusedError:
        return when.naive.replace(tzinfo=UTC)


def _order(key: date | datetime) -> datetime:
    return key if isinstance(key, datetime) else datetime.combine(key, time.min, UTC)


def _listed(event: Component, name: str, zones: Zones) -> Iterator[When]:
    for parameters, raw in event.all(name):
        values = (zones.value(parameters, each) for each in raw.split(",") if each.strip())
        yield from islice(values, 10 * MOST_OCCURRENCES)


def _of_rule(event: Component, start: When) -> Iterator[When]:
    """The dates of the rule: by the clocks of the place, without asking when they change."""
    rule = event.raw("RRULE").upper()
    if not rule:
        return
    values, until = _understood(rule, start)
    naive = start.naive if isinstance(start, Clock) else datetime.combine(start, time.min)
    # Near the end of time, a rule whose day never comes is soon at its end.
    years = (_LAST_CYCLE[0] - naive.year + _CYCLE - 1) // _CYCLE * _CYCLE
    try:
        rule = rrulestr(values, dtstart=naive.replace(year=naive.year + years))
        late = list(islice(rule, MOST_OCCURRENCES + 1))
        days = [each.replace(year=each.year - years) for each in late]
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise RefusedError(_("Sa règle de répétition est illisible.")) from None
    found = (start.at(day) if isinstance(start, Clock) else day.date() for day in days)
    yield from takewhile(lambda when: until is None or not _is_after(when, until), found)


def _understood(rule: str, start: When) -> tuple[str, date | datetime | None]:
    """A rule without its end, and its end; refused if it cannot be followed to its end."""
    parts = dict(part.partition("=")[::2] for part in rule[:_LONGEST_RULE].split(";") if part)
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise RefusedError(_("Il se répète plusieurs fois par jour."))
    allowed = _COMMON_PARTS | _PARTS.get(frequency, set())
    is_tiring = frequency == "DAILY" and "BYDAY" in parts and parts.get("INTERVAL", "1") != "1"
    if len(rule) > _LONGEST_RULE or frequency not in _PARTS or parts.keys() - allowed or is_tiring:
        raise RefusedError(_("Sa règle de répétition est trop compliquée."))
    until = _until(parts.pop("UNTIL", ""))
    count = parts.get("COUNT", "")
    if until is None and not count:
        raise RefusedError(_("Il se répète sans fin."))
    if (count and not re.fullmatch("0*[0-9]{1,3}", count)) or int(count or 0) > MOST_OCCURRENCES:
        raise RefusedError(too_many_occurrences())
    if not re.fullmatch("[1-9][0-9]{0,3}", parts.get("INTERVAL", "1")):
        raise RefusedError(_("Sa règle de répétition est illisible."))
    return ";".join(f"{name}={value}" for name, value in parts.items()), until


_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")


def _until(raw: str) -> date | datetime | None:
    """A day, a naive datetime by the clocks of the place, or a moment."""
    if not raw:
        return None
    found = _UNTIL.fullmatch(raw.strip())
    try:
        if not found:
            raise ValueError(raw)
        if not found[2]:
            return datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 - a day
        until = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007 - see below
    except ValueError:
        raise RefusedError(_("Sa règle de répétition est illisible.")) from None
    return until.replace(tzinfo=UTC) if found[3] else until


def _is_after(when: When, until: date | datetime) -> bool:
    day = when.naive.date() if isinstance(when, Clock) else when
    if not isinstance(until, datetime):
        return day > until
    if not isinstance(when, Clock):
        return day > until.date()
    if until.tzinfo is None:
        return when.naive > until
    return _order(_key(when)) > until
