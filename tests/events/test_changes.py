"""What the page says of what changed, and when it was said, however the event was published."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from events.dates import PARIS
from events.models import Announcement, EventPage
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory, make_user

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 9, 1, 9, tzinfo=PARIS)
THEN = datetime(2026, 10, 3, 9, tzinfo=PARIS)


@pytest.fixture
def event() -> EventPage:
    """An event of 15 October 2026, on site, published on 1 September."""
    with time_machine.travel(FIRST, tick=False):
        event = EventPageFactory(
            starts_at=paris(2026, 10, 15, 18),
            ends_at=paris(2026, 10, 15, 20),
            place=PlaceFactory(name="Espace Somme", town="Amiens"),
            themes=[ThemeFactory()],
        )
        event.save_revision().publish()
    return event


def publish(event: EventPage, at: datetime = THEN, **fields: Any) -> EventPage:
    event = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(event, name, value)
    with time_machine.travel(at, tick=False):
        event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


LATER = {"starts_at": paris(2026, 10, 22, 18), "ends_at": paris(2026, 10, 22, 20)}
EARLIER = {"starts_at": paris(2026, 10, 8, 18), "ends_at": paris(2026, 10, 8, 20)}


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            LATER,
            ["Reporté du jeudi 15 au jeudi 22 octobre 2026 (annoncé le 3 octobre 2026)"],
        ),
        (
            LATER | {"status": "postponed"},
            ["Reporté du jeudi 15 au jeudi 22 octobre 2026 (annoncé le 3 octobre 2026)"],
        ),
        (
            EARLIER,
            ["Avancé du jeudi 15 au jeudi 8 octobre 2026 (annoncé le 3 octobre 2026)"],
        ),
        ({"status": "postponed"}, ["Reporté le 3 octobre 2026"]),
        ({"status": "cancelled"}, ["Annulé le 3 octobre 2026"]),
        ({"mode": "online", "place": None}, ["Déplacé en ligne le 3 octobre 2026"]),
        ({"mode": "online", "status": "moved-online"}, ["Déplacé en ligne le 3 octobre 2026"]),
        (
            {"mode": "hybrid"},
            ["Mode de participation changé le 3 octobre 2026 : sur place et en ligne"],
        ),
        ({"place": None}, ["Lieu à confirmer depuis le 3 octobre 2026"]),
        (
            {"starts_at": paris(2026, 10, 15, 19)},
            [
                (
                    "Horaire changé le 3 octobre 2026 : auparavant, jeudi 15 octobre 2026 de 18h00 "
                    "à 20h00"
                )
            ],
        ),
        ({"title": "Un autre titre", "summary": "Une coquille de moins"}, []),
        ({}, []),
    ],
)
def test_what_changed_is_said_with_its_date(client, event, fields, lines):
    event = publish(event, **fields)
    assert event.changes == lines
    html = client.get(event.get_url()).content.decode().replace("\u00a0", " ")
    assert html.count('class="event-changes"') == bool(lines)
    for line in lines:
        assert f"<li>{line}</li>" in html


def test_another_place_is_said_beside_the_one_before(event):
    event = publish(event, place=PlaceFactory(name="Salle Yser", town="Lille"))
    assert event.changes == [
        "Lieu changé le 3 octobre 2026 : Salle Yser, Lille, au lieu de Espace Somme, Amiens"
    ]


def test_a_place_that_is_renamed_is_the_same_place(event):
    event.place.name = "L’Espace Somme"
    event.place.save()
    assert publish(event).changes == []
    assert publish(event, status="cancelled").changes == ["Annulé le 3 octobre 2026"]


def test_publishing_again_says_nothing_twice(event):
    for _ in range(3):
        event = publish(event, **LATER)
    assert Announcement.objects.of(event).count() == 2
    assert len(event.changes) == 1


def test_the_latest_change_comes_first(event):
    event = publish(event, **LATER)
    event = publish(event, at=THEN + timedelta(days=2), status="cancelled")
    assert event.changes == [
        "Annulé le 5 octobre 2026",
        "Reporté du jeudi 15 au jeudi 22 octobre 2026 (annoncé le 3 octobre 2026)",
    ]
    event = publish(event, at=THEN + timedelta(days=3), status="confirmed")
    assert event.changes[0] == "Annulation levée le 6 octobre 2026"


def test_the_start_that_was_announced_before_is_known(event):
    assert event.previous_starts_at is None
    event = publish(event, **LATER)
    assert event.previous_starts_at == paris(2026, 10, 15, 18)
    assert publish(event, status="cancelled").previous_starts_at == paris(2026, 10, 15, 18)


def test_a_draft_changes_nothing_for_the_public(client, event):
    draft = EventPage.objects.get(pk=event.pk)
    draft.starts_at, draft.ends_at = LATER["starts_at"], LATER["ends_at"]
    draft.save_revision()
    assert EventPage.objects.get(pk=event.pk).changes == []


def test_a_draft_in_between_is_no_announcement(event):
    """What counts is what the public read last, not what the revision before said."""
    draft = EventPage.objects.get(pk=event.pk)
    draft.starts_at, draft.ends_at = EARLIER["starts_at"], EARLIER["ends_at"]
    draft.save_revision()
    assert publish(event, **LATER).changes == [
        "Reporté du jeudi 15 au jeudi 22 octobre 2026 (annoncé le 3 octobre 2026)"
    ]


def test_a_scheduled_publication_is_said_on_the_day_it_takes_place(event):
    scheduled = EventPage.objects.get(pk=event.pk)
    scheduled.starts_at, scheduled.ends_at = LATER["starts_at"], LATER["ends_at"]
    scheduled.go_live_at = THEN
    with time_machine.travel(THEN - timedelta(days=2), tick=False):
        scheduled.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).changes == []
    with time_machine.travel(THEN + timedelta(minutes=1), tick=False):
        call_command("publish_scheduled")
    assert EventPage.objects.get(pk=event.pk).changes == [
        "Reporté du jeudi 15 au jeudi 22 octobre 2026 (annoncé le 3 octobre 2026)"
    ]


def test_publishing_in_bulk_says_it_too(client, event):
    draft = EventPage.objects.get(pk=event.pk)
    draft.status = "cancelled"
    draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with time_machine.travel(THEN, tick=False):
        client.force_login(make_user("Publication"))
        client.post(f"{url}?id={event.pk}&next=/admin/")
    assert EventPage.objects.get(pk=event.pk).changes == ["Annulé le 3 octobre 2026"]


def test_taken_down_and_put_back_is_no_change(event):
    event.unpublish()
    assert publish(event).changes == []


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_has_no_past(event, keep_live):
    publish(event, **LATER)
    copy = event.copy(update_attrs={"slug": "copie"}, keep_live=keep_live)
    assert EventPage.objects.get(pk=copy.pk).changes == []
    assert publish(copy).changes == []


def test_an_archive_that_is_put_right_has_not_moved(event):
    after = datetime(2026, 12, 1, 9, tzinfo=PARIS)
    event = publish(event, at=after, starts_at=paris(2026, 10, 15, 17), status="cancelled")
    assert event.changes == []
    assert Announcement.objects.of(event).get().status == "cancelled"


def test_what_was_published_before_the_announcements_existed_is_what_changes_are_told_against(
    event,
):
    from importlib import import_module  # noqa: PLC0415 - a module's name cannot begin with a digit

    from django.apps import apps  # noqa: PLC0415

    Announcement.objects.all().delete()
    migration = import_module("events.migrations.0003_first_announcements")
    for _ in range(2):
        migration.announce_what_is_published(apps, None)
    assert Announcement.objects.of(event).get().place_name == "Espace Somme, Amiens"
    assert len(publish(event, **LATER).changes) == 1
