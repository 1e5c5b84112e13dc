"""What `bench` asks of our site before it serves it: it runs inside that site.

`agenda_measures` says how.
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from events.agenda.results import EVENTS_PER_PAGE
from events.dates import day_of, midnight
from events.entries import record_all
from events.models import AgendaEntry, EventIndexPage, EventPage, GroupIndexPage
from site_lianes.core.models import Theme
from tests.tools import agenda_measures
from tests.tools.agenda_measures import AGENDA, prepare
from tests.tools.many_events import DAYS_TO_COME, make_events
from tests.tools.many_texts import Texts, TextualEventMaker
from tests.tools.many_words import Words

NUMBER_OF_THEMES = 20
# A day shows three, and how many others there are.
EVENTS_OF_A_DAY, DAYS_OF_A_MONTH = 4, 28


def fill(size: str) -> None:
    """Events of 300 words."""
    words = Words.make(int(size), GroupIndexPage.objects.get())
    missing = range(NUMBER_OF_THEMES - len(words.themes))
    more = [Theme(name=f"Thème {number}", slug=f"theme-{number}") for number in missing]
    words = replace(words, themes=[*words.themes, *Theme.objects.bulk_create(more)])
    maker = TextualEventMaker(EventIndexPage.objects.get(), words, Texts(), first=0)
    make_events(maker, int(size))
    fill_a_month()
    record_all()
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def fill_a_month() -> None:
    """Move the last events to a month that has no other: it is the same at all sizes."""
    events = list(EventPage.objects.order_by("-pk")[: EVENTS_OF_A_DAY * DAYS_OF_A_MONTH])
    for number, event in enumerate(events):
        day = full_month() + timedelta(days=number % DAYS_OF_A_MONTH)
        event.starts_at = midnight(day) + timedelta(hours=9 + number // DAYS_OF_A_MONTH)
        event.finishes_at = event.ends_at = event.starts_at + timedelta(hours=2)
        event.all_day = False
    EventPage.objects.bulk_update(events, ["starts_at", "ends_at", "finishes_at", "all_day"])


def full_month() -> date:
    return day_of(timezone.now() + timedelta(days=2 * DAYS_TO_COME)).replace(day=1)


def pages() -> dict[str, str]:
    """The addresses to ask for, by name."""
    index, now = AgendaEntry.objects.index(), timezone.now()
    # The event to come that has been there from the first on.
    event = EventPage.objects.earliest("pk")
    theme = max(
        Theme.objects.all(), key=lambda each: index.carrying([f"theme:{each.pk}"]).bit_count()
    )
    last_full_page = max(index.past(now).bit_count() // EVENTS_PER_PAGE, 1)
    return {
        "event page": event.url,
        "list": AGENDA,
        "theme filter": f"{AGENDA}?theme={theme.slug}",
        "full month": f"{AGENDA}?mois={full_month():%Y-%m}",
        # It shows more if there are more events.
        "month": f"{AGENDA}?mois={day_of(event.starts_at):%Y-%m}",
        "deep page": f"{AGENDA}?periode=passes&page={last_full_page}",
    }


def export(path: str) -> None:
    """Write what a stock project needs to have the same content."""
    events = EventPage.objects.select_related("place").prefetch_related("themes")
    Path(path).write_text(
        json.dumps(
            {
                "themes": list(Theme.objects.values("name", "slug")),
                "events": [_as_values(event) for event in events],
            }
        )
    )


def _as_values(event: EventPage) -> dict[str, object]:
    return {
        "title": event.title,
        "slug": event.slug,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "place": str(event.place or ""),
        "summary": event.summary,
        "body": "".join(str(block.value) for block in event.body),
        "themes": [theme.slug for theme in event.themes.all()],
    }


def answer() -> None:
    agenda_measures.answer((prepare, fill, pages, export))
