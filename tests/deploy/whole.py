"""Publications by the form of the admin, inside a site, and whether each was stored whole."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data

from events.entries import record
from events.models import AgendaEntry, Announcement, EventIndexPage, EventPage
from search.upkeep import objects
from tests.events.test_event_form import FORM

# A Tuesday; and the day of a meeting tells the checks that it is none of the others.
FIRST_DAY = date(2031, 5, 13)


class Publisher:
    """Somebody signed in, in the process itself."""

    def __init__(self) -> None:
        self._client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)
        self._client.force_login(get_user_model().objects.filter(is_superuser=True).first())
        self._agenda = EventIndexPage.objects.get().pk
        self._meetings = 0

    def publish(self, slug: str, number: int = 1) -> None:
        """A new page, or another title of the one there is."""
        if page := EventPage.objects.filter(slug=slug).first():
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", self._agenda])
        day = FIRST_DAY + timedelta(days=7 * (sum(map(ord, slug)) % 300))
        own = {
            "title": f"Assemblée {slug} n° {number}",
            "slug": slug,
            "themes": "éducation",
            "starts_at": f"{day:%d/%m/%Y} 18:00",
            "ends_at": f"{day:%d/%m/%Y} 20:00",
        }
        answer = self._client.post(address, nested_form_data(FORM) | own)
        if answer.status_code != 302:
            raise RuntimeError(f"Not published: {answer.status_code}")


def lost(slug: str, said: list[int]) -> Iterator[str]:
    """What was said to be published and is not there; the last one may have been killed since."""
    _wait_for_the_killed()
    title = EventPage.objects.live().filter(slug=slug).values_list("title", flat=True).first()
    there = int(title.rpartition(" ")[2]) if title else 0
    if there not in (len(said), len(said) + 1):
        yield f"{slug}: said {said}, there is {title!r}"


def half_states(slug: str) -> Iterator[str]:
    """What is wrong with the pages whose address begins so."""
    events = EventPage.objects.filter(slug__startswith=slug or "tuee-")
    for event in events.select_related("latest_revision", "live_revision"):
        yield from (f"{event.slug}: {fault}" for fault in _faults_of(event))
    keys = [*events.values_list("pk", flat=True)]
    yield from (f"agenda: {key}" for key in _entries_that_differ(keys))
    yield from (f"search: {fault}" for fault in objects.faults_of(EventPage, keys).values())
    if not slug:
        yield from _faults_of_all()


def _faults_of(event: EventPage) -> Iterator[str]:
    if not event.live or event.has_unpublished_changes:
        yield "a draft that nobody asked for"
    if not event.live_revision or event.live_revision != event.latest_revision:
        yield "its revision is not what is published"
    elif event.live_revision.content["title"] != event.title:
        yield "it does not say what its revision says"
    if not Announcement.objects.of(event).exists():
        yield "it was announced nowhere"
    log = PageLogEntry.objects.filter(page=event.pk, action="wagtail.publish")
    if log.count() != event.revisions.count():
        yield "its history does not tell of each publication"


def _entries_that_differ(keys: list[int]) -> set[int]:
    """The events whose entry of the agenda would be another, were it written now."""
    entries = AgendaEntry.objects.filter(event_id__in=keys)
    with transaction.atomic():
        before = {entry["event_id"]: entry for entry in entries.values()}
        record(keys)
        after = {entry["event_id"]: entry for entry in entries.values()}
        transaction.set_rollback(True)
    return {key for key in keys if before.get(key) != after.get(key)}


def _faults_of_all() -> Iterator[str]:
    if any(Page.find_problems()):
        yield f"the tree of pages: {Page.find_problems()}"
    said = StringIO()
    try:
        call_command("check_search_index", stdout=said)
    except CommandError:
        yield said.getvalue()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (line for (line,) in cursor.fetchall() if line != "ok")


def _wait_for_the_killed() -> None:
    """PostgreSQL may still be storing what the process had sent."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)
    raise RuntimeError("PostgreSQL still serves a process that was killed.")
