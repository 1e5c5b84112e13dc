"""What the form of an event costs: its bytes and its queries, with a demo's words and with many."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Country, EventIndexPage, EventPage, Organiser
from site_lianes.core.models import Theme
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
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


def with_words(size: int, **values: Any) -> EventPage:
    return EventPageFactory(
        themes=ThemeFactory.create_batch(size),
        countries=CountryFactory.create_batch(size),
        organisers=OrganiserFactory.create_batch(size),
        **values,
    )


def count_queries(client: Client, event: EventPage) -> int:
    client.force_login(make_user("Publication"))
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("size", [1, 3])
def test_as_many_queries_for_one_organiser_or_theme_as_for_three(client, size):
    assert count_queries(client, with_words(size)) == 34


def edited_since_published(size: int) -> EventPage:
    event = with_words(size, image=ImageFactory(), group=GroupPageFactory())
    event.save_revision(user=make_user("Publication", "alix")).publish()
    event.refresh_from_db()
    event.summary = "Ce qui n’est pas encore public."
    event.save_revision(user=make_user("Rédaction", "dominique"))
    return event


@pytest.mark.parametrize("size", [1, 3])
def test_no_more_queries_than_that_for_changes_that_are_not_public(client, size):
    assert count_queries(client, edited_since_published(size)) == 40


@pytest.mark.parametrize("size", [1, 3])
def test_nor_for_changes_that_name_what_was_merged_or_deleted(client, size):
    event = edited_since_published(size)
    event.place.delete()
    event.themes.first().delete()
    merged = Organiser.objects.first()
    merged.merged_into = OrganiserFactory()
    merged.save()
    assert count_queries(client, event) <= QUERIES


def test_the_screen_says_who_made_the_public_version_and_the_latest(client):
    event = edited_since_published(1)
    client.force_login(make_user("Publication"))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    for name in ("alix", "dominique"):
        assert f"par {name}" in html


def test_what_somebody_wrote_keeps_its_white_space(client):
    event = EventPageFactory(search_description="Une ligne,\n    puis une autre.")
    client.force_login(make_user("Publication"))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert "Une ligne,\n    puis une autre." in html
