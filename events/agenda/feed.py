"""Which events a calendar or a feed of the agenda holds, and what it is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.agenda.filter import ALL, PAST, AgendaFilter
from events.agenda.index import AgendaIndex

# A calendar that is followed keeps what is over, and what was cancelled or withdrawn, for so long.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class AgendaFeed:
    """The events of a filter; where it asks for no period, those just over besides those to come.

    `withdrawn` is an index of what was published and is no more: calendars have to be told.
    """

    asked: AgendaFilter
    index: AgendaIndex
    withdrawn: AgendaIndex
    now: datetime
    kept: timedelta

    @property
    def events(self) -> list[int]:
        """By their primary keys."""
        return [*self._found(self.index), *self._found(self.withdrawn)]

    def _found(self, index: AgendaIndex) -> list[int]:
        if self.asked.is_upcoming:
            found = self.asked.matching(index) & index.upcoming(self.now - self.kept)
        else:
            found = self.asked.events(index, self.now)
        return index.pick(found, 0, len(index))


def filter_in_words(asked: AgendaFilter) -> str:
    """ "eau et assainissement, Nord, en 2019"; nothing for the whole agenda to come."""
    return ", ".join(_words(asked))


def _words(asked: AgendaFilter) -> Iterator[str]:
    for _facet, choices in asked.by_facet():
        yield from (choice.label for choice in choices)
    if asked.period == PAST:
        yield _("rencontres passées")
    if asked.period == ALL:
        yield _("à toutes les dates")
    if asked.year:
        yield _("en %(year)s") % {"year": asked.year}
    if asked.month:
        yield _("en %(month)s") % {"month": dates.month_in_words(asked.month)}
    if asked.has_days:
        yield dates.days_in_words(asked.first_day, asked.last_day)
