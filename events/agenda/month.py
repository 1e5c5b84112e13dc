"""The agenda's view of one month, as a table of weeks."""

import re
from bisect import bisect_left
from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events import dates
from events.agenda.facets import MONTH, month_term
from events.agenda.filter import AgendaFilter
from events.agenda.index import AgendaIndex, Span
from events.listing import month_entries
from events.querysets import EventPageQuerySet

# A day shows no more: the others are on the list of the day, a link away.
EVENTS_A_DAY = 3
# A fifth of the table, compressed for each visitor. One space stays: `spaceless` would join words.
INDENTATION = re.compile(r"[ \n]{2,}")

_finish = itemgetter(2)


class Day(NamedTuple):
    date: date
    entries: list[SafeString]
    others: int
    # The address of the list of this day.
    query: str
    is_today: bool

    @property
    def in_words(self) -> str:
        return dates.weekday_and_day(dates.midnight(self.date))


class MonthLink(NamedTuple):
    in_words: str
    query: str


def spans_by_day(month: date, spans: list[Span]) -> dict[date, list[Span]]:
    """The events of each day of a month: those that begin on it before those that go on.

    They come in the order of their start; each stands on all its days in Paris. One that ends at
    midnight has none of the day after.
    """
    days = [day for week in _weeks(month) for day in week if day]
    # In UTC, as the moments of the index: one compares them ten times as fast.
    midnights = [
        dates.midnight(day).astimezone(UTC) for day in (*days, days[-1] + timedelta(days=1))
    ]
    starts = [starts_at for _, starts_at, _ in spans]
    places = [bisect_left(starts, midnight) for midnight in midnights]
    going_on, by_day = spans[: places[0]], {}
    for day, midnight, (first, end) in zip(days, midnights[:-1], pairwise(places), strict=True):
        going_on = [span for span in going_on if _finish(span) > midnight]
        beginning = spans[first:end]
        by_day[day] = beginning + going_on
        going_on += beginning
    return by_day


def has_month(month: date, index: AgendaIndex) -> bool:
    """Whether it is between the first and the last month of all events, themselves included."""
    months = _months(index)
    return bool(months) and months[0] <= month <= months[-1]


def find_month_to_open(asked: AgendaFilter, index: AgendaIndex, now: datetime) -> MonthLink | None:
    """This month, else the next that has such events, else the last; None without any."""
    this_month = dates.day_of(now).replace(day=1)
    before, to_come = _around(this_month, index)
    return _first_with(asked, index, to_come) or _first_with(asked, index, before)


@dataclass(frozen=True)
class AgendaMonth:
    """The month that `asked` names."""

    asked: AgendaFilter
    index: AgendaIndex
    events: EventPageQuerySet
    now: datetime
    agenda_url: str

    @property
    def weekdays(self) -> tuple[str, ...]:
        return dates.weekdays()

    @property
    def in_words(self) -> str:
        return dates.month_in_words(self.asked.month)

    @cached_property
    def table(self) -> SafeString:
        written = render_to_string("events/includes/month_table.html", {"month": self})
        return SafeString(INDENTATION.sub(" ", written))

    @property
    def weeks(self) -> list[list[Day | None]]:
        found = self.asked.events(self.index, self.now)
        by_day = spans_by_day(self.asked.month, self.index.spans(found))
        shown = {
            event: finishes_at <= self.now
            for spans in by_day.values()
            for event, _, finishes_at in spans[:EVENTS_A_DAY]
        }
        entries = month_entries(self.events.live(), shown)
        return [
            [day and self._day(day, by_day[day], entries) for day in week]
            for week in _weeks(self.asked.month)
        ]

    @cached_property
    def previous(self) -> MonthLink | None:
        """The nearest month before it that has such events."""
        before, _ = _around(self.asked.month, self.index)
        return _first_with(self.asked, self.index, before)

    @cached_property
    def next(self) -> MonthLink | None:
        _, after = _around(self.asked.month, self.index)
        others = (month for month in after if month != self.asked.month)
        return _first_with(self.asked, self.index, others)

    def _day(self, day: date, spans: list[Span], entries: dict[int, SafeString]) -> Day:
        events = (event for event, _, _ in spans[:EVENTS_A_DAY])
        return Day(
            date=day,
            entries=[entries[event] for event in events if event in entries],
            others=max(0, len(spans) - EVENTS_A_DAY),
            query=self.asked.on_day(day).query(),
            is_today=day == dates.day_of(self.now),
        )


def _weeks(month: date) -> list[list[date | None]]:
    """From Monday to Sunday; a day of another month is None."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [[day if day.month == month.month else None for day in week] for week in weeks]


def _month(value: str) -> date:
    """Its first day; the values of years before 1000, which visitors may ask for, do not sort."""
    return date.fromisoformat(f"{value}-01")


def _months(index: AgendaIndex) -> list[date]:
    """Those in which events take place, in order."""
    return sorted(map(_month, index.values[MONTH]))


def _around(month: date, index: AgendaIndex) -> tuple[list[date], list[date]]:
    """The months before one, the nearest first; then it and those after it."""
    months = _months(index)
    place = bisect_left(months, month)
    return months[:place][::-1], months[place:]


def _first_with(
    asked: AgendaFilter, index: AgendaIndex, months: Iterable[date]
) -> MonthLink | None:
    """The first of these months in which such events take place."""
    matching = asked.matching(index)
    for month in months:
        if matching & index.carrying([month_term(month)]):
            return MonthLink(dates.month_in_words(month), asked.in_month(month).query())
    return None
