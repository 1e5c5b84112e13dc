"""The agenda and the groups as the staff finds them."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from openpyxl import load_workbook

from events.choices import Status
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
    ImageFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)
from tests.staff_screens import menu, titles, words

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 15, 12)
LIST, GROUPS = "/admin/agenda/", "/admin/groupes/"


@pytest.fixture
def staff(client):
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user("Rédaction"))
        yield client


def event(title: str, days: int, **fields):
    starts_at = NOW.replace(hour=18) + timedelta(days=days)
    return EventPageFactory(title=title, starts_at=starts_at, **fields)


def rows(response) -> list[list[str]]:
    page = html.fromstring(response.content.decode())
    table = page.find_class("staff-table")[0]
    cells = [line.xpath("td") for line in table.xpath("tbody/tr")]
    return [[words(cell) for cell in line[2:]] for line in cells]


# -- The list ------------------------------------------------------------------------------------


def test_the_menu_opens_what_is_to_come_the_nearest_first(staff):
    event("Plus tard", 9)
    event("Bientôt", 2)
    event("Passée", -2)
    assert menu(staff)["Agenda"] == LIST
    response = staff.get(LIST, follow=True)
    assert response.redirect_chain == [(f"{LIST}?period=upcoming", 302)]
    assert titles(response) == ["Bientôt", "Plus tard"]
    assert titles(staff.get(LIST, {"period": ""})) == ["Plus tard", "Bientôt", "Passée"]


def test_a_line_says_when_where_about_what_and_what_has_become_of_it(staff):
    place = PlaceFactory(name="Espace Somme", town="Amiens")
    themes = [ThemeFactory(name="eau"), ThemeFactory(name="culture")]
    event("Annulée", 3, place=place, themes=themes, status=Status.CANCELLED)
    event("En préparation", 2, status=Status.MOVED_ONLINE, live=False)
    assert rows(staff.get(LIST, {"period": "upcoming"})) == [
        [
            "Samedi 17 octobre 2026 de 18h00 à 20h00",
            "En ligne",
            "",
            "Déplacé en ligne",
            "Status actuel de la page : brouillon",
        ],
        [
            "Dimanche 18 octobre 2026 de 18h00 à 20h00",
            "Espace Somme, Amiens",
            "eau, culture",
            "Annulé",
            "Status actuel de la page : publiée",
        ],
    ]


def test_the_same_list_stands_below_the_agenda_in_the_tree(staff):
    agenda = EventIndexPageFactory()
    event("Plus tard", 9)
    event("Bientôt", 2)
    response = staff.get(f"/admin/pages/{agenda.pk}/", {"period": "upcoming"})
    assert titles(response) == ["Bientôt", "Plus tard"]
    assert rows(response)[0][:2] == [
        "Samedi 17 octobre 2026 de 18h00 à 20h00",
        str(response.context["object_list"][0].place),
    ]


# -- Filters, search, order ----------------------------------------------------------------------


@pytest.fixture
def agenda(staff):
    """A list with one event for each filter to find."""
    water, group = ThemeFactory(name="eau"), GroupPageFactory(title="Groupe pays Mali")
    author = make_user("Publication", "awa")
    event("a", -40, themes=[water], image=ImageFactory(), participants=3)
    event("b", -2, group=group, status=Status.CANCELLED)
    event("c", 0, live=False, owner=author, themes=[water, ThemeFactory()], ends_at=None)
    event("d", 12, status=Status.POSTPONED, summary="Un forage.", has_unpublished_changes=True)
    scheduled = event("e", 40, live=False, image=ImageFactory(), themes=[ThemeFactory()])
    scheduled.save_revision(approved_go_live_at=NOW + timedelta(days=1))
    return {"theme": water.pk, "group": group.pk, "owner": author.pk}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "edcba"),
        ("period=past", "ba"),
        ("period=upcoming", "cde"),
        ("period=upcoming&ordering=-starts_at", "edc"),
        ("day_from=15/10/2026&day_to=27/10/2026", "dc"),
        ("day_from=16/10/2026", "ed"),
        ("day_to=14/10/2026", "ba"),
        ("theme={theme}", "ca"),
        ("status=cancelled&status=postponed", "db"),
        ("published=live", "dba"),
        ("published=draft", "ec"),
        ("published=changed", "d"),
        ("published=scheduled", "e"),
        ("group={group}", "b"),
        ("owner={owner}", "c"),
        ("lacking=theme", "d"),
        ("lacking=theme&lacking=image", "dc"),
        ("lacking=minutes", ""),
        ("theme={theme}&period=past", "a"),
        ("q=forage", "d"),
        ("q=forage&period=past", ""),
        ("ordering=title", "abcde"),
        ("ordering=-status", "decab"),
        ("ordering=nonsense", "edcba"),
    ],
)
def test_what_one_looks_for_is_found(staff, agenda, query, found):
    query = f"period=&{query}" if "period" not in query else query
    assert "".join(titles(staff.get(f"{LIST}?{query.format(**agenda)}"))) == found


def test_a_search_knows_french_and_keeps_to_the_filters_and_the_order(staff):
    theme = ThemeFactory()
    event("Forages solaires", 9, themes=[theme], place=None)
    event("Un forage au Mali", 2, themes=[theme], place=None)
    event("Le forage passé", -2, themes=[theme])
    event("Autre chose", 3, themes=[theme], place=None)
    query = {"q": "forage", "period": "upcoming", "theme": theme.pk, "lacking": "place"}
    for ordering, found in {
        "starts_at": ["Un forage au Mali", "Forages solaires"],
        "title": ["Forages solaires", "Un forage au Mali"],
        "-status": ["Un forage au Mali", "Forages solaires"],
    }.items():
        assert titles(staff.get(LIST, query | {"ordering": ordering})) == found
    assert {*titles(staff.get(LIST, query))} == {"Un forage au Mali", "Forages solaires"}


@pytest.mark.parametrize("name", ["period", "day_from", "theme", "status", "group", "owner"])
@pytest.mark.parametrize("value", ["nope", "9" * 30, "-1", "\0", "é" * 5000])
def test_what_means_nothing_filters_nothing(staff, name, value):
    event("Rencontre", 2)
    assert titles(staff.get(LIST, {name: value})) == ["Rencontre"]


@pytest.mark.parametrize("days", ["01/01/0001", "31/12/9999"])
def test_days_that_no_calendar_reaches(staff, days):
    event("Rencontre", 2)
    assert staff.get(LIST, {"day_from": days, "day_to": days}).status_code == 200


# -- Tables --------------------------------------------------------------------------------------


def test_the_list_is_exported_as_it_is_filtered_and_no_title_is_a_formula(staff):
    group = GroupPageFactory(title="Groupe pays Mali")
    place = PlaceFactory(name="Espace Somme", town="Amiens")
    event("=1+1", 2, place=place, themes=[ThemeFactory(name="eau")], group=group)
    event("Passée", -2)
    headings = ["Titre", "Date", "Lieu", "Thèmes", "Statut", "Publication", "Groupe", "Auteur"]
    said = [
        "Samedi 17 octobre 2026 de 18h00 à 20h00",
        "Espace Somme, Amiens",
        "eau",
        "Maintenu",
        "publiée",
        "Groupe pays Mali",
    ]
    response = staff.get(LIST, {"period": "upcoming", "export": "csv"})
    assert "agenda.csv" in response["Content-Disposition"]
    table = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert table == [headings, ["'=1+1", *said, ""]]
    response = staff.get(LIST, {"period": "upcoming", "export": "xlsx"})
    workbook = load_workbook(BytesIO(b"".join(response.streaming_content)))
    heading, line = workbook.active.iter_rows()
    assert [cell.value for cell in heading] == headings
    assert [cell.value for cell in line][:7] == ["=1+1", *said]
    assert line[0].data_type == "s"


# -- Groups --------------------------------------------------------------------------------------


def test_a_group_says_how_many_meetings_it_had_and_the_next_one(staff):
    mali = GroupPageFactory(title="Groupe pays Mali")
    GroupPageFactory(title="Groupe eau", kind="thematic", live=False)
    for days in (-3, 4, 9):
        event(f"Le {days + 15}", days, group=mali)
    event("Brouillon", 1, group=mali, live=False)
    assert rows(staff.get(GROUPS)) == [
        ["Groupe thématique", "0", "", "Status actuel de la page : brouillon"],
        ["Groupe pays", "3", "19 octobre 2026", "Status actuel de la page : publiée"],
    ]
    assert titles(staff.get(GROUPS, {"kind": "country"})) == ["Groupe pays Mali"]
    assert titles(staff.get(GROUPS, {"q": "mali", "ordering": "meetings"})) == ["Groupe pays Mali"]


# -- What a list costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST + "?period=upcoming", GROUPS, LIST + "?q=rencontre"])
def test_three_lines_cost_as_many_queries_as_one(client, address):
    """For who may publish: of others, Wagtail asks twice a line whether they may delete it."""
    client.force_login(make_user("Publication"))

    def fill(number: int) -> None:
        event(
            f"Rencontre {number}",
            number,
            themes=ThemeFactory.create_batch(2),
            group=GroupPageFactory(),
            owner=make_user("Publication", f"awa{number}"),
        )

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    fill(1)
    one = cost()
    fill(2)
    fill(3)
    assert cost() == one
    assert one <= 35
