"""What a visitor asks of the agenda: a pure value, its events in an index, and its address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self
from urllib.parse import urlencode

from events import dates
from events.agenda.facets import FACETS, month_term, term, year_term
from events.agenda.index import AgendaIndex

# The values of `periode`; a year is one, too. Empty: what is to come, or the days asked for.
DEFAULT, PAST, ALL = "", "passes", "toutes"


class Choice(NamedTuple):
    """A value of a facet, as the index, an address and a visitor know it."""

    facet: str
    value: str
    slug: str
    label: str

    @property
    def term(self) -> str:
        return term(self.facet, self.value)


@dataclass(frozen=True)
class AgendaFilter:
    """OR among the choices of a facet, AND across facets, and a period or a month."""

    choices: frozenset[Choice] = frozenset()
    period: str = DEFAULT
    first_day: date | None = None
    last_day: date | None = None
    # Its first day. A month stands instead of the period and the days.
    month: date | None = None

    @property
    def has_days(self) -> bool:
        return bool(self.first_day or self.last_day)

    @property
    def is_upcoming(self) -> bool:
        return self.period == DEFAULT and not self.has_days and not self.month

    @property
    def year(self) -> int | None:
        return int(self.period) if self.period.isdecimal() else None

    @property
    def is_archive(self) -> bool:
        """Read backwards, the latest first."""
        return not self.month and (self.period == PAST or self.year is not None)

    # -- Which events ----------------------------------------------------------------------------

    def events(self, index: AgendaIndex, now: datetime) -> int:
        return self.matching(index) & self.during(index, now)

    def matching(self, index: AgendaIndex) -> int:
        """The events of the choices, whenever they take place."""
        found = index.every
        for _, choices in self.by_facet():
            found &= index.carrying(choice.term for choice in choices)
        return found

    def during(self, index: AgendaIndex, now: datetime) -> int:
        """The events of the period, whatever they are."""
        if self.month:
            return index.carrying([month_term(self.month)])
        found = index.every
        if self.is_upcoming:
            found = index.upcoming(now)
        elif self.period == PAST:
            found = index.past(now)
        elif self.year is not None:
            found = index.carrying([year_term(self.year)])
        if self.first_day:
            found &= index.upcoming(dates.midnight(self.first_day))
        if self.last_day:
            found &= index.beginning_before(dates.midnight(self.last_day + timedelta(days=1)))
        return found

    def by_facet(self) -> Iterator[tuple[str, list[Choice]]]:
        """The choices of each facet, in the order of the facets and of their addresses."""
        order = list(FACETS)
        ordered = sorted(self.choices, key=lambda one: (order.index(one.facet), one.slug))
        return ((name, list(group)) for name, group in groupby(ordered, attrgetter("facet")))

    # -- Its neighbours --------------------------------------------------------------------------

    def without_facet(self, facet: str) -> Self:
        return replace(self, choices=frozenset(c for c in self.choices if c.facet != facet))

    def without(self, choice: Choice) -> Self:
        return replace(self, choices=self.choices - {choice})

    def without_days(self) -> Self:
        return replace(self, first_day=None, last_day=None)

    def in_period(self, period: str) -> Self:
        return replace(self, period=period, month=None)

    def in_month(self, month: date) -> Self:
        return replace(self, period=DEFAULT, first_day=None, last_day=None, month=month)

    def on_day(self, day: date) -> Self:
        return replace(self, period=DEFAULT, first_day=day, last_day=day, month=None)

    # -- Its address -----------------------------------------------------------------------------

    def query(self, page: int = 1) -> str:
        """The one query of this filter and page: "?theme=eau&page=2", or nothing at all."""
        pairs = [*self.facet_pairs(), *self.period_pairs()]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def facet_pairs(self) -> Iterable[tuple[str, str]]:
        return [(name, one.slug) for name, choices in self.by_facet() for one in choices]

    def period_pairs(self) -> Iterable[tuple[str, str]]:
        if self.month:
            return [("mois", f"{self.month:%Y-%m}")]
        values = {"periode": self.period, "du": self.first_day, "au": self.last_day}
        return [(name, str(value)) for name, value in values.items() if value]
