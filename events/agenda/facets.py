"""By what the agenda is filtered: its facets, and the terms under which an event is found.

A term is a facet and a value, "theme:3" or "territoire:59". Values that the staff may rename are
primary keys, so that a new name or address changes no term.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events import dates
from events.choices import Department, Mode, Status, current_mode

if TYPE_CHECKING:
    from events.models import EventPage

THEME = "theme"
KIND = "type"
COUNTRY = "pays"
TERRITORY = "territoire"
MODE = "mode"
ORGANISER = "organisateur"
GROUP = "groupe"

# The names are those of the agenda's query parameters, in the order of its filter.
FACETS = {
    THEME: _("Thèmes"),
    TERRITORY: _("Territoire"),
    COUNTRY: _("Pays partenaires"),
    KIND: _("Type de rencontre"),
    MODE: _("Participation"),
    GROUP: _("Groupe"),
    ORGANISER: _("Organisateur"),
}

# Not offered as facets: the periods are made of them.
YEAR = "annee"
MONTH = "mois"

CANCELLED = "statut:cancelled"
REPORTED = "compte-rendu:oui"


def term(facet: str, value: object) -> str:
    return f"{facet}:{value}"


def year_term(year: object) -> str:
    return term(YEAR, year)


def month_term(month: date) -> str:
    return term(MONTH, month.isoformat()[:7])


def terms_of(event: "EventPage") -> list[str]:
    """What an event is found under: its facets, and each month and year it has a day in."""
    mode = current_mode(event.mode, event.status)
    terms = [
        *(term(THEME, theme.pk) for theme in event.themes.all()),
        *(term(COUNTRY, country.pk) for country in event.countries.all()),
        *(term(ORGANISER, link.organiser_id) for link in event.event_organisers.all()),
        term(MODE, mode),
        *_span_terms(event),
    ]
    if event.kind:
        terms.append(term(KIND, event.kind))
    if event.group_id:
        terms.append(term(GROUP, event.group_id))
    if event.place and mode != Mode.ONLINE and event.place.department in Department:
        terms.append(term(TERRITORY, event.place.department))
    if event.status == Status.CANCELLED:
        terms.append(CANCELLED)
    if event.minutes or event.decisions or event.participants:
        terms.append(REPORTED)
    return sorted(set(terms))


def _span_terms(event: "EventPage") -> Iterator[str]:
    first, last = dates.first_and_last_day(event.starts_at, event.finishes_at)
    for month in dates.months(first, last):
        yield month_term(month)
        yield year_term(month.year)
