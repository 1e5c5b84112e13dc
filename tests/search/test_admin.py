"""The screens of the staff about the search."""

import csv
from datetime import date, timedelta
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.models import AskedWords
from tests.factories import home_page, make_user
from tests.staff_screens import menu

pytestmark = pytest.mark.django_db

REPORT = "/admin/recherche/"
PROMOTE = "/admin/recherche/mettre-en-avant/"
OURS = ["Ce que l’on cherche", "Synonymes", "Résultats mis en avant"]


@pytest.fixture
def officer(client):
    client.force_login(make_user("Publication"))
    return client


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def asked(words: str, times: int = 1, found: int = 1, days: int = 0, key: str = "") -> None:
    AskedWords.objects.create(
        key=key or words, words=words, times=times, found=found, day=ago(days)
    )


def lines(client, **query: str) -> list[tuple[str, int, int, date]]:
    response = client.get(REPORT, query)
    assert response.status_code == 200
    rows = response.context["object_list"]
    return [(row["last_words"], row["asked"], row["last_found"], row["last_day"]) for row in rows]


def text(client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


# -- The menu ------------------------------------------------------------------------------------


def test_an_officer_opens_each_screen_from_the_menu(officer):
    found = menu(officer)
    assert [found[label] for label in OURS] == [
        REPORT,
        "/admin/snippets/search/synonyms/",
        "/admin/searchpicks/",
    ]
    for label in OURS:
        assert officer.get(found[label]).status_code == 200


def test_wagtail_s_own_entries_are_not_there_besides(admin_client):
    found = menu(admin_client)
    assert {*OURS, "Rapports", "Paramètres", "Historique du Site"} <= {*found}
    assert not {"Termes de recherche", "Résultats de recherche améliorés", "Fragments"} & {*found}


def test_who_only_writes_has_none_of_it(client):
    client.force_login(make_user("Rédaction"))
    assert not {*OURS, "Recherche"} & {*menu(client)}
    for address in (REPORT, REPORT + "lignes/", PROMOTE):
        assert client.get(address).status_code == 302


def test_these_rights_can_be_given_to_other_groups(admin_client):
    page = text(admin_client, reverse("wagtailusers_groups:add"))
    for words in ("recherche des visiteurs", "liste de synonymes", "rechercher une promotion"):
        assert words in page.lower()


# -- What is looked for --------------------------------------------------------------------------


def test_a_query_is_one_line_whatever_the_days_and_the_accents(officer):
    asked("assemblée générale", times=2, found=3, days=9, key="assemblee generale")
    asked("assemblee generale", times=5, found=4, days=2, key="assemblee generale")
    asked("mali", times=6, found=0)
    assert lines(officer) == [
        ("assemblee generale", 7, 4, ago(2)),
        ("mali", 6, 0, ago(0)),
    ]


def test_a_search_on_the_site_is_a_line(officer):
    visitor = Client()
    visitor.get("/recherche/", {"q": "Forage solaire"})
    visitor.get("/recherche/", {"q": "awa@exemple.fr"})
    assert lines(officer) == [("forage solaire", 1, 0, ago(0))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["d", "c", "b", "a"]),
        ({"period": "7"}, ["b", "a"]),
        ({"period": "30"}, ["c", "b", "a"]),
        ({"found": "0"}, ["d", "b"]),
        ({"found": "0", "period": "30"}, ["b"]),
        ({"ordering": "asked"}, ["a", "b", "c", "d"]),
        ({"ordering": "-last_found"}, ["c", "a", "b", "d"]),
        ({"ordering": "last_day"}, ["d", "c", "b", "a"]),
        ({"ordering": "key"}, ["a", "b", "c", "d"]),
        ({"ordering": "nonsense", "period": "x", "found": "x"}, ["d", "c", "b", "a"]),
        ({"q": "C"}, ["c"]),
    ],
)
def test_lines_are_chosen_and_sorted(officer, query, found):
    asked("a", times=1, found=4, days=0)
    asked("b", times=2, found=0, days=6)
    asked("c", times=3, found=5, days=29)
    asked("d", times=4, found=0, days=300)
    assert [line[0] for line in lines(officer, **query)] == found


def test_a_period_counts_its_own_days_alone(officer):
    asked("mali", times=2, days=3)
    asked("mali", times=40, days=60)
    assert [line[1] for line in lines(officer, period="7")] == [2]


def test_what_found_nothing_once_and_finds_now_is_not_in_vain(officer):
    asked("mali", found=0, days=3)
    asked("mali", found=2)
    assert lines(officer, found="0") == []


def test_a_line_leads_to_what_can_be_done(officer):
    asked("eau & santé")
    page = text(officer, REPORT)
    for address in (
        "/recherche/?q=eau+%26+sant%C3%A9",
        PROMOTE + "?query_string=eau+%26+sant%C3%A9",
        "/admin/snippets/search/synonyms/add/?expressions=eau+%26+sant%C3%A9",
    ):
        assert f'href="{address}"' in page
        assert officer.get(address).status_code == 200


def test_words_are_shown_as_text(officer):
    asked("<script>x</script>")
    assert "<script>x</script>" not in officer.get(REPORT).content.decode()


def test_nothing_looked_for_yet(officer):
    assert "Personne n’a encore rien cherché." in text(officer, REPORT)
    asked("mali", found=1)
    assert "Aucune recherche ne répond à ces critères." in text(officer, REPORT, found="0")


def test_many_lines_take_as_many_queries_as_one(officer, django_assert_max_num_queries):
    asked("mali")
    officer.get(REPORT)
    for number in range(60):
        asked(f"mot {number}")
    with django_assert_max_num_queries(12):
        officer.get(REPORT)


def test_opening_the_report_forgets_what_is_more_than_a_year_old(officer):
    asked("mali", days=366)
    assert lines(officer) == []
    assert not AskedWords.objects.exists()


def test_the_report_is_exported_and_no_word_is_a_formula(officer):
    asked("=1+1", times=3, found=0)
    asked("mali", times=2, found=5)
    heading = ["Mots cherchés", "Fois", "Résultats", "Dernière fois"]
    today = ago(0)
    response = officer.get(REPORT, {"export": "csv"})
    assert "ce-que-l-on-cherche.csv" in response["Content-Disposition"]
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert rows == [
        heading,
        ["'=1+1", "3", "0", str(today)],
        ["mali", "2", "5", str(today)],
    ]
    content = b"".join(officer.get(REPORT, {"export": "xlsx"}).streaming_content)
    [first, second, third] = load_workbook(BytesIO(content)).active.iter_rows()
    assert [cell.value for cell in first] == heading
    assert [cell.value for cell in third[:3]] == ["mali", 2, 5]
    assert second[0].data_type == "s"


# -- Promoted results ----------------------------------------------------------------------------


def test_an_officer_promotes_a_page_for_what_was_looked_for(officer):
    assert 'value="forage solaire"' in text(officer, PROMOTE, query_string="forage solaire")
    formset = {"editors_picks-TOTAL_FORMS": "1", "editors_picks-INITIAL_FORMS": "0"}
    pick = {"page": home_page().pk, "description": "Tout sur les puits.", "ORDER": "1"}
    officer.post(
        reverse("wagtailsearchpromotions:add"),
        {"query_string": "Forage solaire"}
        | formset
        | {f"editors_picks-0-{name}": value for name, value in pick.items()},
    )
    [promotion] = SearchPromotion.objects.all()
    assert (promotion.query.query_string, promotion.page_id) == ("forage solaire", home_page().pk)


def test_a_query_with_promoted_results_already_opens_them(officer):
    query = Query.get("forage solaire")
    SearchPromotion.objects.create(query=query, page=home_page())
    response = officer.get(PROMOTE, {"query_string": "Forage  Solaire"})
    assert response["Location"] == f"/admin/searchpicks/{query.pk}/"
    assert officer.get(response["Location"]).status_code == 200
