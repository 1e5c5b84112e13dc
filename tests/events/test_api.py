"""The public events as other programs read them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import AgendaEntry
from events.published_json import FIELDS
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
)
from tests.profile import IS_THOROUGH

pytestmark = pytest.mark.django_db

API = "/api/v2/evenements/"
NOW = paris(2026, 10, 8, 15)
EXAMPLES = 2000 if IS_THOROUGH else 150


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def read(client, query: str = "", status: int = 200) -> dict:
    response = client.get(API + query)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def titles(client, query: str = "") -> list[str | None]:
    return [item["title"] for item in read(client, query)["items"]]


def whole_event():
    return EventPageFactory(
        uid=UUID("a8a51c2f-08b3-4d4b-b3a4-1a6b7e3b9e55"),
        title="Un puits à Kayes",
        slug="un-puits",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 21),
        first_published_at=paris(2026, 10, 1, 9),
        last_published_at=paris(2026, 10, 2, 9),
        place=PlaceFactory(name="Salle Yser", street="5 rue Jules de Vicq"),
        mode="hybrid",
        kind="groupe-pays",
        online_link="https://visio.example/puits",
        registration_link="https://inscription.example/puits",
        price="Gratuit",
        summary="On en parle.",
        body=[("paragraph", "<p>Venez.</p><p>Avec un ami.</p>")],
        group=GroupPageFactory(title="Groupe pays Mali"),
        themes=[ThemeFactory(name="eau"), ThemeFactory(name="climat")],
        countries=[CountryFactory(name="Mali")],
        organisers=[OrganiserFactory(name="Lianes")],
        contact_email="prive@example.org",
        contact_phone="0612345678",
    )


def test_an_event_is_told_whole(client, now):
    event = whole_event()
    AgendaEntry.objects.update(changed_at=paris(2026, 10, 2, 9), sequence=3)
    told = {
        "uid": "a8a51c2f-08b3-4d4b-b3a4-1a6b7e3b9e55",
        "url": "http://testserver/agenda/un-puits/",
        "title": "Un puits à Kayes",
        "starts_at": "2026-10-17T18:00:00+02:00",
        "ends_at": "2026-10-17T21:00:00+02:00",
        "all_day": False,
        "dates_in_words": "Samedi 17 octobre 2026 de 18h00 à 21h00",
        "status": "confirmed",
        "mode": "hybrid",
        "kind": "groupe-pays",
        "place": {
            "name": "Salle Yser",
            "street": "5 rue Jules de Vicq",
            "postal_code": "59000",
            "town": "Lille",
        },
        "themes": ["climat", "eau"],
        "countries": ["Mali"],
        "organisers": ["Lianes"],
        "group": "Groupe pays Mali",
        "summary": "On en parle.",
        "text": "Venez.\nAvec un ami.",
        "price": "Gratuit",
        "registration_link": "https://inscription.example/puits",
        "online_link": "https://visio.example/puits",
        "sequence": 3,
        "published_at": "2026-10-01T09:00:00+02:00",
        "changed_at": "2026-10-02T09:00:00+02:00",
        "is_withdrawn": False,
    }
    assert read(client, f"{event.uid}/") == told
    assert list(told) == list(FIELDS)
    assert read(client) == {"meta": {"total_count": 1}, "items": [told]}


def test_public_events_come_in_the_order_of_their_start(client, now):
    for days, title in [(3, "après-demain"), (-9, "passée"), (1, "demain")]:
        EventPageFactory(title=title, starts_at=NOW + timedelta(days=days))
    EventPageFactory(title="brouillon", live=False)
    EventPageFactory(title="retirée").unpublish()
    assert titles(client) == ["passée", "demain", "après-demain"]


def test_what_was_moved_online_is_online_and_nowhere_else(client, now):
    event = EventPageFactory(status="moved-online")
    told = read(client, f"{event.uid}/")
    assert (told["status"], told["mode"], told["place"]) == ("moved-online", "online", None)


def test_of_what_was_withdrawn_only_that_is_told(client, now):
    event = whole_event()
    event.unpublish()
    told = read(client, f"{event.uid}/")
    known = {name: value for name, value in told.items() if value is not None}
    assert known == {
        "uid": str(event.uid),
        "sequence": 1,
        "changed_at": "2026-10-08T15:00:00+02:00",
        "is_withdrawn": True,
    }
    assert read(client, "?changed_since=2026-10-08")["items"] == [told]
    assert read(client)["items"] == []


def test_what_changed_comes_in_the_order_of_the_change_with_removals(client, now):
    first, _, third = (EventPageFactory(title=title) for title in ("un", "deux", "trois"))
    now.shift(timedelta(hours=1))
    third.title = "trois bis"
    third.save_revision().publish()
    now.shift(timedelta(hours=1))
    first.delete()
    assert titles(client, "?changed_since=2026-10-08T15:00:01") == ["trois bis", None]
    gone = read(client, "?changed_since=2026-10-08T16:00:01")["items"]
    assert [(item["uid"], item["is_withdrawn"]) for item in gone] == [(str(first.uid), True)]
    assert titles(client, "?changed_since=2026-10-08T17:00:01%2B02:00") == []
    assert titles(client, "?changed_since=2026-10-08T13:00:00Z") == ["deux", "trois bis", None]


def test_a_moment_is_at_or_after_and_may_be_said_in_several_ways(client, now):
    EventPageFactory(title="un")
    AgendaEntry.objects.update(changed_at=NOW.replace(microsecond=250_000))
    (item,) = read(client)["items"]
    assert item["changed_at"] == "2026-10-08T15:00:00.250000+02:00"
    for since in [
        quote(item["changed_at"]),
        "2026-10-08T15:00:00.25+02:00",
        "2026-10-08T15:00:00.25%2B0200",
        "2026-10-08T13:00:00.25Z",
        "2026-10-08T15:00:00",
        "2026-10-08",
    ]:
        assert titles(client, f"?changed_since={since}") == ["un"], since
    assert titles(client, "?changed_since=2026-10-08T13:00:00.250001Z") == []


def test_what_cannot_be_told_is_left_out(client, now):
    for facts in ({"facts": {}}, {"uid": None}):
        event = EventPageFactory()
        AgendaEntry.objects.filter(pk=event.pk).update(**facts)
        read(client, f"{event.uid}/", 404)
    assert read(client, "?changed_since=2000-01-01") == read(client)
    assert read(client) == {"meta": {"total_count": 0}, "items": []}


def test_a_list_is_read_in_parts(client, now):
    for number in range(5):
        # All at once: the order must not change from one part to the next.
        EventPageFactory(title=str(number), starts_at=NOW)
    parts = [titles(client, f"?limit=2&offset={offset}") for offset in (0, 2, 4, 6)]
    assert parts == [["0", "1"], ["2", "3"], ["4"], []]
    assert read(client, "?limit=0") == {"meta": {"total_count": 5}, "items": []}
    assert titles(client, "?offset=1000000") == []


def test_a_list_may_be_put_in_another_order(client, now):
    for number, title in enumerate("abc"):
        EventPageFactory(title=title, starts_at=NOW + timedelta(days=number))
    assert titles(client, "?order=-starts_at") == ["c", "b", "a"]
    assert titles(client, "?order=sequence,-starts_at") == ["c", "b", "a"]
    for name in ("starts_at", "published_at", "changed_at", "sequence", "uid"):
        assert len(titles(client, f"?order={name}")) == 3


def test_fields_may_be_chosen(client, now):
    event = whole_event()
    path = f"{event.uid}/"
    for query in ("", path):
        only = read(client, f"{query}?fields=_,title,place")
        most = read(client, f"{query}?fields=-text,-place")
        every = read(client, f"{query}?fields=*")
        if not query:
            (only,), (most,), (every,) = (each["items"] for each in (only, most, every))
        assert list(only) == ["title", "place"]
        assert list(most) == [name for name in FIELDS if name not in {"text", "place"}]
        assert list(every) == list(FIELDS)
    assert read(client, "?fields=_")["items"] == [{}]


def test_an_event_that_never_was_is_not_found(client):
    told = read(client, f"{uuid4()}/", 404)
    assert told == {"message": "Aucun événement public n’a cet identifiant."}
    for path in ("1/", "find/", "find/?id=1", "nope/", f"{uuid4()}/x/"):
        assert client.get(API + path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_for_reading_only(client, now, method):
    event = EventPageFactory()
    for path in ("", f"{event.uid}/"):
        response = getattr(client, method)(API + path, "{", content_type="application/json")
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert response.json() == {"message": "Cette adresse se lit seulement : GET ou HEAD."}
    assert AgendaEntry.objects.get().is_public


@pytest.mark.parametrize("query", ["", "?limit=abc", f"{UUID(int=1)}/"])
@pytest.mark.parametrize("accepted", ["text/html", "application/xml", "*/*", "nonsense"])
def test_any_site_may_read_it_and_nobody_is_recognised(admin_client, query, accepted):
    response = admin_client.get(API + query, headers={"accept": accepted})
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_head_says_as_much_as_get(client, now):
    EventPageFactory()
    response = client.head(API)
    assert (response.status_code, response.content) == (200, b"")


def test_texts_that_no_format_can_hold_are_made_harmless(client, now):
    event = EventPageFactory()
    entry = AgendaEntry.objects.get()
    entry.facts |= {"title": "</script>\u2028🌍\u0007"}
    entry.save()
    assert read(client, f"{event.uid}/")["title"] == "</script>\u2028🌍"


# The number of events, and those that are asked for.
LIST = 2
DETAIL = 1


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_whatever_there_is(client, now, size):
    for _ in range(size):
        event = EventPageFactory(
            themes=ThemeFactory.create_batch(size),
            countries=CountryFactory.create_batch(size),
            organisers=OrganiserFactory.create_batch(size),
            group=GroupPageFactory(),
        )
    for query, cost in [("", LIST), ("?changed_since=2026-01-01", LIST), (f"{event.uid}/", DETAIL)]:
        with CaptureQueriesContext(connection) as queries:
            read(client, query)
        assert len(queries) == cost


def test_a_moment_of_the_doubled_hour_tells_which_it_is(client, now):
    EventPageFactory(starts_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), ends_at=None)
    (item,) = read(client)["items"]
    assert item["starts_at"] == "2026-10-25T02:30:00+01:00"
    assert item["ends_at"] is None
