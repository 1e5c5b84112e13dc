"""What the agenda's page says of a filter: how many, how to narrow or widen it, which events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from events.agenda.choices import AgendaChoices
from events.agenda.counting import Counter
from events.agenda.facets import FACETS, YEAR, year_term
from events.agenda.filter import ALL, DEFAULT, PAST, AgendaFilter
from events.agenda.index import AgendaIndex
from events.querysets import EventPageQuerySet
from site_lianes.core.typography import NARROW_NO_BREAK_SPACE

EVENTS_PER_PAGE = 20


class Option(NamedTuple):
    """A choice of a facet or a period, and how many events choosing it lists."""

    value: str
    label: str
    count: int
    is_chosen: bool


class FacetOptions(NamedTuple):
    name: str
    label: str
    options: list[Option]
    has_choice: bool


class Way(NamedTuple):
    """Another state of the agenda: its words, its address, how many events it lists."""

    label: str
    query: str
    count: int
    is_current: bool = False


@dataclass(frozen=True)
class AgendaResults:
    asked: AgendaFilter
    index: AgendaIndex
    choices: AgendaChoices
    events: EventPageQuerySet
    now: datetime
    _listed: dict[AgendaFilter, tuple[int, Counter]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @cached_property
    def found(self) -> int:
        return self.asked.events(self.index, self.now)

    @cached_property
    def total(self) -> int:
        return self.found.bit_count()

    @property
    def in_words(self) -> str:
        """ "12 rencontres à venir", "Aucune rencontre en novembre 2026"."""
        return counted(self.total, self.asked)

    def page(self, number: int) -> Page:
        found = self.events.listed(self.index, self.found, newest_first=self.asked.is_archive)
        return Paginator(found, EVENTS_PER_PAGE).get_page(number)

    @property
    def list_query(self) -> str:
        """The address of the same choices, to come."""
        return self.asked.without_days().in_period(DEFAULT).query()

    @property
    def archive_query(self) -> str:
        return self.asked.without_days().in_period(PAST).query()

    # -- To narrow it ----------------------------------------------------------------------------

    @property
    def facets(self) -> list[FacetOptions]:
        """The facets that offer a choice: values in use, and those chosen."""
        offered = (self._facet(name, str(label)) for name, label in FACETS.items())
        return [facet for facet in offered if facet.options]

    def _facet(self, name: str, label: str) -> FacetOptions:
        """Each choice joins those of its facet, and the other facets still hold."""
        others, own = self._listed_by(self.asked.without_facet(name))
        chosen = [choice for choice in self.choices.of(name) if choice in self.asked.choices]
        listed = others & self.index.carrying(choice.term for choice in chosen)
        already = listed.bit_count()
        more = Counter(self.index, others & ~listed) if chosen else own
        options = []
        for choice in self.choices.of(name):
            if choice in chosen or own.of(choice.term):
                count = already + more.of(choice.term)
                options.append(Option(choice.slug, choice.label, count, choice in chosen))
        return FacetOptions(name, label, options, bool(chosen))

    def _listed_by(self, asked: AgendaFilter) -> tuple[int, Counter]:
        """The events of other choices in the period: the same for many facets."""
        listed = self._listed.get(asked)
        if not listed:
            found = self._during & asked.matching(self.index)
            listed = self._listed[asked] = found, Counter(self.index, found)
        return listed

    @cached_property
    def _during(self) -> int:
        return self.asked.during(self.index, self.now)

    @property
    def periods(self) -> list[Option]:
        default = _("Aux dates choisies") if self.asked.has_days else _("À venir")
        labels = {DEFAULT: default, PAST: _("Passées"), ALL: _("Toutes")}
        if self.asked.year:
            labels[self.asked.period] = year_in_words(self.asked.period)
        options = ((value, label, self.asked.in_period(value)) for value, label in labels.items())
        return [
            Option(value, label, self._count(asked), asked == self.asked)
            for value, label, asked in options
        ]

    @cached_property
    def years(self) -> list[Way]:
        """The years, this one included, that have events of these choices, the latest first."""
        asked, this_year = self.asked.without_days(), str(dates.day_of(self.now).year)
        years = (year for year in self.index.values[YEAR] if year <= this_year)
        matching = Counter(self.index, asked.matching(self.index))
        counts = ((year, matching.of(year_term(year))) for year in sorted(years, reverse=True))
        ways = ((year, asked.in_period(year), count) for year, count in counts if count)
        return [Way(year, way.query(), count, way == self.asked) for year, way, count in ways]

    # -- To widen it -----------------------------------------------------------------------------

    @cached_property
    def removable(self) -> list[Way]:
        """Each thing that was asked for, as the way to the same without it."""
        asked = self.asked
        ways = [
            self._way(choice.label, asked.without(choice))
            for _facet, choices in asked.by_facet()
            for choice in choices
        ]
        if asked.has_days:
            words = dates.days_in_words(asked.first_day, asked.last_day)
            ways.append(self._way(words, asked.without_days()))
        if asked.year:
            ways.append(self._way(year_in_words(asked.period), asked.in_period(PAST)))
        return ways

    @cached_property
    def wider(self) -> list[Way]:
        """When there is nothing: what lists something, by dropping one thing that was asked for."""
        ways = [
            Way(_("Sans « %(filter)s »") % {"filter": way.label}, way.query, way.count)
            for way in self.removable
        ]
        anytime = self.asked.without_days().in_period(ALL)
        ways.append(self._way(_("À toutes les dates"), anytime))
        return [way for way in ways if way.count]

    def _way(self, label: str, asked: AgendaFilter) -> Way:
        return Way(label, asked.query(), self._count(asked), asked == self.asked)

    def _count(self, asked: AgendaFilter) -> int:
        return asked.events(self.index, self.now).bit_count()


def year_in_words(year: str) -> str:
    return _("En %(year)s") % {"year": year}


def counted(total: int, asked: AgendaFilter) -> str:
    """ "Aucune rencontre à venir", "1 rencontre passée", "1 204 rencontres en 2019"."""
    number = f"{total:,}".replace(",", NARROW_NO_BREAK_SPACE) if total else _("Aucune")
    rule = total or 1  # zero is singular in French
    if asked.is_upcoming:
        words = ngettext("%(number)s rencontre à venir", "%(number)s rencontres à venir", rule)
    elif asked.period == PAST:
        words = ngettext("%(number)s rencontre passée", "%(number)s rencontres passées", rule)
    else:
        words = ngettext("%(number)s rencontre", "%(number)s rencontres", rule)
    return " ".join([words % {"number": number}, *_when(asked)])


def _when(asked: AgendaFilter) -> Iterator[str]:
    if asked.month:
        yield _("en %(month)s") % {"month": dates.month_in_words(asked.month)}
    if asked.year:
        yield _("en %(year)s") % {"year": asked.year}
    if asked.has_days:
        yield dates.days_in_words(asked.first_day, asked.last_day)
