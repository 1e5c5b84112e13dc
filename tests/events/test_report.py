"""After the event: the page turns from invitation into archive."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from events.models import EventPage
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> EventPage:
    document = get_document_model().objects.create(
        title="Diaporama", file=ContentFile(b"%PDF-1.4", name="diaporama.pdf")
    )
    return EventPageFactory(
        participants=25,
        decisions="<ul><li>Se revoir en octobre</li></ul>",
        minutes=[
            ("paragraph", "<p>Deux sujets sont sortis en tête.</p>"),
            ("documents", {"documents": [document]}),
        ],
    )


def read(client, event: EventPage, **away: int) -> str:
    with time_machine.travel(timezone.now() + timedelta(**away), tick=False):
        return " ".join(client.get(event.get_url()).content.decode().split())


def test_report_is_shown_once_the_event_is_past(client, event):
    html = read(client, event, days=2)
    for said in (
        "Cette rencontre a eu lieu.",
        "Compte rendu",
        "Environ 25 participants",
        "Deux sujets sont sortis en tête.",
        "Se revoir en octobre",
        "Diaporama",
    ):
        assert said in html


def test_report_waits_for_the_end_of_the_event(client, event):
    html = read(client, event, hours=1)
    for not_yet in ("a eu lieu", "Compte rendu", "participants", "Deux sujets", "Se revoir"):
        assert not_yet not in html


def test_past_event_without_a_report_says_only_that_it_took_place(client):
    html = read(client, EventPageFactory(), days=2)
    assert "Cette rencontre a eu lieu." in html
    assert "Compte rendu" not in html


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_did_not_take_place_is_not_said_to_have(client, status):
    assert "a eu lieu" not in read(client, EventPageFactory(status=status), days=2)


def test_event_put_off_to_another_day_took_place_on_that_day(client):
    event = EventPageFactory()
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    event.starts_at += timedelta(days=7)
    event.ends_at += timedelta(days=7)
    event.status = "postponed"
    event.save_revision().publish()
    assert "a eu lieu" in read(client, event, days=10)


def test_a_report_is_found_by_the_search(client, event):
    response = client.get("/recherche/", {"q": "revoir"})
    assert event.title in response.content.decode()
