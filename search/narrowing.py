"""How what was found can be narrowed, and widened again: the choices of each facet."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from search.choices import PERIODS, Choices, kinds
from search.facets import Counts

LABELS = {
    "kind": _("Type de page"),
    "theme": _("Thème"),
    "period": _("Période"),
    "year": _("Année"),
}


class Way(NamedTuple):
    """Another state of the page: its words, its address."""

    label: str
    query: str


class Option(NamedTuple):
    """A choice of a facet, and how many results it leaves."""

    label: str
    query: str
    count: int
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    label: str
    options: list[Option]
    has_choice: bool


def facets(choices: Choices, counts: Counts) -> list[Facet]:
    """Those that offer something to choose."""
    offered = {
        "kind": [(kind, counts.kinds[kind.id]) for kind in kinds().values()],
        "theme": sorted(counts.themes.items(), key=lambda counted: counted[0].slug),
        "period": [(period, counts.periods[period]) for period in PERIODS],
        "year": [(year, counts.years[year]) for year in sorted(counts.years, reverse=True)],
    }
    found = (facet_of(name, values, choices) for name, values in offered.items())
    return [facet for facet in found if facet.has_choice or narrows(facet, counts.total)]


def facet_of(name: str, values: Iterable[tuple[Any, int]], choices: Choices) -> Facet:
    """Its values that leave something, and the chosen one whatever it leaves."""
    chosen = getattr(choices, name)
    leaving = {value: count for value, count in values if count}
    if chosen is not None:
        leaving.setdefault(chosen, 0)
    options = [
        Option(label_of(value), choices.but(**{name: value}).query(), count, value == chosen)
        for value, count in leaving.items()
    ]
    return Facet(name, str(LABELS[name]), options, chosen is not None)


def narrows(facet: Facet, total: int) -> bool:
    """Choices that leave all there is are none."""
    return any(option.count < total for option in facet.options)


def removable(choices: Choices) -> list[Way]:
    """Each thing that was chosen, as the way to the same without it."""
    chosen = ((name, getattr(choices, name)) for name in LABELS)
    return [
        Way(label_of(value), choices.but(**{name: None}).query())
        for name, value in chosen
        if value is not None
    ]


def label_of(value: Any) -> str:
    """A period in words; a kind, a theme or a year by their names."""
    return str(PERIODS.get(value, value))
