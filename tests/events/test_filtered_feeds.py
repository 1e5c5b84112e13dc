"""Whatever the filter, the agenda's calendars and feeds hold what its pages list."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given

from events.models import EventPage
from tests.events.agenda.test_filters import examples, filters, listed, listed_in_month, walk
from tests.events.agenda.varied_events import NOW, VariedEvents
from tests.events.subscriber import EXTENSIONS, Subscriber
from tests.profile import IS_THOROUGH
from tests.shared_data import shared_by_module
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

EXAMPLES = 200 if IS_THOROUGH else 25

varied = shared_by_module(VariedEvents)


@pytest.fixture
def events(time_machine, varied) -> Iterator[None]:
    time_machine.move_to(NOW, tick=False)
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
