"""What to read after an event: the meetings of its group around it, and events like it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from events.agenda.facets import CANCELLED, COUNTRY, GROUP, THEME, term
from events.agenda.index import AgendaIndex
from site_lianes.core.content import Kept

if TYPE_CHECKING:
    from events.models import EventPage

RELATED_EVENTS = 3

# By primary key. The same few stand after most events: the next ones of each theme.
_neighbours = Kept[int, "EventPage"](200)
# What an event may share with others, by its primary key.
_terms = Kept[int, list[str]](2_000)


@dataclass(frozen=True)
class Thread:
    previous: "EventPage | None"
    next: "EventPage | None"
    related: "list[EventPage]"


def thread_of(event: "EventPage", index: AgendaIndex, now: datetime) -> Thread:
    """The meetings of its group around it, and the next events like it. At most one query."""
    others = ~index.only(event.pk or 0)
    group = index.carrying([term(GROUP, event.group_id)]) & others
    before = index.before(group, event.starts_at, event.pk or 0)
    after = index.after(group, event.starts_at, event.pk or 0)
    related = index.pick(_like(event, index) & index.upcoming(now) & others, 0, RELATED_EVENTS)
    found = type(event).objects.live().select_related("place").defer_streamfields()
    events = _neighbours.each({before, after, *related} - {None}, found.in_bulk)
    return Thread(
        previous=events.get(before),
        next=events.get(after),
        related=[events[key] for key in related if key in events],
    )


def _like(event: "EventPage", index: AgendaIndex) -> int:
    """The events that share a theme or a country with it.

    Neither those that are cancelled, nor those of its group: they stand in its thread.
    """
    shared = _terms.one(event.pk or 0, lambda: _shared(event))
    left_out = index.carrying([CANCELLED, term(GROUP, event.group_id)])
    return index.carrying(shared) & ~left_out


def _shared(event: "EventPage") -> list[str]:
    themes = [term(THEME, theme.pk) for theme in event.theme_list]
    return themes + [term(COUNTRY, country.pk) for country in event.partner_countries]
