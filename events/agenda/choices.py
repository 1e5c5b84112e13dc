"""The choices of the agenda's filter, found by their addresses."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.text import slugify

from events.agenda.facets import KIND, MODE, TERRITORY
from events.agenda.filter import Choice
from events.choices import Department, Kind, Mode

MODE_SLUGS = {Mode.ON_SITE: "sur-place", Mode.ONLINE: "en-ligne", Mode.HYBRID: "hybride"}


class StoredChoice(NamedTuple):
    """A choice that the staff may change, at one of the addresses that lead to it."""

    # Its place among those of its facet; then comes its address.
    order: int
    address: str
    facet: str
    value: str
    slug: str
    label: str


class AgendaChoices:
    def __init__(self, stored: Iterable[StoredChoice]) -> None:
        self._by_facet: dict[str, list[Choice]] = defaultdict(list)
        self._by_address: dict[tuple[str, str], Choice] = {}
        for choice in closed_choices():
            self._add(choice.slug, choice)
        for _, address, *facts in sorted(stored):
            self._add(address, Choice(*facts))

    def of(self, facet: str) -> list[Choice]:
        """The choices of a facet, in the order in which they are offered."""
        return self._by_facet[facet]

    def find(self, facet: str, address: str) -> Choice | None:
        """The choice at an address; what was merged leads to what is in its place."""
        return self._by_address.get((facet, address))

    def _add(self, address: str, choice: Choice) -> None:
        self._by_address[choice.facet, address] = choice
        if address == choice.slug:
            self._by_facet[choice.facet].append(choice)


def closed_choices() -> Iterable[Choice]:
    """Those that no one can change."""
    for department in Department:
        label = str(department.label)
        yield Choice(TERRITORY, department.value, slugify(label), label)
    for kind in Kind:
        yield Choice(KIND, kind.value, kind.value, str(kind.label))
    for mode, slug in MODE_SLUGS.items():
        yield Choice(MODE, mode.value, slug, str(mode.label))
