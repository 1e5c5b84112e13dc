"""The events that fill the demo's agenda. Runs inside the site: see `tests.browser.agenda`."""

from collections.abc import Iterator
from typing import Any

from events.models import EventIndexPage, GroupPage, Place
from home.demo.event_spec import TUESDAY, at, in_weeks
from site_lianes.core.models import Theme
from tests.browser.agenda import CROWDED_DAY, GROUP, LONG_WORD
from tests.factories import EventPageFactory

LILLE, AMIENS, SAINT_QUENTIN = "MRES", "Espace Somme", "Médiathèque Jean-Moulin"
ON_CROWDED_DAY = 5
DECISION = "<p>Se retrouver au même endroit.</p>"


def gather() -> None:
    agenda = EventIndexPage.objects.get()
    places = {place.name: place for place in Place.objects.all()}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for facts in (*to_come(), *held()):
        EventPageFactory(
            parent=agenda,
            place=places[facts.pop("place")],
            themes=[themes[slug] for slug in facts.pop("themes")],
            **facts,
        )


def to_come() -> Iterator[dict[str, Any]]:
    """Two pages of health and education in the Nord, and one event that is alone with its theme."""
    for number in range(24):
        week = in_weeks(number + 1, TUESDAY, 18)
        day = CROWDED_DAY if number < ON_CROWDED_DAY else week
        yield {
            "title": f"Café des projets n° {number + 1} : raconter, écouter, recommencer",
            "starts_at": at(day.year, day.month, day.day, 9 + number % 10),
            "place": LILLE,
            "themes": ["education"] if number % 2 else ["sante", "culture"],
            "kind": "groupe-thematique",
            "summary": "Une association raconte son projet, les autres posent leurs questions.",
            "status": "cancelled" if number == 1 else "confirmed",
        }
    yield {
        "title": f"{LONG_WORD} : trier ici et là-bas",
        "starts_at": at(CROWDED_DAY.year, CROWDED_DAY.month, CROWDED_DAY.day, 8),
        "place": AMIENS,
        "themes": ["dechets"],
        "kind": "atelier",
    }


def held() -> Iterator[dict[str, Any]]:
    """More than a page of one group's meetings, all in one year."""
    group = GroupPage.objects.get(slug=GROUP)
    for number in range(21):
        yield {
            "title": f"Groupe Pays Sénégal, réunion {number + 1}",
            "starts_at": at(2024, 1 + number // 2, 5 + 14 * (number % 2), 18),
            "place": SAINT_QUENTIN,
            "themes": ["education"],
            "kind": "groupe-pays",
            "group": group,
            "decisions": DECISION if number % 3 == 0 else "",
        }
