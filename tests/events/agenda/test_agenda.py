"""The agenda's list and its filter, as a visitor asks for them."""

from datetime import datetime

import pytest
from wagtail.models import PageViewRestriction

from events.agenda.results import EVENTS_PER_PAGE
from events.dates import PARIS
from tests.events.agenda.reading import listed_titles
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def agenda(client, query: str = ""):
    return client.get(f"/agenda/{query}").context["agenda"]


def test_upcoming_events_come_first_and_past_ones_are_an_archive(client):
    EventPageFactory(title="à venir")
    EventPageFactory(title="2019", starts_at=datetime(2019, 10, 17, 18, tzinfo=PARIS))
    EventPageFactory(title="2023", starts_at=datetime(2023, 1, 12, 14, tzinfo=PARIS))
    assert listed_titles(client.get("/agenda/")) == ["à venir"]
    archive = client.get("/agenda/?periode=passes")
    assert listed_titles(archive) == ["2023", "2019"]


def test_filter_by_several_themes_lists_events_that_carry_any_of_them(client):
    education = ThemeFactory(slug="education", name="éducation")
    water = ThemeFactory(slug="eau-et-assainissement", name="eau et assainissement")
    EventPageFactory(title="école", themes=[education])
    EventPageFactory(title="puits", themes=[water, education])
    EventPageFactory(title="autre", themes=[ThemeFactory()])
    response = client.get("/agenda/?theme=education&theme=eau-et-assainissement")
    assert sorted(listed_titles(response)) == ["puits", "école"]
    labels = [way.label for way in response.context["agenda"].removable]
    assert labels == ["eau et assainissement", "éducation"]


def test_each_theme_says_how_many_events_choosing_it_would_list(client):
    water = ThemeFactory(slug="eau", name="eau")
    EventPageFactory.create_batch(2, themes=[water])
    ThemeFactory(slug="inutile", name="inutile")
    (themes,) = (each for each in agenda(client).facets if each.name == "theme")
    assert themes.options == [("eau", "eau", 2, False)]


def test_pages_of_twenty_keep_the_filter(client):
    water = ThemeFactory(slug="eau")
    EventPageFactory.create_batch(EVENTS_PER_PAGE + 1, themes=[water])
    first = client.get("/agenda/?theme=eau")
    assert len(listed_titles(first)) == EVENTS_PER_PAGE
    assert 'href="?theme=eau&amp;page=2#resultats"' in first.content.decode()
    assert len(listed_titles(client.get("/agenda/?theme=eau&page=2"))) == 1


def test_empty_agenda_says_so(client):
    EventIndexPageFactory()
    assert "Aucune rencontre à venir" in client.get("/agenda/").content.decode()


def test_an_event_restricted_to_some_people_is_in_no_list(client):
    event = EventPageFactory(title="réservée", group=GroupPageFactory())
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    for address in ("/agenda/", "/", event.group.get_url()):
        assert "réservée" not in client.get(address).content.decode()
