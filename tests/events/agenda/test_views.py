"""What the agenda says of what it lists, how it leads from one list to another."""

from datetime import date, timedelta

import pytest
import time_machine

from events.agenda.filter import ALL, PAST, AgendaFilter
from events.agenda.results import counted
from site_lianes.core.models import Theme
from tests.events.agenda.reading import (
    ask,
    elements,
    heading,
    links,
    listed_titles,
    query_of,
    words,
)
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_many_events,
)

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 8, 15)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


# -- How many, in words --------------------------------------------------------------------------

MONTH = AgendaFilter(month=date(2026, 11, 1))
APRIL = AgendaFilter(month=date(2027, 4, 1))
DAYS = AgendaFilter(first_day=date(2026, 5, 3), last_day=date(2026, 5, 5))
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("total", "asked", "said"),
    [
        (0, AgendaFilter(), "Aucune rencontre à venir"),
        (1, AgendaFilter(), "1 rencontre à venir"),
        (2, AgendaFilter(), "2 rencontres à venir"),
        (1204, AgendaFilter(), "1\u202f204 rencontres à venir"),
        (0, AgendaFilter(period=PAST), "Aucune rencontre passée"),
        (1, AgendaFilter(period=PAST), "1 rencontre passée"),
        (1204567, AgendaFilter(period=PAST), "1\u202f204\u202f567 rencontres passées"),
        (0, AgendaFilter(period=ALL), "Aucune rencontre"),
        (1, AgendaFilter(period=ALL), "1 rencontre"),
        (999, AgendaFilter(period=ALL), "999 rencontres"),
        (1204, AgendaFilter(period=ALL), "1\u202f204 rencontres"),
        (0, AgendaFilter(period="2019"), "Aucune rencontre en 2019"),
        (14, AgendaFilter(period="2019"), "14 rencontres en 2019"),
        (1, MONTH, "1 rencontre en novembre 2026"),
        (0, APRIL, "Aucune rencontre en avril 2027"),
        (3, DAYS, "3 rencontres du 3 au 5 mai 2026"),
        (3, DAYS.in_period(PAST), "3 rencontres passées du 3 au 5 mai 2026"),
        (1, AgendaFilter(first_day=MAY, last_day=MAY), "1 rencontre le 1er mai 2026"),
        (2, AgendaFilter(first_day=MAY, last_day=JUNE), "2 rencontres du 1er mai au 1er juin 2026"),
        (0, AgendaFilter(first_day=MAY), "Aucune rencontre à partir du 1er mai 2026"),
        (2, AgendaFilter(last_day=MAY), "2 rencontres jusqu’au 1er mai 2026"),
    ],
)
def test_the_number_is_said_in_words(total, asked, said):
    assert counted(total, asked) == said


def test_the_number_is_the_heading_and_stands_in_the_title_of_the_window(client):
    EventPageFactory(starts_at=paris(2026, 11, 9, 18))
    response = ask(client, "?mois=2026-11")
    assert heading(response) == "1 rencontre en novembre 2026"
    (title,) = elements(next(elements(response.tree, "head")), "title")
    assert words(title).startswith("1 rencontre en novembre 2026 – Agenda – ")


# -- The archive ---------------------------------------------------------------------------------


@pytest.fixture
def archive() -> None:
    """Past events of three years, one of 2026 to come and one of 2027."""
    water = ThemeFactory(slug="eau", name="eau")
    EventPageFactory(title="février 2019", starts_at=paris(2019, 2, 9, 18), themes=[water])
    EventPageFactory(title="mai 2019", starts_at=paris(2019, 5, 9, 18))
    EventPageFactory(title="2024", starts_at=paris(2024, 5, 9, 18))
    EventPageFactory(title="mars 2026", starts_at=paris(2026, 3, 9, 18), themes=[water])
    EventPageFactory(title="novembre 2026", starts_at=paris(2026, 11, 9, 18))
    EventPageFactory(title="2027", starts_at=paris(2027, 1, 9, 18), themes=[water])


def years(client, query: str) -> list[tuple[str, str]]:
    """The links of the archive to its years: their words and queries."""
    tree = ask(client, query).tree
    navs = elements(tree, "nav", **{"aria-label": "Archives par année"})
    return [(text, query_of(link)) for nav in navs for link, text in links(nav).items()]


def test_the_archive_has_its_years_the_latest_first_with_their_numbers(client, archive):
    assert years(client, "?periode=passes") == [
        ("2026 (2)", "?periode=2026"),
        ("2024 (1)", "?periode=2024"),
        ("2019 (2)", "?periode=2019"),
    ]
    assert years(client, "?periode=2019&theme=eau") == [
        ("2026 (1)", "?theme=eau&periode=2026"),
        ("2019 (1)", "?theme=eau&periode=2019"),
    ]
    assert years(client, "") == years(client, "?periode=toutes") == []


def test_the_archive_lists_what_is_past_the_latest_first(client, archive):
    past = ["mars 2026", "2024", "mai 2019", "février 2019"]
    assert listed_titles(ask(client, "?periode=passes")) == past


def test_a_year_of_the_archive_lists_it_whole_the_latest_first(client, archive):
    response = ask(client, "?periode=2026")
    assert heading(response) == "2 rencontres en 2026"
    assert listed_titles(response) == ["novembre 2026", "mars 2026"]
    (current,) = elements(response.tree, "nav", **{"aria-label": "Archives par année"})
    assert list(links(current, **{"aria-current": "true"}).values()) == ["2026 (2)"]


@pytest.mark.parametrize(
    ("query", "spans"),
    [
        ("", ["Novembre 2026", "Janvier 2027"]),
        ("?periode=passes", ["2026", "2024", "2019"]),
        ("?periode=2019", ["Mai 2019", "Février 2019"]),
        ("?theme=eau&periode=toutes", ["Février 2019", "Mars 2026", "Janvier 2027"]),
        ("?mois=2026-11", []),
    ],
)
def test_the_list_is_told_by_month_and_the_whole_archive_by_year(client, archive, query, spans):
    titles = [words(each) for each in elements(ask(client, query).tree, "h2")]
    assert [title for title in titles if title[-4:].isdecimal() and "renc" not in title] == spans


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("?theme=eau&periode=2019", ["?theme=eau", "?theme=eau&mois=2027-01"]),
        ("?theme=eau&mois=2026-03", ["?theme=eau", "?theme=eau&mois=2027-01"]),
        ("?du=2026-11-01", ["", "?mois=2026-11"]),
    ],
)
def test_the_views_hold_the_choices(client, archive, query, queries):
    (nav,) = elements(ask(client, query).tree, "nav", **{"aria-label": "Vues de l’agenda"})
    choices = "theme=eau&" if "theme" in query else ""
    assert [query_of(each) for each in links(nav)] == [*queries, f"?{choices}periode=passes"]


# -- Nothing found -------------------------------------------------------------------------------


def offers(client, query: str) -> list[tuple[str, str, int]]:
    """What an empty list offers; each offer lists as many events as it says."""
    response = ask(client, query)
    assert heading(response).startswith("Aucune rencontre")
    shown = links(response.tree)
    found = response.context["agenda"].wider
    for way in found:
        assert way.label in shown[f"/agenda/{way.query}"].replace("\u202f", " ")
        number = heading(ask(client, way.query)).partition(" ")[0]
        assert number == str(way.count)
    return [(way.label, way.query, way.count) for way in found]


def test_an_empty_list_offers_to_drop_each_filter_in_turn(client):
    water, health = ThemeFactory(slug="eau", name="eau"), ThemeFactory(slug="sante", name="santé")
    lille, amiens = PlaceFactory(postal_code="59000"), PlaceFactory(postal_code="80000")
    for starts_at in (paris(2026, 11, 9, 18), paris(2026, 11, 10, 18), paris(2019, 11, 9, 18)):
        EventPageFactory(themes=[water], place=lille, starts_at=starts_at)
    EventPageFactory(themes=[health], place=amiens, starts_at=paris(2026, 11, 11, 18))
    assert offers(client, "?theme=eau&territoire=somme") == [
        ("Sans « eau »", "?territoire=somme", 1),
        ("Sans « Somme »", "?theme=eau", 2),
    ]
    assert offers(client, "?theme=sante&territoire=somme&periode=2019") == [
        ("À toutes les dates", "?theme=sante&territoire=somme&periode=toutes", 1),
    ]
    assert offers(client, "?theme=eau&du=2026-12-01") == [
        ("Sans « à partir du 1er décembre 2026 »", "?theme=eau", 2),
        ("À toutes les dates", "?theme=eau&periode=toutes", 3),
    ]
    assert offers(client, "?theme=sante&periode=passes") == [
        ("Sans « santé »", "?periode=passes", 1),
        ("À toutes les dates", "?theme=sante&periode=toutes", 1),
    ]


def test_when_nothing_can_be_dropped_alone_the_whole_agenda_is_offered(client):
    ThemeFactory(slug="eau"), ThemeFactory(slug="sante")
    EventPageFactory(place=None)
    assert offers(client, "?theme=eau&territoire=somme") == []
    assert links(ask(client, "?theme=eau&territoire=somme").tree)["/agenda/"]


def test_an_agenda_without_events_says_that_they_will_come(client):
    EventIndexPageFactory()
    text = ask(client).content.decode()
    assert "Les prochaines rencontres seront annoncées ici." in text


def test_an_agenda_with_nothing_to_come_says_so_and_leads_to_what_was(client):
    EventPageFactory(starts_at=paris(2019, 10, 17, 18))
    text = ask(client).content.decode()
    assert "Les prochaines rencontres seront annoncées ici." in text
    assert "À toutes les dates" in text


# -- Choices -------------------------------------------------------------------------------------


def test_a_merged_theme_is_found_at_its_former_address(client):
    water = ThemeFactory(slug="eau", name="eau")
    Theme.objects.create(slug="puits", name="puits", merged_into=water)
    EventPageFactory(title="forage", themes=[water])
    EventPageFactory(title="autre")
    response = ask(client, "?theme=puits")
    assert listed_titles(response) == ["forage"]
    assert response.context["form"].notices == []
    assert response.context["canonical_query"] == "?theme=eau"


def test_an_organiser_that_is_not_offered_can_be_asked_for(client):
    organisers = OrganiserFactory.create_batch(20)
    rare = OrganiserFactory(name="Ville de Lille")
    make_many_events(
        [{"starts_at": NOW + timedelta(days=1), "organisers": organisers}] * 2
        + [{"title": "rare", "starts_at": NOW + timedelta(days=2), "organisers": [rare]}]
    )
    (offered,) = (
        each for each in ask(client).context["agenda"].facets if each.name == "organisateur"
    )
    assert len(offered.options) == 20
    assert "ville-de-lille" not in [option.value for option in offered.options]
    response = ask(client, "?organisateur=ville-de-lille")
    assert listed_titles(response) == ["rare"]
    (offered,) = (each for each in response.context["agenda"].facets if each.name == "organisateur")
    assert ("ville-de-lille", "Ville de Lille", 1, True) in offered.options
