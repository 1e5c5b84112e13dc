"""Some sixty events of all sorts, and which of them a filter is to find, counted one by one.

Nothing here asks the agenda's code: its answers are compared with what stands here.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Self
from urllib.parse import urlencode

import time_machine
from wagtail.models import PageViewRestriction

from events.dates import PARIS
from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_many_events,
)

NOW = paris(2026, 10, 8, 15)
YEARS = ("2019", "2022", "2025", "2026", "2027")
POSTAL_CODES = {"nord": "59", "pas-de-calais": "62", "somme": "80", "aisne": "02", "oise": "60"}
MODES = {"sur-place": "on-site", "en-ligne": "online", "hybride": "hybrid"}
SLUGS = {
    "theme": ["eau", "education", "sante", "climat"],
    "territoire": list(POSTAL_CODES),
    "pays": ["benin", "mali", "togo"],
    "type": ["formation", "webinaire", "atelier"],
    "mode": list(MODES),
    "groupe": ["groupe-mali", "groupe-eau"],
    "organisateur": ["lianes", "ville-de-lille", "gescod"],
}
CHOICES = [(facet, slug) for facet, slugs in SLUGS.items() for slug in slugs]


@dataclass(frozen=True)
class Asked:
    """What a visitor asks for, in the order in which it was chosen."""

    choices: tuple[tuple[str, str], ...] = ()
    periode: str = ""
    du: date | None = None
    au: date | None = None
    mois: str = ""

    @property
    def query(self) -> str:
        when = [("periode", self.periode), ("du", self.du), ("au", self.au), ("mois", self.mois)]
        return f"?{urlencode([*self.choices, *(pair for pair in when if pair[1])])}"

    def without_the_last(self) -> Self:
        return replace(self, choices=self.choices[:-1])


@dataclass(frozen=True)
class Facts:
    """An event as its fields say it."""

    event: EventPage
    path: str
    values: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def days(self) -> tuple[date, date]:
        event = self.event
        first = event.starts_at.astimezone(PARIS).date()
        if not event.ends_at or event.ends_at == event.starts_at:
            return first, first
        if event.all_day:
            return first, event.ends_at.astimezone(PARIS).date()
        return first, (event.ends_at - timedelta(microseconds=1)).astimezone(PARIS).date()

    @cached_property
    def is_past(self) -> bool:
        event = self.event
        if event.ends_at and event.ends_at != event.starts_at and not event.all_day:
            return event.ends_at <= NOW
        return datetime.combine(self.days[1] + timedelta(days=1), time(), PARIS) <= NOW

    def carries(self, choices: tuple[tuple[str, str], ...]) -> bool:
        return all(
            self.values & {choice for choice in choices if choice[0] == facet}
            for facet in {facet for facet, _ in choices}
        )

    def is_during(self, asked: Asked) -> bool:
        first, last = self.days
        if asked.mois:
            return f"{first:%Y-%m}" <= asked.mois <= f"{last:%Y-%m}"
        of_period = {
            "": bool(asked.du or asked.au) or not self.is_past,
            "passes": self.is_past,
            "toutes": True,
        }.get(asked.periode)
        if of_period is None:
            of_period = first.year <= int(asked.periode) <= last.year
        return of_period and last >= (asked.du or last) and first <= (asked.au or first)


class VariedEvents:
    def __init__(self) -> None:
        with time_machine.travel(NOW, tick=False):
            make_varied_events()
        public = EventPage.objects.filter(live=True, view_restrictions=None)
        self.facts = [
            Facts(event, event.get_url(), values_of(event))
            for event in public.order_by("starts_at", "pk")
        ]

    def found(self, asked: Asked) -> list[str]:
        """The addresses of the events, in the order in which they are to be listed."""
        found = [
            each.path
            for each in self.facts
            if each.carries(asked.choices) and each.is_during(asked)
        ]
        is_archive = asked.periode not in ("", "toutes") and not asked.mois
        return found[::-1] if is_archive else found


def values_of(event: EventPage) -> set[tuple[str, str]]:
    """The choices that an event answers to; online, it is nowhere in the region."""
    mode = "online" if event.status == "moved-online" else event.mode
    values = {("mode", slug) for slug, value in MODES.items() if value == mode}
    values |= {("theme", theme.slug) for theme in event.themes.all()}
    values |= {("pays", country.slug) for country in event.countries.all()}
    values |= {("organisateur", link.organiser.slug) for link in event.event_organisers.all()}
    values |= {("type", event.kind)} if event.kind else set()
    values |= {("groupe", event.group.slug)} if event.group else set()
    if event.place and mode != "online":
        values |= {
            ("territoire", slug)
            for slug, digits in POSTAL_CODES.items()
            if event.place.postal_code.startswith(digits)
        }
    return values


def make_varied_events() -> None:
    """Past and to come, of all lengths; those of the last years stand close together."""
    chance = Random(2026)  # noqa: S311 - the same events each time
    themes = [ThemeFactory(slug=slug, name=slug) for slug in SLUGS["theme"]]
    countries = [CountryFactory(slug=slug, name=slug) for slug in SLUGS["pays"]]
    organisers = [OrganiserFactory(slug=slug, name=slug) for slug in SLUGS["organisateur"]]
    groups = [GroupPageFactory(slug=slug) for slug in SLUGS["groupe"]]
    places = [PlaceFactory(postal_code=f"{digits}000") for digits in POSTAL_CODES.values()]
    places += [PlaceFactory(postal_code=""), PlaceFactory(postal_code="75011"), None]
    starts = [paris(int(year), month, 9, 18) for year in YEARS for month in (1, 11)]
    starts += [NOW + timedelta(days=chance.randint(-40, 40)) for _ in range(44)]
    starts += [NOW, NOW - timedelta(hours=2), NOW - timedelta(hours=1), paris(2026, 10, 7, 22)]
    make_many_events(
        {
            **chance.choice(lengths(starts_at)),
            "starts_at": starts_at,
            "themes": chance.sample(themes, chance.randint(0, 2)),
            "countries": chance.sample(countries, chance.randint(0, 2)),
            "organisers": chance.sample(organisers, chance.randint(0, 2)),
            "group": chance.choice([*groups, None]),
            "place": chance.choice(places),
            "mode": chance.choice(list(MODES.values())),
            "kind": chance.choice([*SLUGS["type"], ""]),
            "status": chance.choice(["confirmed"] * 5 + ["cancelled", "postponed", "moved-online"]),
        }
        for starts_at in starts
    )
    EventPageFactory(themes=themes, live=False, starts_at=NOW)
    private = EventPageFactory(themes=themes, countries=countries, starts_at=NOW)
    PageViewRestriction.objects.create(page=private, restriction_type="login")


def lengths(starts_at: datetime) -> list[dict[str, datetime | bool | None]]:
    """The end of an event, and whether it lasts all day."""
    midnight = datetime.combine(starts_at.date() + timedelta(days=1), time(), PARIS)
    two_hours = (starts_at + timedelta(hours=2), False)
    ends = [
        two_hours,
        two_hours,
        (starts_at, False),
        (midnight, False),
        (midnight + timedelta(days=1), False),
        (starts_at + timedelta(days=2, hours=3), False),
        (starts_at + timedelta(days=70), True),
        (starts_at + timedelta(days=2), True),
        (None, True),
        (None, False),
    ]
    return [{"ends_at": end, "all_day": all_day} for end, all_day in ends]
