"""When an event takes place: its moments on the clocks of Paris, and its dates in French words.

Pure functions. An all-day event is described by its dates alone; its end date is its last day,
included. Two aware datetimes of one zone are compared by their wall clocks in Python, which is
wrong twice a year: what compares or subtracts here goes through UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import override

PARIS = ZoneInfo("Europe/Paris")

# Beyond these, a slip of the keyboard: 0206 or 20026 for 2026.
YEARS = range(1950, 2101)


class Part(NamedTuple):
    """A piece of a date in words, with its value for `<time datetime>` when it says a moment."""

    text: str
    machine: str = ""


def on_paris_clocks(naive: datetime) -> datetime:
    """The moment at which the clocks of Paris show this; a ValueError if they never do.

    An hour that comes twice, when summer time ends, is taken the first time: in summer time.
    """
    moment = naive.replace(tzinfo=PARIS, fold=0)
    if _in_paris(moment).replace(tzinfo=None) != naive:
        raise ValueError("The clocks of Paris skip this hour.")
    return moment


def duration(starts_at: datetime, ends_at: datetime) -> timedelta:
    """The time that passes between two moments, also when the clocks change in between."""
    return ends_at.astimezone(UTC) - starts_at.astimezone(UTC)


def moved(starts_at: datetime, ends_at: datetime | None, start: datetime) -> datetime | None:
    """The end of an event that begins at `start` and lasts, on the clocks, as another does.

    A ValueError if the clocks skip the hour of the end.
    """
    if ends_at is None:
        return None
    first, last = on_clocks(starts_at), on_clocks(ends_at)
    # The clocks go back within an event of some minutes: they would tell a negative length.
    length = last - first if last >= first else duration(starts_at, ends_at)
    return on_paris_clocks(on_clocks(start) + length)


def on_clocks(moment: datetime) -> datetime:
    """What the clocks of Paris show, without a zone."""
    return _in_paris(moment).replace(tzinfo=None)


def midnight_after(moment: datetime) -> datetime:
    """The midnight, in Paris, that ends the day of `moment`."""
    return midnight(day_of(moment) + timedelta(days=1))


def last_moment(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> datetime:
    """The moment from which an event is past.

    With no known end, or one that is the start, an event lasts until the end of the day on which it
    begins.
    """
    if ends_at and not all_day and duration(starts_at, ends_at):
        return ends_at
    return midnight_after(ends_at or starts_at)


def first_and_last_day(starts_at: datetime, finishes_at: datetime) -> tuple[date, date]:
    """The days of an event in Paris; one that ends at midnight has none of the day after."""
    first = day_of(starts_at)
    return first, max(first, day_of(finishes_at - timedelta.resolution))


def midnight(on: date) -> datetime:
    """The moment at which a day begins in Paris."""
    return datetime.combine(on, time.min, PARIS)


def months(first: date, last: date) -> list[date]:
    """The months that two days and those between them are of, each by its first day."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def in_words(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> str:
    """The dates of an event: "Jeudi 17 octobre 2019 de 18h00 à 21h00"."""
    return "".join(part.text for part in parts(starts_at, ends_at, all_day=all_day))


def parts(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> list[Part]:
    """The words of `in_words`, with the start and the end told apart for `<time>`."""
    return [*_parts(starts_at.astimezone(UTC), ends_at and ends_at.astimezone(UTC), all_day)]


# A page says the dates of an event seven times. Moments in UTC: those of the hour that comes twice
# are equal in Paris.
@lru_cache(maxsize=1_000)
def _parts(starts_at: datetime, ends_at: datetime | None, all_day: bool) -> list[Part]:
    start = _in_paris(starts_at)
    end = _in_paris(ends_at) if ends_at else None
    if end is None or end.date() == start.date():
        return _one_day(start, end, all_day=all_day)
    if all_day:
        words = (_day_until(start, end), day(end))
    else:
        first = day(start) if start.year != end.year else _day_and_month(start)
        words = (f"{first} à {hour(start)}", f"{day(end)} à {hour(end)}")
    first, last = (
        Part(text, machine(moment, all_day=all_day))
        for text, moment in zip(words, (start, end), strict=True)
    )
    return [Part("Du "), first, Part(" au "), last]


def machine(moment: datetime, *, all_day: bool) -> str:
    """A value for `<time datetime>`: a date, or a moment with its offset from UTC."""
    local = _in_paris(moment)
    return local.date().isoformat() if all_day else local.isoformat(timespec="minutes")


def rfc_3339(moment: datetime, timespec: str = "seconds") -> str:
    """The moment for machines, on the clocks of Paris: "2026-10-17T18:00:00+02:00"."""
    return _in_paris(moment).isoformat(timespec=timespec)


def day(moment: datetime) -> str:
    """ "1er janvier 2027", in Paris."""
    local = _in_paris(moment)
    return f"{_day_and_month(local)} {local.year}"


def day_of(moment: datetime) -> date:
    """The day that it is in Paris."""
    return _in_paris(moment).date()


def weekday_and_day(moment: datetime) -> str:
    """ "jeudi 17 octobre 2026", in Paris."""
    return f"{_weekday(_in_paris(moment))} {day(moment)}"


def month_in_words(month: date) -> str:
    """ "novembre 2026"."""
    with override("fr"):
        return f"{MONTHS[month.month]} {month.year}"


def days_in_words(first: date | None, last: date | None) -> str:
    """ "du 3 au 5 mai 2026", "le 3 mai 2026", "à partir du …", "jusqu’au …"."""
    if first and last:
        begin, end = midnight(first), midnight(last)
        return f"le {day(begin)}" if first == last else f"du {_day_until(begin, end)} au {day(end)}"
    return f"à partir du {day(midnight(first))}" if first else f"jusqu’au {day(midnight(last))}"


def from_day_to_day(first: datetime, last: datetime) -> str:
    """ "du jeudi 17 au jeudi 24 octobre 2026": what they share is said once."""
    first, last = _in_paris(first), _in_paris(last)
    shortened = _day_until(first, last)
    return f"du {_weekday(first)} {shortened} au {weekday_and_day(last)}"


def hour(moment: datetime) -> str:
    """ "18h00", in Paris; an hour that comes twice that day says which of the two it is."""
    local = _in_paris(moment)
    words = f"{local:%Hh%M}"
    if local.replace(fold=1 - local.fold).utcoffset() == local.utcoffset():
        return words
    return f"{words} (heure {'d’hiver' if local.fold else 'd’été'})"


def _one_day(start: datetime, end: datetime | None, *, all_day: bool) -> list[Part]:
    words = weekday_and_day(start).capitalize()
    begins = machine(start, all_day=all_day)
    if all_day:
        return [Part(words, begins)]
    if end is None or duration(start, end) == timedelta(0):
        return [Part(f"{words} à {hour(start)}", begins)]
    ends = Part(hour(end), machine(end, all_day=False))
    return [Part(f"{words} de {hour(start)}", begins), Part(" à "), ends]


def _in_paris(moment: datetime) -> datetime:
    """The moment as the clocks of Paris show it: by way of UTC, so that the hour exists."""
    return moment.astimezone(UTC).astimezone(PARIS)


def _day_until(start: datetime, end: datetime) -> str:
    """The first day of a range, without the month and year that the last day repeats."""
    if start.year != end.year:
        return day(start)
    return _day_number(start) if start.month == end.month else _day_and_month(start)


@cache
def weekdays() -> tuple[str, ...]:
    """ "lundi", "mardi"…"""
    with override("fr"):
        return tuple(str(WEEKDAYS[number]) for number in range(7))


def _weekday(moment: datetime) -> str:
    return weekdays()[moment.weekday()]


def _day_and_month(moment: datetime) -> str:
    with override("fr"):
        return f"{_day_number(moment)} {MONTHS[moment.month]}"


def _day_number(moment: datetime) -> str:
    return "1er" if moment.day == 1 else str(moment.day)
