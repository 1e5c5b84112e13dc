"""The meetings of a group, in one line from the first to the next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from events.agenda.facets import CANCELLED, GROUP, REPORTED, term
from events.agenda.index import AgendaIndex
from events.dates import day
from events.listing import ListedEvent
from events.querysets import EventPageQuerySet

PAST_PER_PAGE = 20
# A year of monthly meetings: the agenda has the rest.
UPCOMING_SHOWN = 12


@dataclass(frozen=True)
class GroupMeetings:
    group: int
    index: AgendaIndex
    events: EventPageQuerySet
    now: datetime

    @cached_property
    def _meetings(self) -> int:
        return self.index.carrying([term(GROUP, self.group)])

    @cached_property
    def _to_come(self) -> int:
        return self._meetings & self.index.upcoming(self.now)

    @property
    def in_words(self) -> str:
        """ "14 rencontres : la première le 17 octobre 2019, la prochaine le …"; from two on."""
        held = self._meetings & ~self.index.carrying([CANCELLED])
        if held.bit_count() <= 1:
            return ""
        over = held & ~self._to_come
        to_come = over and held & self._to_come  # before one is over, the first is the next one
        last = self.index.first_start(to_come) if to_come else self.index.last_start(held)
        words = (
            _("%(count)d rencontres : la première le %(first)s, la prochaine le %(last)s.")
            if to_come
            else _("%(count)d rencontres : la première le %(first)s, la dernière le %(last)s.")
        )
        first = self.index.first_start(held)
        return words % {"count": held.bit_count(), "first": day(first), "last": day(last)}

    @property
    def upcoming(self) -> list[ListedEvent]:
        return self.events.listed(self.index, self._to_come)[:UPCOMING_SHOWN]

    @property
    def has_more(self) -> bool:
        return self._to_come.bit_count() > UPCOMING_SHOWN

    def past_page(self, number: int) -> Page:
        over = self._meetings & self.index.past(self.now)
        found = self.events.listed(self.index, over, newest_first=True, reported=self._reported)
        return Paginator(found, PAST_PER_PAGE).get_page(number)

    @cached_property
    def _reported(self) -> set[int]:
        """The meetings whose minutes, decisions or attendance can be read, by primary key."""
        found = self._meetings & self.index.carrying([REPORTED])
        return set(self.index.pick(found, 0, len(self.index)))
