"""The agenda's calendars and feeds hold what its pages list, and say so again for nothing."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given

from events.dates import PARIS
from events.models import AgendaEntry, EventPage
from tests.events.agenda.test_filters import examples, filters, listed, listed_in_month, walk
from tests.events.agenda.varied_events import NOW, VariedEvents
from tests.events.subscriber import Subscriber
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, GroupPageFactory, ThemeFactory
from tests.profile import IS_THOROUGH
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

EXTENSIONS = ["ics", "atom", "json", "csv"]
EXAMPLES = 200 if IS_THOROUGH else 25


@pytest.fixture
def subscriber(client) -> Subscriber:
    return Subscriber(client)


@pytest.fixture
def events(time_machine) -> Iterator[None]:
    time_machine.move_to(NOW, tick=False)
    VariedEvents()
    with as_visitors():
        yield


@examples(EXAMPLES)
@given(asked=filters)
def test_feeds_and_pages_of_a_filter_hold_the_same(client, subscriber, events, asked):
    paths = {event.uid: event.get_url() for event in EventPage.objects.all()}
    pages = list(walk(client, asked.query))
    on_pages = (
        listed_in_month(client, pages[0])
        if asked.mois
        else {path for page in pages for path in listed(page)}
    )
    table = subscriber.uids("csv", asked.query)
    assert {paths[uid] for uid in table} == on_pages
    followed = [subscriber.uids(extension, asked.query) for extension in EXTENSIONS[:3]]
    assert followed[0] == followed[1] == followed[2]
    assert set(table) <= set(followed[0])
    others = EventPage.objects.filter(uid__in=set(followed[0]) - set(table))
    for event in others.filter(view_restrictions=None):
        assert (asked.periode, asked.du, asked.au, asked.mois) == ("", None, None, "")
        assert NOW - timedelta(days=90) < event.finishes_at <= NOW
    # What was public, and is said to be no more.
    for event in others.exclude(view_restrictions=None):
        assert subscriber.calendar(asked.query)[event.uid]["STATUS"] == "CANCELLED"


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


@pytest.mark.parametrize("query", ["", "?theme=eau", "?periode=2019", "?mois=2026-10"])
@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.usefixtures("events")
def test_two_fetches_a_minute_apart_are_the_same_bytes(client, time_machine, extension, query):
    subscriber = Subscriber(client)
    first = subscriber.fetch(extension, query)
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    second = subscriber.fetch(extension, query)
    assert second.content == first.content
    for name in ("ETag", "Last-Modified", "Content-Type", "Cache-Control"):
        assert second[name] == first[name]
    for condition in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get(f"/agenda.{extension}{query}", headers=condition)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_compressed_bytes_are_the_same_too(subscriber, events, extension):
    wanted = {"accept-encoding": "gzip"}
    first, second = (subscriber.fetch(extension, **wanted) for _ in range(2))
    assert first["Content-Encoding"] == "gzip"
    assert first.content == second.content


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


def test_the_feed_says_which_filter_it_is_of(subscriber, events):
    query = "?theme=eau&territoire=nord&periode=2025"
    said = subscriber.json(query)
    assert said["title"] == "Agenda de Lianes coopération : eau, Nord, en 2025"
    assert said["feed_url"] == f"http://testserver/agenda.json{query}"
    assert said["home_page_url"].endswith(f"/agenda/{query}")
    assert subscriber.json()["title"] == "Agenda de Lianes coopération"
    (name,) = [
        line
        for line in subscriber.fetch("ics", query).content.decode().split("\r\n")
        if line.startswith("NAME")
    ]
    assert name == r"NAME:Agenda de Lianes coopération : eau\, Nord\, en 2025"


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(
    "query",
    [
        "?theme=nope",
        "?theme=eau&theme=nope",
        "?du=foo",
        "?mois=2026-13",
        "?mois=1999-01",
        "?periode=99999",
        "?page=abc",
        "?theme=%00",
        f"?theme={'x' * 5000}",
    ],
)
def test_who_follows_a_filter_that_means_nothing_is_not_sent_all(client, events, extension, query):
    assert client.get(f"/agenda.{extension}{query}").status_code == 404
    assert client.get(f"/abonnement/{query}").status_code == 404


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
