"""The agenda's view of one month, as a table of weeks."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from events import dates
from events.agenda.facets import MONTH, month_term
from events.agenda.filter import AgendaFilter
from events.agenda.index import AgendaIndex
from events.querysets import EventPageQuerySet

if TYPE_CHECKING:
    from events.models import EventPage

# A day shows no more: the others are on the list of the day, a link away.
EVENTS_A_DAY = 3


class Day(NamedTuple):
    date: date
    events: "list[EventPage]"
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


def events_by_day(
    month: date, spans: Iterable[tuple[int, datetime, datetime]]
) -> dict[date, list[int]]:
    """The events of each day of a month: those that begin on it before those that go on.

    `spans` are events with their first and last moments, in the order of their start: each stands
    on all its days (see `events.dates.first_and_last_day`).
    """
    days = [day for week in _weeks(month) for day in week if day]
    beginning, going_on = defaultdict(list), defaultdict(list)
    for event, starts_at, finishes_at in spans:
        first, last = dates.first_and_last_day(starts_at, finishes_at)
        beginning[first].append(event)
        for day in days:
            if first < day <= last:
                going_on[day].append(event)
    return {day: beginning[day] + going_on[day] for day in days}


def month_to_open(asked: AgendaFilter, index: AgendaIndex, now: datetime) -> MonthLink | None:
    """This month, else the next that has such events, else the last; None without any."""
    months = sorted(_months_with(asked, index))
    this_month = dates.day_of(now).replace(day=1)
    to_come = (month for month in months if month >= this_month)
    return _link(asked, next(to_come, months[-1] if months else None))


@dataclass(frozen=True)
class AgendaMonth:
    """The month that `asked` names."""

    asked: AgendaFilter
    index: AgendaIndex
    events: EventPageQuerySet
    now: datetime

    @property
    def weekdays(self) -> tuple[str, ...]:
        return dates.weekdays()

    @property
    def exists(self) -> bool:
        """Whether it is between the first and the last month of all events, themselves included."""
        months = [_month(value) for value in self.index.values[MONTH]]
        return bool(months) and min(months) <= self.asked.month <= max(months)

    @property
    def in_words(self) -> str:
        return dates.month_in_words(self.asked.month)

    @cached_property
    def weeks(self) -> list[list[Day | None]]:
        found = self.asked.events(self.index, self.now)
        by_day = events_by_day(self.asked.month, self.index.spans(found))
        shown = {key for keys in by_day.values() for key in keys[:EVENTS_A_DAY]}
        events = self.events.live().defer_streamfields().in_bulk(shown)
        return [
            [day and self._day(day, by_day[day], events) for day in week]
            for week in _weeks(self.asked.month)
        ]

    @cached_property
    def previous(self) -> MonthLink | None:
        """The nearest month before it that has such events."""
        months = _months_with(self.asked, self.index)
        return _link(self.asked, max((m for m in months if m < self.asked.month), default=None))

    @cached_property
    def next(self) -> MonthLink | None:
        months = _months_with(self.asked, self.index)
        return _link(self.asked, min((m for m in months if m > self.asked.month), default=None))

    def _day(self, day: date, keys: list[int], events: "dict[int, EventPage]") -> Day:
        return Day(
            date=day,
            events=[events[key] for key in keys[:EVENTS_A_DAY] if key in events],
            others=max(0, len(keys) - EVENTS_A_DAY),
            query=self.asked.on_day(day).query(),
            is_today=day == dates.day_of(self.now),
        )


def _link(asked: AgendaFilter, month: date | None) -> MonthLink | None:
    return month and MonthLink(dates.month_in_words(month), asked.in_month(month).query())


def _weeks(month: date) -> list[list[date | None]]:
    """From Monday to Sunday; a day of another month is None."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [[day if day.month == month.month else None for day in week] for week in weeks]


def _month(value: str) -> date:
    """Its first day; the values of years before 1000, which visitors may ask for, do not sort."""
    return date.fromisoformat(f"{value}-01")


def _months_with(asked: AgendaFilter, index: AgendaIndex) -> Iterator[date]:
    """The months in which such events take place."""
    matching = asked.matching(index)
    for value in index.values[MONTH]:
        month = _month(value)
        if matching & index.carrying([month_term(month)]):
            yield month
