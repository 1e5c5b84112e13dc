"""What `bench_agenda` asks of one site with many events: it runs inside that site.

Reads one request a line, a name and arguments, and answers each by one line of JSON. Times are in
seconds.
"""

import json
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.agenda.results import EVENTS_PER_PAGE
from events.choices import Department
from events.dates import day_of
from events.entries import record_all
from events.models import (
    AgendaEntry,
    EventIndexPage,
    EventPage,
    GroupIndexPage,
    GroupPage,
    Organiser,
)
from events.models.agenda_entry import kept_index
from home.demo.network import load_funders, load_network
from home.demo.pages import load_pages
from site_lianes.core.models import Theme
from tests.tools.many_events import EventMaker, make_events
from tests.tools.many_words import Words

AGENDA = "/agenda/"


def prepare() -> None:
    """An empty site with what stands around every page: menu, offices, funders with their logos."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_network()
    load_funders()
    load_pages()


def fill(size: str) -> dict[str, float]:
    words = Words.make(int(size), GroupIndexPage.objects.get())
    agenda = EventIndexPage.objects.get()
    times = {
        "make the events": seconds(lambda: make_events(EventMaker(agenda, words), int(size))),
        "record_all": seconds(record_all),
    }
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute; nobody does it on SQLite.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return times


def first_request() -> float:
    """In a process that has answered nothing yet."""
    return seconds(lambda: get(AGENDA))


def pages() -> dict[str, str]:
    """The pages to measure, by name."""
    index, now = AgendaEntry.objects.index(), timezone.now()
    first, second, *_ = Theme.objects.order_by("pk").values_list("slug", flat=True)
    nord = Department.NORD.label.lower()
    full_pages = index.past(now).bit_count() // EVENTS_PER_PAGE
    event = EventPage.objects.earliest("pk")
    return {
        "agenda": AGENDA,
        "agenda, filtered": f"{AGENDA}?theme={first}&theme={second}&territoire={nord}",
        "month": f"{AGENDA}?mois={day_of(event.starts_at):%Y-%m}",
        "archive": f"{AGENDA}?periode=passes",
        "archive, page 40": f"{AGENDA}?periode=passes&page=40",
        "archive, last page": f"{AGENDA}?periode=passes&page={max(full_pages, 1)}",
        "archive of a year": f"{AGENDA}?periode={day_of(now).year - 3}",
        "event": event.url,
        "group": GroupPage.objects.filter(pk=event.group_id).get().url,
        "home": "/",
    }


def count_queries(path: str) -> int:
    get(path)  # keeps what is kept
    with CaptureQueriesContext(connection) as captured:
        get(path)
    return len(captured)


def page(rounds: str, path: str) -> list[float]:
    get(path)
    return [seconds(lambda: get(path)) for _ in range(int(rounds))]


def reading_all_entries() -> list[float]:
    """The first request of a process, once it has imported and compiled all that it needs."""
    kept_index.forget()
    return [seconds(lambda: get(AGENDA))]


def publishing() -> list[float]:
    """One more event, from its creation on."""
    return [seconds(publish_one_more)]


def after_a_publication() -> list[float]:
    publish_one_more()
    return [seconds(lambda: get(AGENDA))]


def publish_one_more() -> None:
    event = EventPage(
        title="Rencontre de plus",
        slug=f"rencontre-{uuid4()}",
        starts_at=timezone.now() + timedelta(days=60),
        live=False,
    )
    EventIndexPage.objects.get().add_child(instance=event)
    event.themes.set(Theme.objects.all()[:2])
    event.event_organisers.create(organiser=Organiser.objects.first())
    event.save_revision().publish()


def get(path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answers {response.status_code}")


def seconds(work: Callable[[], Any]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


client = Client(headers={"host": "127.0.0.1"})
KNOWN = (
    prepare,
    fill,
    first_request,
    pages,
    count_queries,
    page,
    reading_all_entries,
    publishing,
    after_a_publication,
)


def answer(works: Sequence[Callable[..., Any]] = KNOWN) -> None:
    logging.disable(logging.INFO)
    known = {work.__name__: work for work in works}
    for line in sys.stdin:
        name, *arguments = line.split()
        sys.stdout.write(f"{json.dumps(known[name](*arguments))}\n")
        sys.stdout.flush()
