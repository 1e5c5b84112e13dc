"""What the agenda's calendars and feeds say, and when they say something else."""

from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from events.dates import PARIS
from events.models import AgendaEntry
from tests.events.subscriber import EXTENSIONS
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, GroupPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_is_over_stays_ninety_days_then_is_found_by_year(subscriber, time_machine, extension):
    event = EventPageFactory(starts_at=paris(2026, 3, 2, 18), ends_at=paris(2026, 3, 2, 20))
    end = event.finishes_at.astimezone(UTC)
    is_followed = extension != "csv"
    for moment, held in (
        (end - timedelta(minutes=1), True),
        (end, is_followed),
        (end + timedelta(days=90, seconds=-1), is_followed),
        (end + timedelta(days=90), False),
    ):
        time_machine.move_to(moment, tick=False)
        assert (event.uid in subscriber.uids(extension)) == held, moment
    assert subscriber.uids(extension, "?periode=2026") == [event.uid]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_changes_is_sent_anew(client, subscriber, time_machine, extension):
    time_machine.move_to(paris(2026, 1, 1), tick=False)
    event = EventPageFactory(starts_at=paris(2026, 3, 2, 18), ends_at=paris(2026, 3, 2, 20))
    kept = timedelta(0 if extension == "csv" else 90)
    before = subscriber.fetch(extension)

    time_machine.move_to(paris(2026, 2, 1), tick=False)
    event.title = "Un autre titre"
    event.save_revision().publish()
    changed = subscriber.fetch(extension, **{"if-modified-since": before["Last-Modified"]})
    assert changed["ETag"] != before["ETag"]

    time_machine.move_to(event.finishes_at.astimezone(UTC) + kept, tick=False)
    gone = subscriber.fetch(extension, **{"if-modified-since": changed["Last-Modified"]})
    assert subscriber.uids(extension) == []
    assert gone["ETag"] != changed["ETag"]


def test_a_group_keeps_its_calendar_when_its_page_is_renamed(client, subscriber):
    group = GroupPageFactory(title="Groupe Mali", slug="groupe-mali")
    event = EventPageFactory(group=group)
    EventPageFactory()
    address = "?groupe=groupe-mali"
    assert subscriber.uids("ics", address) == [event.uid]
    assert f'href="/agenda.ics{address}"' in client.get(group.get_url()).content.decode()
    group.slug = "groupe-pays-mali"
    group.save_revision().publish()
    assert subscriber.uids("ics", address) == [event.uid]


def test_a_merged_theme_goes_on_being_followed(subscriber):
    old, new = ThemeFactory(slug="eau"), ThemeFactory(slug="eau-assainissement")
    event = EventPageFactory(themes=[old])
    old.merged_into = new
    old.save()
    assert subscriber.uids("atom", "?theme=eau") == [event.uid]


def test_one_event_has_a_calendar_of_its_own(client):
    event, _other = EventPageFactory(), EventPageFactory()
    response = client.get(f"/evenement/{event.uid}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.count(b"BEGIN:VEVENT") == 1
    assert f"UID:{event.uid}".encode() in response.content
    again = client.get(f"/evenement/{event.uid}.ics", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/evenement/{uuid4()}.ics").status_code == 404
    assert f"/evenement/{event.uid}.ics" in client.get(event.get_url()).content.decode()


def test_the_calendar_of_a_withdrawn_event_says_so_for_ninety_days(client, time_machine):
    event = EventPageFactory(starts_at=paris(2026, 3, 2, 18), ends_at=paris(2026, 3, 2, 20))
    address = f"/evenement/{event.uid}.ics"
    event.unpublish()
    time_machine.move_to(paris(2026, 3, 1), tick=False)
    assert b"STATUS:CANCELLED" in client.get(address).content
    time_machine.move_to(event.finishes_at.astimezone(UTC) + timedelta(days=90), tick=False)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_feeds_cost_as_many_queries_for_one_event_as_for_three(
    subscriber, django_assert_num_queries, extension
):
    for number in (1, 2):
        for _ in range(number):
            EventPageFactory(themes=[ThemeFactory()])
        subscriber.fetch(extension)
        with django_assert_num_queries(9 - (extension == "csv")):
            subscriber.fetch(extension)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_feeds_leave_no_cookie_and_vary_by_nobody(subscriber, extension):
    EventPageFactory()
    response = subscriber.fetch(extension)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_no_feed_tells_an_e_mail_or_a_telephone(client):
    people = {
        "contact_name": "Awa Traoré",
        "contact_email": "awa.traore@example.org",
        "contact_phone": "06 01 02 03 04",
        "registration_email": "inscription@example.org",
        "registration_phone": "06 05 06 07 08",
    }
    event = EventPageFactory(**people)
    addresses = [f"/agenda.{extension}" for extension in EXTENSIONS]
    for address in (*addresses, f"/evenement/{event.uid}.ics", "/api/v2/evenements/"):
        answer = client.get(address).content.decode()
        assert event.title in answer
        assert [text for text in people.values() if text in answer] == []


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_past_changes_when_something_ends(subscriber, time_machine, extension):
    time_machine.move_to(paris(2026, 3, 2, 19), tick=False)
    event = EventPageFactory(starts_at=paris(2026, 3, 2, 18), ends_at=paris(2026, 3, 2, 20))
    before = subscriber.fetch(extension, "?periode=passes")
    time_machine.move_to(paris(2026, 3, 2, 20), tick=False)
    known = {"if-modified-since": before["Last-Modified"]}
    assert subscriber.fetch(extension, "?periode=passes", **known)["ETag"] != before["ETag"]
    assert subscriber.uids(extension, "?periode=passes") == [event.uid]


def test_a_month_whose_last_event_was_withdrawn_tells_so(subscriber):
    event = EventPageFactory(starts_at=timezone.now() + timedelta(days=70))
    EventPageFactory()
    month = f"?mois={event.starts_at.astimezone(PARIS):%Y-%m}"
    event.unpublish()
    assert [str(each["STATUS"]) for each in subscriber.calendar(month).values()] == ["CANCELLED"]


def test_a_tombstone_of_an_earlier_version_can_be_told(subscriber):
    event = EventPageFactory()
    event.unpublish()
    entry = AgendaEntry.objects.get(pk=event.pk)
    del entry.facts["price"]
    entry.facts["of_the_past"] = "Un fait que plus rien ne dit"
    entry.save()
    assert subscriber.uids("ics") == [event.uid]
