"""An event as search engines read it, in the dict and in the page."""

import json
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from events.dates import PARIS
from events.models import EventPage, Place
from events.structured_data import describe
from site_lianes.core import json_ld
from tests.events.test_dates import moments, paris
from tests.factories import (
    EventPageFactory,
    ImageFactory,
    OfficeFactory,
    OrganiserFactory,
)

URL = "https://lianes.example/agenda/puits/"
LILLE = Place(name="Salle Yser", street="5 rue Jules de Vicq", postal_code="59000", town="Lille")
NAME = "https://schema.org/name"
# What would close the block, open another, or end a line of JavaScript.
NASTY = ("</script>", "<!--", "<script>", "]]>", "&lt;", "\u2028", "\u2029", '"', "\\", "é")


def event(**fields: Any) -> SimpleNamespace:
    """The fields of an event that the description reads, without a database."""
    values = {
        "title": "Puits",
        "summary": "",
        "search_description": "",
        "starts_at": paris(2026, 10, 17, 18),
        "ends_at": paris(2026, 10, 17, 21),
        "all_day": False,
        "status": "confirmed",
        "mode": "on-site",
        "place": LILLE,
        "online_link": "",
        "registration_link": "",
        "price": "",
        "organisers": [],
    }
    return SimpleNamespace(**values | fields)


def described(previous_start: Any = None, **fields: Any) -> dict[str, Any]:
    return describe(event(**fields), url=URL, previous_start=previous_start)


class Reader(HTMLParser):
    """Finds the data blocks of a page, as a browser ends them: it knows nothing of our escapes."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._is_inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.blocks[-1] += data


def blocks_of(html: str) -> list[dict[str, Any]]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return [json.loads(block) for block in reader.blocks]


def schema_org(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """Stands in for schema.org's context, whose terms are all of its own vocabulary."""
    assert url == "https://schema.org"
    ids = {"@type": "@id"}
    terms = dict.fromkeys(("url", "image", "eventStatus", "eventAttendanceMode"), ids)
    context = {"@context": {"@vocab": "https://schema.org/", **terms}}
    return {"contextUrl": None, "documentUrl": url, "document": context}


def expanded(block: dict[str, Any]) -> dict[str, Any]:
    """The block as an independent JSON-LD processor understands it."""
    [node] = jsonld.expand(block, {"documentLoader": schema_org})
    return {key.removeprefix("https://schema.org/"): value for key, value in node.items()}


# -- The dict ------------------------------------------------------------------------------------


def test_an_event_with_little_holds_what_is_known_and_nothing_empty():
    assert described() == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Puits",
        "url": URL,
        "inLanguage": "fr",
        "startDate": "2026-10-17T18:00:00+02:00",
        "endDate": "2026-10-17T21:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Salle Yser",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "5 rue Jules de Vicq",
                "postalCode": "59000",
                "addressLocality": "Lille",
                "addressRegion": "Hauts-de-France",
                "addressCountry": "FR",
            },
        },
    }


@pytest.mark.parametrize(
    ("start", "end", "all_day", "expected"),
    [
        (paris(2026, 1, 5, 9), None, False, ("2026-01-05T09:00:00+01:00", None)),
        (paris(2020, 11, 14), paris(2020, 11, 22), True, ("2020-11-14", "2020-11-22")),
        (
            paris(2026, 10, 24, 23),
            paris(2026, 10, 25, 4),
            False,
            ("2026-10-24T23:00:00+02:00", "2026-10-25T04:00:00+01:00"),
        ),
    ],
)
def test_dates_carry_the_offset_of_their_day_and_all_day_ones_none(start, end, all_day, expected):
    data = described(starts_at=start, ends_at=end, all_day=all_day)
    assert (data["startDate"], data.get("endDate")) == expected


@given(moment=moments)
def test_a_start_reads_back_as_the_moment_that_was_stored(moment):
    data = described(starts_at=moment, ends_at=None)
    assert moment.fromisoformat(data["startDate"]).timestamp() == int(moment.timestamp())
    day = described(starts_at=moment, ends_at=None, all_day=True)["startDate"]
    assert day == moment.astimezone(PARIS).date().isoformat()


@pytest.mark.parametrize(
    ("status", "has_moved", "expected"),
    [
        ("confirmed", False, "EventScheduled"),
        ("confirmed", True, "EventRescheduled"),
        ("postponed", False, "EventPostponed"),
        ("postponed", True, "EventRescheduled"),
        ("cancelled", False, "EventCancelled"),
        ("cancelled", True, "EventCancelled"),
        ("moved-online", False, "EventMovedOnline"),
    ],
)
def test_rescheduled_is_said_with_the_former_date_and_only_then(status, has_moved, expected):
    former = paris(2026, 9, 1, 18) if has_moved else None
    data = described(status=status, previous_start=former)
    assert data["eventStatus"] == f"https://schema.org/{expected}"
    assert data.get("previousStartDate") == ("2026-09-01T18:00:00+02:00" if has_moved else None)


def test_an_event_moved_online_and_to_another_day_says_both():
    data = described(status="moved-online", previous_start=paris(2026, 9, 1, 18))
    assert data["eventStatus"] == [
        "https://schema.org/EventRescheduled",
        "https://schema.org/EventMovedOnline",
    ]


def test_an_event_that_came_back_to_its_first_date_has_not_moved():
    data = described(previous_start=paris(2026, 10, 17, 18))
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert "previousStartDate" not in data


def test_a_cancelled_event_says_so_in_its_name():
    assert described(status="cancelled")["name"] == "ANNULÉ — Puits"


@pytest.mark.parametrize(
    ("fields", "attendance", "types"),
    [
        ({}, "Offline", "Place"),
        ({"mode": "online"}, "Online", "VirtualLocation"),
        ({"mode": "online", "place": None}, "Online", "VirtualLocation"),
        ({"status": "moved-online"}, "Online", "VirtualLocation"),
        ({"mode": "hybrid"}, "Mixed", ["Place", "VirtualLocation"]),
        ({"mode": "hybrid", "place": None}, "Mixed", "VirtualLocation"),
        ({"place": None}, "Offline", None),
    ],
)
def test_where_one_takes_part(fields, attendance, types):
    data = described(**fields)
    location = data.get("location")
    assert data["eventAttendanceMode"].endswith(f"/{attendance}EventAttendanceMode")
    if isinstance(location, list):
        assert [each["@type"] for each in location] == types
    else:
        assert (location and location["@type"]) == types


def test_online_one_is_led_to_the_public_link_else_to_the_page():
    assert described(mode="online")["location"]["url"] == URL
    link = "https://visio.example/puits"
    assert described(mode="online", online_link=link)["location"]["url"] == link


def test_a_place_without_a_postal_code_is_not_said_to_be_in_france():
    address = described(place=Place(name="Mairie", town="Bamako"))["location"]["address"]
    assert address == {"@type": "PostalAddress", "addressLocality": "Bamako"}


@pytest.mark.parametrize(
    ("words", "free", "price"),
    [
        ("Gratuit", True, "0"),
        ("Entrée libre et gratuite.", True, "0"),
        ("10 €", False, "10.00"),
        ("7,50 euros", False, "7.50"),
        ("0 €", True, "0.00"),
    ],
)
def test_a_price_without_doubt_is_an_offer(words, free, price):
    data = described(price=words)
    assert data["isAccessibleForFree"] is free
    assert data["offers"] == {"@type": "Offer", "price": price, "priceCurrency": "EUR", "url": URL}


@pytest.mark.parametrize(
    "words", ["", "30 € pour les membres, 60 € pour les autres", "Gratuit pour les membres"]
)
def test_a_price_in_doubt_is_left_out(words):
    assert not {"isAccessibleForFree", "offers"} & described(price=words).keys()


# -- In the page ---------------------------------------------------------------------------------


@given(title=st.lists(st.sampled_from(NASTY) | st.text(max_size=5), max_size=8).map("".join))
def test_no_title_closes_the_block_and_every_title_reads_back(title):
    data = described(title=title, summary=title)
    html = f"<head>{json_ld.script(data)}</head><p>après</p>"
    assert blocks_of(html) == [data]
    inside = html.removeprefix('<head><script type="application/ld+json">')
    assert not set("<>&\u2028\u2029") & set(inside.partition("</script>")[0])


@pytest.mark.django_db
def test_the_page_describes_the_event_and_the_network_apart(client):
    OfficeFactory(name="Bureaux à Lille", street="5 rue Jules de Vicq")
    page = EventPageFactory(
        title="</script>\u2028<b>",
        image=ImageFactory(file__width=1300, file__height=700),
        organisers=[OrganiserFactory(name="Tinkaré", link="https://tinkare.example")],
        registration_email="camille@perso.example",
        registration_phone="06 12 34 56 78",
        contact_email="camille@perso.example",
        contact_phone="06 12 34 56 78",
    )
    network, data = blocks_of(client.get(page.get_url()).content.decode())
    assert (network["@type"], data["@type"]) == ("NGO", "Event")
    assert data["name"] == "</script>\u2028<b>"
    assert data["url"] == page.full_url
    assert data["image"][0].startswith("http://testserver/media/images/")
    assert data["organizer"] == [
        {"@type": "Organization", "name": "Tinkaré", "url": "https://tinkare.example"}
    ]
    assert "perso.example" not in json.dumps([network, data])
    assert "06 12" not in json.dumps([network, data])


@pytest.mark.django_db
def test_every_event_of_the_demo_holds_what_search_engines_require(client):
    call_command("load_demo", verbosity=0)
    for page in EventPage.objects.live():
        network, data = map(expanded, blocks_of(client.get(page.get_url()).content.decode()))
        assert data["@type"] == ["https://schema.org/Event"]
        required = {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "image"}
        assert required <= data.keys(), page
        assert data["image"][0]["@id"].startswith("http://testserver/")
        assert network["@type"] == ["https://schema.org/NGO"]
        # Offices are the network's; the place of an event is the event's own.
        names = {each["@value"] for office in network["address"] for each in office[NAME]}
        assert names == {"Bureaux à Lille", "Bureaux à Amiens"}
        assert not names & {name["@value"] for at in data["location"] for name in at.get(NAME, [])}
        assert "location" not in network


@pytest.mark.django_db
def test_a_draft_and_an_event_never_saved_can_be_previewed():
    draft = EventPageFactory(live=False, title="Brouillon")
    new = EventPage(title="Nouveau", slug="nouveau", starts_at=paris(2026, 10, 17, 18))
    draft.get_parent().add_child(instance=new)
    new.pk = new.id = None
    for event in (draft, new):
        response = event.make_preview_request()
        _, data = blocks_of(response.render().content.decode())
        assert response.status_code == 200
        assert data["name"] == event.title
