"""When an event takes place: its last moment, and its dates in French words.

Pure functions over aware datetimes. An all-day event is described by its dates alone; its end date
is its last day, included.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import override

PARIS = ZoneInfo("Europe/Paris")


def midnight_after(moment: datetime) -> datetime:
    """The midnight, in Paris, that ends the day of `moment`."""
    day = moment.astimezone(PARIS).date() + timedelta(days=1)
    return datetime.combine(day, time.min, PARIS)


def last_moment(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> datetime:
    """The moment from which an event is past.

    With no known end, an event lasts until the end of the day on which it begins.
    """
    if ends_at and not all_day:
        return ends_at
    return midnight_after(ends_at or starts_at)


def in_words(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> str:
    """The dates of an event: "Jeudi 17 octobre 2019 de 18h00 à 21h00"."""
    start = starts_at.astimezone(PARIS)
    end = ends_at.astimezone(PARIS) if ends_at else None
    with override("fr"):
        if end is None or end.date() == start.date():
            return _one_day(start, end, all_day=all_day)
        if all_day:
            return f"Du {_day_until(start, end)} au {_day(end)}"
        first = _day(start) if start.year != end.year else _day_and_month(start)
        return f"Du {first} à {_hour(start)} au {_day(end)} à {_hour(end)}"


def _one_day(start: datetime, end: datetime | None, *, all_day: bool) -> str:
    day = f"{WEEKDAYS[start.weekday()]} {_day(start)}".capitalize()
    if all_day:
        return day
    if end is None or end == start:
        return f"{day} à {_hour(start)}"
    return f"{day} de {_hour(start)} à {_hour(end)}"


def _day_until(start: datetime, end: datetime) -> str:
    """The first day of a range, without the month and year that the last day repeats."""
    if start.year != end.year:
        return _day(start)
    return _day_number(start) if start.month == end.month else _day_and_month(start)


def _day_and_month(moment: datetime) -> str:
    return f"{_day_number(moment)} {MONTHS[moment.month]}"


def _day(moment: datetime) -> str:
    return f"{_day_and_month(moment)} {moment.year}"


def _day_number(moment: datetime) -> str:
    return "1er" if moment.day == 1 else str(moment.day)


def _hour(moment: datetime) -> str:
    return f"{moment:%Hh%M}"
