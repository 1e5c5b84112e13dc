"""Dates as people and programs write them in a table or in JSON."""

import re
from datetime import date, datetime, timedelta, timezone

from django.utils.translation import gettext as _

from events.imports.readers import words
from events.imports.readers.checks import RefusedError, Span, hours, on_clocks, whole_days

_WRITTEN = re.compile(
    r"""
    (?:(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})
      |(?P<french_day>[0-9]{1,2})/(?P<french_month>[0-9]{1,2})/(?P<french_year>[0-9]{4}))
    (?:(?:T|,?\ à\ |,?\ )
      (?P<hour>[0-9]{1,2})\ ?[:h]\ ?(?P<minute>[0-9]{2})?
      (?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?
      \ ?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAY = ("year", "month", "day")
_CLOCK = ("hour", "minute", "second")


def span(start: str, end: str) -> Span:
    """When an event takes place: two days, or two moments; the end may be empty."""
    first = moment_or_day(start)
    last = moment_or_day(end) if end.strip() else None
    if not isinstance(first, datetime):
        if isinstance(last, datetime):
            raise RefusedError(_("La fin a une heure, mais pas le début."))
        return whole_days(first, last)
    if last is not None and not isinstance(last, datetime):
        raise RefusedError(_("Le début a une heure, mais pas la fin."))
    return hours(first, last)


def moment_or_day(text: str) -> datetime | date:
    """A moment, by the clocks of Paris unless it says an offset; a day if it has no hour."""
    line = words.one_line(text, 60)
    found = _WRITTEN.fullmatch(line)
    try:
        if not found:
            raise ValueError(line)
        day = date(*(int(found[name] or found[f"french_{name}"]) for name in _DAY))
        if found["hour"] is None:
            return day
        naive = datetime(  # noqa: DTZ001 - its zone is added below
            day.year, day.month, day.day, *(int(found[name] or 0) for name in _CLOCK)
        )
        zone = _zone(found["offset"])
    except ValueError:
        raise RefusedError(_("La date « %(date)s » est illisible.") % {"date": line}) from None
    return naive.replace(tzinfo=zone) if zone else on_clocks(naive)


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset in "Zz":
        return timezone(timedelta(0))
    length = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-length if offset[0] == "-" else length)
