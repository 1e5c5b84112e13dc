"""The agenda's list and its filter, as a visitor asks for them."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from events.dates import PARIS
from events.models.index import EVENTS_PER_PAGE
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    FunderFactory,
    GroupPageFactory,
    OfficeFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

# Site, home page, agenda, view restrictions; funders; themes, their counts, number of events,
# events with their places, their themes.
AGENDA_QUERIES = 10


def titles(response) -> list[str]:
    return [event.title for event in response.context["events"]]


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("query", ["", "?theme=eau", "?periode=passes"])
def test_agenda_costs_at_most_the_same_queries_whatever_it_lists(
    client, django_assert_max_num_queries, size, query
):
    theme = ThemeFactory(slug="eau")
    FunderFactory.create_batch(size)
    OfficeFactory.create_batch(size)
    for days in (-5, 5):
        EventPageFactory.create_batch(
            size, themes=[theme], starts_at=timezone.now() + timedelta(days=days)
        )
    client.get("/agenda/")
    with django_assert_max_num_queries(AGENDA_QUERIES) as queries:
        client.get(f"/agenda/{query}")
    assert len(queries) == AGENDA_QUERIES


def test_upcoming_events_come_first_and_past_ones_are_an_archive_by_year(client):
    EventPageFactory(title="à venir")
    EventPageFactory(title="2019", starts_at=datetime(2019, 10, 17, 18, tzinfo=PARIS))
    EventPageFactory(title="2023", starts_at=datetime(2023, 1, 12, 14, tzinfo=PARIS))
    assert titles(client.get("/agenda/")) == ["à venir"]
    archive = client.get("/agenda/?periode=passes")
    assert titles(archive) == ["2023", "2019"]
    assert '<h2 id="span-1" class="agenda__span-title">2023</h2>' in archive.content.decode()


def test_filter_by_several_themes_lists_events_that_carry_any_of_them(client):
    education = ThemeFactory(slug="education", name="éducation")
    water = ThemeFactory(slug="eau-et-assainissement", name="eau et assainissement")
    EventPageFactory(title="école", themes=[education])
    EventPageFactory(title="puits", themes=[water, education])
    EventPageFactory(title="autre", themes=[ThemeFactory()])
    response = client.get("/agenda/?theme=education&theme=eau-et-assainissement")
    assert sorted(titles(response)) == ["puits", "école"]
    assert [theme for theme, _ in response.context["form"].chosen_themes] == [education, water]


def test_each_theme_says_how_many_events_choosing_it_would_list(client):
    water = ThemeFactory(slug="eau", name="eau")
    EventPageFactory.create_batch(2, themes=[water])
    ThemeFactory(slug="inutile", name="inutile")
    choices = client.get("/agenda/").context["form"].fields["theme"].choices
    assert choices == [("eau", "eau (2)")]


def test_pages_of_twenty_keep_the_filter(client):
    water = ThemeFactory(slug="eau")
    EventPageFactory.create_batch(EVENTS_PER_PAGE + 1, themes=[water])
    first = client.get("/agenda/?theme=eau")
    assert len(titles(first)) == EVENTS_PER_PAGE
    assert 'href="?theme=eau&amp;page=2"' in first.content.decode()
    assert len(titles(client.get("/agenda/?theme=eau&page=2"))) == 1


def test_unknown_theme_is_left_out_and_said(client):
    EventPageFactory(title="à venir")
    response = client.get("/agenda/?theme=nope")
    assert titles(response) == ["à venir"]
    assert "Un des thèmes demandés n’existe pas" in response.content.decode()


def test_empty_agenda_says_so(client):
    EventIndexPageFactory()
    assert "Aucune rencontre à venir" in client.get("/agenda/").content.decode()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.dictionaries(
        st.sampled_from(["theme", "periode", "page", "q", "x"]),
        st.lists(st.text(max_size=30), max_size=3),
    )
)
def test_no_query_ever_breaks_the_agenda(client, query):
    if not hasattr(client, "agenda"):
        client.agenda = EventIndexPageFactory()
    assert client.get("/agenda/", query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?theme=%00",
        "?periode=%00&page=%00",
        "?page=abc",
        "?page=99999999999999999999",
        "?page=-1",
        "?page=" + "9" * 5000,
        "?theme=" + "a" * 10_000,
        "?theme=%ff%fe",
        "?theme[]=1&theme=1&theme=1",
    ],
)
def test_malformed_values_list_the_agenda(client, query):
    EventPageFactory(title="à venir")
    response = client.get(f"/agenda/{query}")
    assert response.status_code == 200
    assert titles(response) == ["à venir"]


def test_an_event_restricted_to_some_people_is_in_no_list(client):
    event = EventPageFactory(title="réservée", group=GroupPageFactory())
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    for address in ("/agenda/", "/", event.group.get_url()):
        assert "réservée" not in client.get(address).content.decode()


# -- For search engines (point 23) ---------------------------------------------------------------


def head(client, query: str) -> tuple[str, bool]:
    """The canonical query of an answer, and whether search engines may list it."""
    html = client.get(f"/agenda/{query}").content.decode()
    address = html.partition('<link rel="canonical" href="')[2].partition('"')[0]
    is_hidden = '<meta name="robots" content="noindex, follow">' in html
    return address.replace("&amp;", "&").removeprefix("http://testserver/agenda/"), not is_hidden


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?periode=a-venir&page=", ""),
        ("?utm_source=lettre&x=1", ""),
        ("?theme=nope", ""),
        ("?theme=sante&theme=eau&theme=sante", "?theme=eau&theme=sante"),
        ("?page=1&theme=eau&periode=a-venir", "?theme=eau"),
        ("?x=1&periode=passes&theme=eau", "?theme=eau&periode=passes"),
    ],
)
def test_a_filter_set_has_one_address_however_it_was_asked_for(client, asked, canonical):
    themes = [ThemeFactory(slug="eau"), ThemeFactory(slug="sante")]
    EventPageFactory(themes=themes)
    EventPageFactory(themes=themes, starts_at=datetime(2019, 10, 17, 18, tzinfo=PARIS))
    assert head(client, asked) == (canonical, True)


def test_deep_pages_name_themselves_and_are_not_indexed(client):
    EventPageFactory.create_batch(EVENTS_PER_PAGE + 1)
    assert head(client, "") == ("", True)
    assert head(client, "?page=2") == ("?page=2", False)
    assert head(client, "?page=99") == ("?page=2", False)


def test_an_empty_filter_set_is_not_indexed_and_an_empty_agenda_is(client):
    ThemeFactory(slug="eau")
    EventIndexPageFactory()
    assert head(client, "") == ("", True)
    assert head(client, "?theme=eau") == ("?theme=eau", False)
    assert head(client, "?periode=passes") == ("?periode=passes", False)
