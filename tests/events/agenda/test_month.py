"""The month as a table, and the months that lead to one another."""

from datetime import date

import pytest
import time_machine

from events.agenda.month import EVENTS_A_DAY
from events.models import EventPage
from tests.events.agenda.reading import (
    ask,
    elements,
    head,
    heading,
    links,
    listed_titles,
    query_of,
    words,
)
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, ThemeFactory
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 8, 15)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def event(title: str, starts_at, ends_at=None, **facts) -> EventPage:
    return EventPageFactory(title=title, starts_at=starts_at, ends_at=ends_at, **facts)


def cells(response) -> dict[str, str]:
    """What each day of the table says, by its date."""
    table = next(elements(response.tree, "table"))
    found = {}
    for cell in elements(table, "td"):
        for day in elements(cell, "time"):
            found.setdefault(dict(day.attributes)["datetime"], words(cell))
    return found


def days_of(client, title: str, month: str) -> list[int]:
    """The days of a month on which an event stands."""
    found = cells(ask(client, f"?mois={month}"))
    return [date.fromisoformat(day).day for day, said in found.items() if title in said]


def test_the_month_is_a_table_with_a_caption_and_headers(client):
    event("puits", paris(2026, 10, 17, 18))
    response = ask(client, "?mois=2026-10")
    (table,) = elements(response.tree, "table")
    (caption,) = elements(table, "caption")
    assert words(caption) == "Octobre 2026"
    headers = list(elements(table, "th"))
    assert {dict(header.attributes).get("scope") for header in headers} == {"col"}
    names = [dict(next(elements(each, "abbr")).attributes)["title"] for each in headers]
    assert names == ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    assert list(cells(response)) == [f"2026-10-{day:02}" for day in range(1, 32)]
    rows = [list(elements(row, "td")) for row in elements(table, "tr")]
    assert [len(row) for row in rows] == [0, 7, 7, 7, 7, 7]
    assert [bool(list(elements(cell, "time"))) for cell in rows[1]] == [False] * 3 + [True] * 4


def test_the_link_of_an_event_says_its_full_date(client):
    puits = event("puits", paris(2026, 10, 17, 18), paris(2026, 10, 17, 21))
    (table,) = elements(ask(client, "?mois=2026-10").tree, "table")
    date_in_words = "samedi 17 octobre 2026 de 18h00 à 21h00"
    assert links(table) == {puits.get_url(): f"puits, {date_in_words}"}


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"starts_at": paris(2026, 10, 7, 18)}, "passé"),
        ({"starts_at": paris(2026, 10, 17, 18), "status": "cancelled"}, "Annulé"),
        ({"starts_at": paris(2026, 10, 17, 18), "status": "postponed"}, "Reporté"),
        ({"starts_at": paris(2026, 10, 17, 18), "status": "moved-online"}, "Déplacé en ligne"),
    ],
)
def test_what_is_past_or_changed_is_said_in_words(client, facts, word):
    event("puits", **facts)
    said = cells(ask(client, "?mois=2026-10"))[f"{facts['starts_at']:%Y-%m-%d}"]
    assert said.endswith(word)


def test_what_visitors_share_says_what_is_past_and_which_day_it_is(client):
    event("puits", paris(2026, 10, 8, 18))
    with as_visitors():
        for now, is_past in (
            (NOW, False),
            (paris(2026, 10, 8, 18), False),
            (paris(2026, 10, 9), True),
        ):
            with time_machine.travel(now, tick=False):
                said = cells(ask(client, "?mois=2026-10"))
            marked = [day for day, words in said.items() if "aujourd’hui" in words]
            assert marked == [f"{now:%Y-%m-%d}"]
            assert said["2026-10-08"].endswith("passé") == is_past


def test_what_is_to_come_as_announced_says_nothing_more(client):
    event("puits", paris(2026, 10, 17, 18))
    said = cells(ask(client, "?mois=2026-10"))["2026-10-17"]
    assert said.endswith("puits, samedi 17 octobre 2026 à 18h00")


def test_today_is_marked_in_words_and_for_machines(client):
    event("puits", paris(2026, 10, 17, 18))
    response = ask(client, "?mois=2026-10")
    marked = [day for day, said in cells(response).items() if "aujourd’hui" in said]
    assert marked == ["2026-10-08"]
    (cell,) = elements(response.tree, "td", **{"aria-current": "date"})
    assert "aujourd’hui" in words(cell)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "all_day", "days"),
    [
        (paris(2026, 10, 17, 18), paris(2026, 10, 17, 21), False, [17]),
        (paris(2026, 10, 17, 18), paris(2026, 10, 18), False, [17]),
        (paris(2026, 10, 17, 18), paris(2026, 10, 18, 0, 1), False, [17, 18]),
        (paris(2026, 10, 17, 18), paris(2026, 10, 19), False, [17, 18]),
        (paris(2026, 10, 17, 18), None, False, [17]),
        (paris(2026, 10, 17), paris(2026, 10, 17), False, [17]),
        (paris(2026, 10, 17), paris(2026, 10, 19), True, [17, 18, 19]),
        (paris(2026, 10, 24, 18), paris(2026, 10, 25, 23, 59), False, [24, 25]),
        (paris(2026, 9, 28), paris(2026, 10, 3), True, [1, 2, 3]),
        (paris(2026, 10, 30, 9), paris(2026, 11, 2, 17), False, [30, 31]),
        (paris(2026, 9, 1), paris(2026, 12, 31), True, list(range(1, 32))),
    ],
)
def test_an_event_stands_on_all_its_days(client, starts_at, ends_at, all_day, days):
    event("puits", starts_at, ends_at, all_day=all_day)
    assert days_of(client, "puits", "2026-10") == days


def test_what_begins_on_a_day_stands_before_what_has_been_going_on_for_months(client):
    for number in range(EVENTS_A_DAY):
        event(f"exposition {number}", paris(2026, 9, 1), paris(2026, 12, 31), all_day=True)
    event("assemblée", paris(2026, 10, 17, 18), paris(2026, 10, 17, 21))
    assert days_of(client, "assemblée", "2026-10") == [17]


def test_an_event_across_the_new_year_is_found_in_both_years_and_months(client):
    event("réveillon", paris(2026, 12, 31, 22), paris(2027, 1, 1, 2))
    assert days_of(client, "réveillon", "2026-12") == [31]
    assert days_of(client, "réveillon", "2027-01") == [1]
    for year in ("2026", "2027"):
        assert listed_titles(ask(client, f"?periode={year}")) == ["réveillon"]


def test_an_event_that_ends_at_midnight_is_in_no_later_month(client):
    event("veillée", paris(2026, 10, 31, 20), paris(2026, 11, 1))
    event("autre", paris(2026, 12, 1, 20))
    assert days_of(client, "veillée", "2026-11") == []
    assert heading(ask(client, "?mois=2026-11")) == "Aucune rencontre en novembre 2026"


def test_a_full_day_leads_to_the_list_of_the_day_which_holds_the_filter(client):
    water = ThemeFactory(slug="eau")
    for hour in range(10, 15):
        event(f"à {hour} h", paris(2026, 10, 17, hour), themes=[water])
    event("autre thème", paris(2026, 10, 17, 9), themes=[ThemeFactory()])
    event("la veille", paris(2026, 10, 16, 9), themes=[water])
    response = ask(client, "?theme=eau&mois=2026-10")
    said = cells(response)["2026-10-17"]
    assert [hour for hour in range(10, 15) if f"à {hour} h" in said] == [10, 11, 12]
    (table,) = elements(response.tree, "table")
    ((address, text),) = (each for each in links(table).items() if "du=" in each[0])
    assert text == "et 2 autres rencontres le samedi 17 octobre 2026"
    assert query_of(address) == "?theme=eau&du=2026-10-17&au=2026-10-17"
    assert listed_titles(ask(client, query_of(address))) == [
        f"à {hour} h" for hour in range(10, 15)
    ]


def test_three_events_a_day_are_all_in_the_table(client):
    for hour in range(10, 13):
        event(f"à {hour} h", paris(2026, 10, 17, hour))
    said = cells(ask(client, "?mois=2026-10"))["2026-10-17"]
    assert "autre" not in said
    assert all(f"à {hour} h" in said for hour in range(10, 13))


# -- From month to month -------------------------------------------------------------------------


@pytest.fixture
def year() -> None:
    water = ThemeFactory(slug="eau")
    for month in (3, 6, 10, 12):
        event(f"mois {month}", paris(2026, month, 17, 18), themes=[water] if month > 3 else [])


def neighbours(client, query: str) -> list[str]:
    tree = ask(client, query).tree
    return [
        *(f"< {query_of(link)}" for link in links(tree, rel="prev")),
        *(f"> {query_of(link)}" for link in links(tree, rel="next")),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?mois=2026-10", ["< ?mois=2026-06", "> ?mois=2026-12"]),
        ("?mois=2026-08", ["< ?mois=2026-06", "> ?mois=2026-10"]),
        ("?mois=2026-03", ["> ?mois=2026-06"]),
        ("?mois=2026-12", ["< ?mois=2026-10"]),
        ("?theme=eau&mois=2026-06", ["> ?theme=eau&mois=2026-10"]),
        ("?theme=eau&mois=2026-12", ["< ?theme=eau&mois=2026-10"]),
    ],
)
def test_the_neighbours_are_the_nearest_months_with_such_events(client, year, query, expected):
    assert neighbours(client, query) == expected


def test_the_links_say_which_month_they_lead_to(client, year):
    tree = ask(client, "?mois=2026-10").tree
    assert list(links(tree, rel="prev").values()) == ["Mois précédent, Juin 2026"]
    assert list(links(tree, rel="next").values()) == ["Mois suivant, Décembre 2026"]


@pytest.mark.parametrize(
    "month", ["2026-02", "2027-01", "1999-12", "9999-12", "0001-01", "0202-05", "0203-01"]
)
def test_a_month_outside_the_range_of_events_is_not_found(client, year, month):
    ask(client, f"?mois={month}", status=404)


def test_an_agenda_without_events_has_no_month(client):
    EventIndexPageFactory()
    ask(client, "?mois=2026-10", status=404)
    assert ask(client).context["month_to_open"] is None


@pytest.mark.parametrize("query", ["?mois=2026-08", "?theme=eau&mois=2026-03"])
def test_a_month_without_events_says_so_and_leads_on(client, year, query):
    response = ask(client, query)
    assert heading(response).startswith("Aucune rencontre en ")
    assert neighbours(client, query)
    assert head(client, query) == (query, False)
    text = response.content.decode()
    assert "Les prochaines rencontres seront annoncées ici" not in text
    assert [way.label for way in response.context["agenda"].wider][-1] == "À toutes les dates"


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ("", "?mois=2026-10"),
        ("?periode=2026", "?mois=2026-10"),
        ("?theme=eau&du=2026-03-01", "?theme=eau&mois=2026-10"),
    ],
)
def test_the_view_by_month_opens_on_this_month_and_holds_the_filter(client, year, query, opened):
    assert ask(client, query).context["month_to_open"].query == opened


def test_the_view_by_month_opens_on_the_next_month_with_events_else_on_the_last(client, year):
    with time_machine.travel(paris(2026, 11, 8, 15), tick=False):
        assert ask(client).context["month_to_open"].query == "?mois=2026-12"
    with time_machine.travel(paris(2027, 11, 8, 15), tick=False):
        assert ask(client).context["month_to_open"].query == "?mois=2026-12"


def test_months_are_indexed_under_their_own_address(client, year):
    assert head(client, "?mois=2026-10&theme=eau") == ("?theme=eau&mois=2026-10", True)
    assert head(client, "?page=2&periode=passes&mois=2026-10") == ("?mois=2026-10", True)
