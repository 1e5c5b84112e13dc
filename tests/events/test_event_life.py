"""An event's whole life, as who follows the agenda in a calendar learns of it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.dates import PARIS
from events.models import EventIndexPage, EventPage
from tests.events.agenda.watched import publish, save_draft, send, send_bulk, send_form
from tests.events.subscriber import Subscriber
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 1, 9)
START = paris(2026, 11, 12, 18)
LATER = {"starts_at": START + timedelta(days=7), "ends_at": START + timedelta(days=7, hours=2)}


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def staff(client):
    client.force_login(make_user("Publication"))
    return client


@pytest.fixture
def subscriber() -> Subscriber:
    """Signed in nowhere, whoever the staff is."""
    return Subscriber(Client())


def said(subscriber: Subscriber, uid: UUID) -> tuple[str, str, int]:
    event = subscriber.calendar()[uid]
    return str(event["SUMMARY"]), str(event["STATUS"]), int(event["SEQUENCE"])


def test_the_whole_life_of_an_event(staff, subscriber, now):
    EventIndexPageFactory()
    theme = ThemeFactory()
    event = EventPageFactory(title="Groupe Mali", starts_at=START, live=False, themes=[theme])
    event = save_draft(event, title="Groupe Mali")
    uid = event.uid
    assert subscriber.calendar() == {}, "a draft is nobody else's to see"

    send_form(staff, event)
    assert said(subscriber, uid) == ("Groupe Mali", "CONFIRMED", 0)
    first = subscriber.calendar()[uid]

    now.shift(timedelta(hours=1))
    event = EventPage.objects.get(pk=event.pk)
    send_form(staff, event, title="Groupe Pays Mali")
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 0)
    mended = subscriber.calendar()[uid]
    assert mended["LAST-MODIFIED"].dt - first["LAST-MODIFIED"].dt == timedelta(hours=1)
    assert mended["CREATED"].dt == first["CREATED"].dt

    event = EventPage.objects.get(pk=event.pk)
    moved = {"starts_at": "19/11/2026 18:30", "ends_at": "19/11/2026 20:30"}
    send_form(staff, event, **moved)
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 1)
    start = subscriber.calendar()[uid]["DTSTART"].dt
    assert start.astimezone(PARIS) == paris(2026, 11, 19, 18, 30)

    event = EventPage.objects.get(pk=event.pk)
    send_form(staff, event, status="cancelled")
    assert said(subscriber, uid) == ("ANNULÉ — Groupe Pays Mali", "CANCELLED", 2)

    event = EventPage.objects.get(pk=event.pk)
    send_form(staff, event, status="confirmed")
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 3)

    before = str(subscriber.calendar()[uid]["URL"])
    event = EventPage.objects.get(pk=event.pk)
    send_form(staff, event, slug="groupe-pays-mali")
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 3)
    assert str(subscriber.calendar()[uid]["URL"]) != before
    assert str(subscriber.calendar()[uid]["URL"]).endswith("/agenda/groupe-pays-mali/")

    send(staff, "unpublish", event.pk)
    assert said(subscriber, uid) == ("ANNULÉ — Groupe Pays Mali", "CANCELLED", 4)

    publish(event)
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 5)

    copy = EventPage.objects.get(pk=event.pk).copy(update_attrs={"slug": "suite", "title": "Suite"})
    copy = publish(copy)
    assert copy.uid != uid
    assert said(subscriber, copy.uid) == ("Suite", "CONFIRMED", 0)
    assert said(subscriber, uid) == ("Groupe Pays Mali", "CONFIRMED", 5)

    send(staff, "delete", event.pk)
    assert said(subscriber, uid) == ("ANNULÉ — Groupe Pays Mali", "CANCELLED", 6)

    now.move_to(paris(2026, 11, 20), tick=False)
    assert said(subscriber, uid)[1] == "CANCELLED"
    now.move_to(paris(2027, 2, 17, 20, 30), tick=False)
    assert uid not in subscriber.calendar()


def test_an_older_revision_brings_back_neither_uid_nor_sequence(subscriber):
    event = EventPageFactory(starts_at=START)
    event.save_revision().publish()
    first = event.get_latest_revision()
    event = publish(event, **LATER)
    assert said(subscriber, event.uid)[2] == 1
    first.publish()
    assert EventPage.objects.get(pk=event.pk).uid == event.uid
    assert subscriber.calendar()[event.uid]["DTSTART"].dt == START
    assert said(subscriber, event.uid)[2] == 2


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ({"starts_at": START + timedelta(hours=1)}, 1),
        ({"ends_at": START + timedelta(hours=5)}, 1),
        ({"ends_at": None}, 1),
        ({"all_day": True}, 1),
        ({"status": "postponed"}, 1),
        ({"mode": "online"}, 1),
        ({"place": None}, 1),
        ({"title": "Autrement dit"}, 0),
        ({"summary": "Une phrase de plus"}, 0),
        ({"body": [("paragraph", "<p>Tout le programme</p>")]}, 0),
        ({"kind": "formation"}, 0),
    ],
)
def test_the_sequence_rises_with_date_place_or_status_and_only_then(
    subscriber, now, change, sequence
):
    event = EventPageFactory(starts_at=START)
    before = subscriber.calendar()[event.uid]
    now.shift(timedelta(minutes=5))
    publish(event, **change)
    after = subscriber.calendar()[event.uid]
    assert after["SEQUENCE"] == sequence
    assert after["LAST-MODIFIED"].dt - before["LAST-MODIFIED"].dt == timedelta(minutes=5)


def test_another_place_is_news_and_its_corrected_name_is_not(subscriber):
    event = EventPageFactory(starts_at=START)
    event.place.name = "Salle Yser"
    event.place.save()
    assert "Salle Yser" in subscriber.calendar()[event.uid]["LOCATION"]
    assert said(subscriber, event.uid)[2] == 0
    publish(event, place=PlaceFactory())
    assert said(subscriber, event.uid)[2] == 1


def test_what_is_published_again_unchanged_is_no_change(subscriber, now):
    event = EventPageFactory(starts_at=START)
    before = subscriber.fetch("ics").content
    now.shift(timedelta(days=1))
    publish(event)
    assert subscriber.fetch("ics").content == before


def test_each_way_of_withdrawing_leaves_a_tombstone(staff, subscriber, now):
    index = EventIndexPageFactory()
    one, bulk, expired, private, deleted = (
        EventPageFactory(starts_at=START, title=f"Rencontre {number}") for number in range(5)
    )
    send(staff, "unpublish", one.pk)
    send_bulk(staff, "unpublish", bulk)
    publish(expired, expire_at=timezone.now() + timedelta(hours=1))
    now.shift(timedelta(hours=2))
    call_command("publish_scheduled")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    send_bulk(staff, "delete", deleted)
    uids = [event.uid for event in (one, bulk, expired, private, deleted)]
    calendar = subscriber.calendar()
    assert [calendar[uid]["STATUS"] for uid in uids] == ["CANCELLED"] * 5
    assert [calendar[uid]["SEQUENCE"] for uid in uids] == [1] * 5
    for event in calendar.values():
        assert str(event["URL"]) == f"{index.full_url}"
        assert "LOCATION" not in event


def test_an_event_that_was_deleted_and_comes_back_goes_on_with_its_number(subscriber):
    event = EventPageFactory(starts_at=START)
    uid = event.uid
    publish(event, **LATER)
    EventPage.objects.get(pk=event.pk).delete()
    assert said(subscriber, uid)[1:] == ("CANCELLED", 2)
    EventPageFactory(uid=uid, starts_at=START, title="De retour")
    assert said(subscriber, uid) == ("De retour", "CONFIRMED", 3)
    assert len(subscriber.calendar()) == 1


def test_the_address_of_the_agenda_moves_the_addresses_of_its_events(
    subscriber, django_capture_on_commit_callbacks
):
    event = EventPageFactory(starts_at=START)
    agenda = EventIndexPage.objects.get()
    agenda.slug = "rencontres"
    with django_capture_on_commit_callbacks(execute=True):
        agenda.save_revision().publish()
    assert f"/rencontres/{event.slug}/" in str(subscriber.calendar()[event.uid]["URL"])
    assert said(subscriber, event.uid)[2] == 0
