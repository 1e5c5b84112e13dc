"""The agenda as an inverted index in memory: which events, and how many, without a query.

The events stand in the order of their start. A set of events is a bitmap, an integer whose n-th
bit stands for the n-th event: sets meet by `&`, join by `|` and are counted by `bit_count()`, in
microseconds for a hundred thousand events.

Pure: nothing here asks the database or the clock. An index never changes, `updated` makes another.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple, Self

from events.agenda.bitmaps import bitmap_of, lowest, position_of, positions_in, up_to

# What lasts longer is marked, so that few events need a look to know what is going on.
LONG = timedelta(days=1)
_LONG_TERM = "duree:longue"


class Row(NamedTuple):
    """What the public may see of an event, as `events.models.AgendaEntry` stores it: in UTC."""

    event: int
    starts_at: datetime
    finishes_at: datetime
    terms: tuple[str, ...]
    is_public: bool = True


# An event with its first and last moments, in UTC: a plain tuple, since a month reads hundreds.
Span = tuple[int, datetime, datetime]


@dataclass(frozen=True)
class AgendaIndex:
    """The public events, found by their terms and their dates."""

    events: list[int] = field(default_factory=list)
    starts: list[datetime] = field(default_factory=list)
    finishes: list[datetime] = field(default_factory=list)
    postings: dict[str, int] = field(default_factory=dict)
    longest: timedelta = LONG
    # What was last found to be upcoming, with the moments from which and until which it is so.
    _upcoming: list[tuple[datetime, datetime, int]] = field(
        default_factory=list, compare=False, repr=False
    )

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        public = sorted((row for row in rows if row.is_public), key=_place_in_order)
        positions = defaultdict(list)
        for position, row in enumerate(public):
            for term in _terms(row):
                positions[term].append(position)
        return cls(
            events=[row.event for row in public],
            starts=[row.starts_at for row in public],
            finishes=[row.finishes_at for row in public],
            postings={term: bitmap_of(found) for term, found in positions.items()},
            longest=max((row.finishes_at - row.starts_at for row in public), default=LONG),
        )

    def updated(self, rows: Iterable[Row]) -> "AgendaIndex":
        """The index once these rows are as they are here: added, changed or taken away."""
        rows = list(rows)
        index = AgendaIndex(
            self.events.copy(),
            self.starts.copy(),
            self.finishes.copy(),
            self.postings.copy(),
            max([self.longest, *(row.finishes_at - row.starts_at for row in rows)]),
        )
        for row in rows:
            index._remove(row.event)
            if row.is_public:
                index._insert(row)
        return index

    def __len__(self) -> int:
        return len(self.events)

    # -- Sets of events --------------------------------------------------------------------------

    @cached_property
    def every(self) -> int:
        return up_to(len(self))

    def carrying(self, terms: Iterable[str]) -> int:
        """The events found under one of the terms or more."""
        found = 0
        for term in terms:
            found |= self.postings.get(term, 0)
        return found

    def only(self, event: int) -> int:
        """This event alone; none if the public does not see it."""
        position = self._positions_by_event.get(event)
        return 0 if position is None else 1 << position

    def upcoming(self, now: datetime) -> int:
        """The events that are not over at this moment."""
        return self._upcoming_until(now)[0]

    def past(self, now: datetime) -> int:
        """The events that are over at this moment: the complement of `upcoming`."""
        return self.every & ~self.upcoming(now)

    def beginning_before(self, moment: datetime) -> int:
        return up_to(bisect_left(self.starts, moment))

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which an event begins or ends."""
        return self._upcoming_until(now)[1]

    # -- One after the other ---------------------------------------------------------------------

    def pick(self, found: int, start: int, stop: int, *, newest_first: bool = False) -> list[int]:
        """The events of a set from one rank to another, by their primary keys."""
        total = found.bit_count()
        start = min(start, total)
        stop = max(start, min(stop, total))
        if newest_first:
            start, stop = total - stop, total - start
        first, end = self._rank(found, start), self._rank(found, stop)
        picked = found >> first & up_to(end - first)
        events = [self.events[first + each] for each in positions_in(picked)]
        return events[::-1] if newest_first else events

    def before(self, found: int, starts_at: datetime, event: int) -> int | None:
        """The event of a set that comes just before another, which need not be in the index."""
        earlier = found & up_to(self._position(starts_at, event))
        return self.events[earlier.bit_length() - 1] if earlier else None

    def after(self, found: int, starts_at: datetime, event: int) -> int | None:
        later = found >> (position := self._position(starts_at, event + 1))
        return self.events[position + lowest(later)] if later else None

    def first_start(self, found: int) -> datetime:
        """When the first event of a set begins."""
        return self.starts[lowest(found)]

    def last_start(self, found: int) -> datetime:
        return self.starts[found.bit_length() - 1]

    def spans(self, found: int) -> list[Span]:
        """When the events of a set take place, in the order of their start."""
        positions = list(positions_in(found))
        columns = (self.events, self.starts, self.finishes)
        return [*zip(*(map(each.__getitem__, positions) for each in columns), strict=True)]

    # -- Terms -----------------------------------------------------------------------------------

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many events are found under each term."""
        return {term: found.bit_count() for term, found in self.postings.items()}

    @cached_property
    def values(self) -> defaultdict[str, list[str]]:
        """The values of each facet, those of the most events first: the same in each process."""
        by_facet = defaultdict(list)
        for term in sorted(self.postings, key=lambda term: (-self.sizes[term], term)):
            facet, _, value = term.partition(":")
            by_facet[facet].append(value)
        return by_facet

    def values_in(self, facet: str, found: int) -> list[str]:
        """The values of a facet that events of a set have."""
        return [value for value in self.values[facet] if found & self.postings[f"{facet}:{value}"]]

    @cached_property
    def _positions_by_event(self) -> dict[int, int]:
        return {event: position for position, event in enumerate(self.events)}

    # -- Upkeep ----------------------------------------------------------------------------------

    def _upcoming_until(self, now: datetime) -> tuple[int, datetime | None]:
        """The events that are not over, and when an event next begins or ends."""
        now = now.astimezone(UTC)
        for since, until, found in self._upcoming:
            if since <= now < until:
                return found, until
        running, begun = list(self._running(now)), bisect_right(self.starts, now)
        found = bitmap_of(running) | self.every >> begun << begun
        moments = [self.finishes[position] for position in running]
        until = min(moments + self.starts[begun : begun + 1], default=None)
        if until:
            self._upcoming[:] = [(now, until, found)]
        return found, until

    def _running(self, now: datetime) -> Iterator[int]:
        """The positions of the events that have begun and are not over."""
        now = now.astimezone(UTC)  # a day of subtraction is then a day, also when clocks change
        begun = bisect_right(self.starts, now)
        lately = bisect_left(self.starts, now - LONG)
        earliest = bisect_left(self.starts, now - self.longest)
        long = self.postings.get(_LONG_TERM, 0) & up_to(lately)
        candidates = [earliest + each for each in positions_in(long >> earliest)]
        candidates += range(lately, begun)
        return (each for each in candidates if self.finishes[each] > now)

    def _rank(self, found: int, number: int) -> int:
        """The position of the event of a set that has so many before it; the end if none has."""
        return position_of(found, number) if number < found.bit_count() else len(self)

    def _position(self, starts_at: datetime, event: int) -> int:
        """Where an event is in the order, or would be."""
        first = bisect_left(self.starts, starts_at)
        return bisect_left(self.events, event, first, bisect_right(self.starts, starts_at))

    def _remove(self, event: int) -> None:
        if event not in self.events:
            return
        position = self.events.index(event)
        earlier = up_to(position)
        for each in (self.events, self.starts, self.finishes):
            del each[position]
        for term, found in list(self.postings.items()):
            kept = found & earlier | found >> position + 1 << position
            if kept:
                self.postings[term] = kept
            else:
                del self.postings[term]

    def _insert(self, row: Row) -> None:
        position = self._position(row.starts_at, row.event)
        self.events.insert(position, row.event)
        self.starts.insert(position, row.starts_at)
        self.finishes.insert(position, row.finishes_at)
        earlier = up_to(position)
        for term, found in self.postings.items():
            if later := found >> position:
                self.postings[term] = found & earlier | later << position + 1
        for term in _terms(row):
            self.postings[term] = self.postings.get(term, 0) | 1 << position


def _place_in_order(row: Row) -> tuple[datetime, int]:
    return row.starts_at, row.event


def _terms(row: Row) -> Iterable[str]:
    is_long = row.finishes_at - row.starts_at > LONG
    return (*row.terms, _LONG_TERM) if is_long else row.terms
