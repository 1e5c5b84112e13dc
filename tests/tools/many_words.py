"""The words that many events share: as many of each as there would be."""

from dataclasses import dataclass
from typing import Self

from django.utils.text import slugify

from events.choices import Department
from events.models import Country, GroupIndexPage, GroupPage, Organiser, Place
from home.demo.vocabulary import COUNTRIES, THEMES
from site_lianes.core.models import Theme

NUMBER_OF_THEMES, NUMBER_OF_COUNTRIES, NUMBER_OF_GROUPS = 15, 20, 20
# Half of the places are in the Nord.
DEPARTMENTS = [*[Department.NORD] * 3, *Department]


@dataclass(frozen=True)
class Words:
    themes: list[Theme]
    countries: list[Country]
    places: list[Place]
    organisers: list[Organiser]
    groups: list[GroupPage]

    @classmethod
    def make(cls, size: int, groups: GroupIndexPage) -> Self:
        """For so many events: places and organisers grow with their number."""
        return cls(
            themes=_make_themes(),
            countries=_make_countries(),
            places=_make_places(max(16, size // 50)),
            organisers=_make_organisers(max(20, size // 50)),
            groups=_make_groups(groups),
        )


def _make_themes() -> list[Theme]:
    named = list(THEMES.items())[:NUMBER_OF_THEMES]
    return Theme.objects.bulk_create(Theme(slug=slug, name=name) for slug, name in named)


def _make_countries() -> list[Country]:
    named = [name for name, _city, _zone in COUNTRIES]
    named += [f"Pays {number}" for number in range(len(named) + 1, NUMBER_OF_COUNTRIES + 1)]
    return Country.objects.bulk_create(
        Country(name=name, slug=slugify(name), time_zone="Africa/Bamako") for name in named
    )


def _make_places(size: int) -> list[Place]:
    return Place.objects.bulk_create(
        Place(
            name=f"Salle {number + 1}",
            street=f"{number + 1} rue de la Paix",
            postal_code=f"{DEPARTMENTS[number % len(DEPARTMENTS)]}{number % 1000:03}",
            town=f"Commune {number % 1000 + 1}",
        )
        for number in range(size)
    )


def _make_organisers(size: int) -> list[Organiser]:
    names = (f"Association {number + 1}" for number in range(size))
    return Organiser.objects.bulk_create(Organiser(name=name, slug=slugify(name)) for name in names)


def _make_groups(parent: GroupIndexPage) -> list[GroupPage]:
    return [
        parent.add_child(instance=GroupPage(title=f"Groupe {number + 1}"))
        for number in range(NUMBER_OF_GROUPS)
    ]
