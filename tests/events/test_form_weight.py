"""What the form of an event costs: its bytes and its queries, with a demo's words and with many."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Country, EventIndexPage, EventPage, Organiser
from site_lianes.core.models import Theme
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    ImageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

BYTES, QUERIES = 250_000, 40


def demo() -> EventPage:
    call_command("load_demo")
    return EventPage.objects.filter(
        title="Groupe Pays Mali", event_organisers__sort_order=1
    ).first()


def many() -> EventPage:
    """60 countries, 18 themes, 500 places; the event has three of what it can have several of."""
    EventIndexPageFactory()
    PlaceFactory.create_batch(500)
    OrganiserFactory.create_batch(100)
    CountryFactory.create_batch(60)
    ThemeFactory.create_batch(18)
    return EventPageFactory(
        themes=list(Theme.objects.all()[:3]),
        countries=list(Country.objects.all()[:3]),
        organisers=list(Organiser.objects.all()[:3]),
        image=ImageFactory(),
    )


@pytest.mark.parametrize("make", [demo, many])
def test_the_form_is_light_and_asks_little(client, make):
    event = make()
    client.force_login(make_user("Publication"))
    agenda = EventIndexPage.objects.get()
    for address in (
        reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk]),
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(address).content
        assert len(html) <= BYTES
        assert len(queries) <= QUERIES


@pytest.mark.parametrize("size", [1, 3])
def test_as_many_queries_for_one_organiser_or_theme_as_for_three(client, size):
    event = EventPageFactory(
        themes=ThemeFactory.create_batch(size),
        countries=CountryFactory.create_batch(size),
        organisers=OrganiserFactory.create_batch(size),
    )
    client.force_login(make_user("Publication"))
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == 34


def test_what_somebody_wrote_keeps_its_white_space(client):
    event = EventPageFactory(search_description="Une ligne,\n    puis une autre.")
    client.force_login(make_user("Publication"))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert "Une ligne,\n    puis une autre." in html
