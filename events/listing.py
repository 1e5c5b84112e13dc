"""Events as lists show them: entries that are written once for all lists and pages of lists."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events import dates
from events.agenda.index import AgendaIndex
from site_lianes.core.content import Kept

if TYPE_CHECKING:
    from events.models import EventPage
    from events.querysets import EventPageQuerySet


class ListedEvent(NamedTuple):
    pk: int
    title: str
    starts_at: datetime
    # Under which a list puts it.
    year: str
    month: str
    entry: SafeString


# By primary key, and whether it says that there are minutes: a few megabytes.
_kept = Kept[tuple[int, bool], ListedEvent](2_000)
# By primary key, and whether it is past.
_kept_of_month = Kept[tuple[int, bool], SafeString](5_000)


class ListedEvents:
    """A set of events of the index as a sequence, for a paginator: a slice reads its own.

    Those of `reported` say that there is something to read of them.
    """

    def __init__(
        self,
        events: "EventPageQuerySet",
        index: AgendaIndex,
        found: int,
        *,
        newest_first: bool = False,
        reported: Collection[int] = (),
    ) -> None:
        self._events, self._index = events, index
        self._found, self._newest_first, self._reported = found, newest_first, reported

    def __len__(self) -> int:
        return self._found.bit_count()

    def __getitem__(self, part: slice) -> list[ListedEvent]:
        start, stop, _ = part.indices(len(self))
        keys = self._index.pick(self._found, start, stop, newest_first=self._newest_first)
        # One that was unpublished a moment ago is left out.
        return [*_kept.each([(key, key in self._reported) for key in keys], self._write).values()]

    def _write(self, keys: list[tuple[int, bool]]) -> dict[tuple[int, bool], ListedEvent]:
        events = self._events.in_bulk([key for key, _ in keys])
        return {
            (key, is_reported): _write(events[key], is_reported)
            for key, is_reported in keys
            if key in events
        }


def _write(event: "EventPage", is_reported: bool) -> ListedEvent:
    day = dates.day_of(event.starts_at)
    entry = {"event": event, "is_reported": is_reported}
    return ListedEvent(
        pk=event.pk,
        title=event.title,
        starts_at=event.starts_at,
        year=str(day.year),
        month=dates.month_in_words(day),
        entry=render_to_string("events/includes/event_entry.html", entry),
    )


def month_entries(
    events: "EventPageQuerySet", are_past: Mapping[int, bool]
) -> dict[int, SafeString]:
    """The entries of events in the table of a month, by their keys, of which is said if it is past.

    One that was unpublished a moment ago is left out.
    """

    def write(keys: list[tuple[int, bool]]) -> dict[tuple[int, bool], SafeString]:
        found = events.defer_streamfields().in_bulk([key for key, _ in keys])
        return {
            (key, is_past): render_to_string(
                "events/includes/month_event.html", {"event": found[key], "is_past": is_past}
            )
            for key, is_past in keys
            if key in found
        }

    return {key: entry for (key, _), entry in _kept_of_month.each(are_past.items(), write).items()}
