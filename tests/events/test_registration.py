"""Registration: open until its deadline, and never for what is past or cancelled."""

from datetime import timedelta

import pytest
import time_machine

from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, PlaceFactory

pytestmark = pytest.mark.django_db

DEADLINE = paris(2026, 10, 13, 12)


@pytest.fixture
def event() -> EventPage:
    return EventPageFactory(
        starts_at=paris(2026, 10, 15, 18),
        ends_at=paris(2026, 10, 15, 20),
        registration_email="inscription@lianes.example",
        registration_deadline=DEADLINE,
        price="Gratuit",
    )


def read(client, event: EventPage, moment) -> str:
    with time_machine.travel(moment, tick=False):
        return " ".join(client.get(event.get_url()).content.decode().split())


def test_registration_is_open_until_its_deadline(client, event):
    html = read(client, event, DEADLINE - timedelta(seconds=1))
    assert "mailto:inscription@lianes.example" in html
    assert "jusqu’au 13 octobre 2026 à 12h00" in html


@pytest.mark.parametrize("minutes", [0, 60])
def test_registration_closes_at_its_deadline_and_says_since_when(client, event, minutes):
    html = read(client, event, DEADLINE + timedelta(minutes=minutes))
    assert "Les inscriptions sont closes depuis le 13 octobre 2026 à 12h00." in html
    assert "inscription@lianes.example" not in html


def test_a_past_event_offers_no_registration_at_all(client, event):
    html = read(client, event, paris(2026, 10, 15, 20))
    assert "nscription" not in html
    assert "Gratuit" not in html


def test_a_cancelled_event_offers_no_registration_at_all(client, event):
    event.status = "cancelled"
    event.save()
    assert "nscription" not in read(client, event, DEADLINE - timedelta(days=1))


def test_without_a_deadline_registration_is_open_until_the_end(client, event):
    event.registration_deadline = None
    event.save()
    assert "inscription@lianes.example" in read(client, event, paris(2026, 10, 15, 19))


def test_how_to_come_and_on_which_map(client):
    place = PlaceFactory(
        street="5 rue Jules de Vicq", postal_code="59000", town="Lille", access="Métro Fives."
    )
    html = client.get(EventPageFactory(place=place).get_url()).content.decode()
    assert "Métro Fives." in html
    assert "https://www.openstreetmap.org/search?query=5%20rue%20Jules" in html
    assert 'src="https://' not in html
