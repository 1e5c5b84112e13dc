"""What pages should say and do not."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from home.models import ContentPage
from tests.factories import (
    EventPageFactory,
    GroupPageFactory,
    ImageFactory,
    ThemeFactory,
    home_page,
    make_user,
)
from tests.staff_screens import menu

pytestmark = pytest.mark.django_db

REPORT = "/admin/rapports/manque/"


@pytest.fixture
def staff(client):
    home = home_page()
    home.introduction = "Un réseau."
    home.save()
    client.force_login(make_user("Rédaction"))
    return client


def text_page(title: str, **fields) -> ContentPage:
    return home_page().add_child(instance=ContentPage(title=title, **fields))


def whole(title: str, days: int = 3, **fields):
    said = {
        "starts_at": timezone.now() + timedelta(days=days),
        "themes": [ThemeFactory()],
        "image": ImageFactory(description="Un puits."),
        "summary": "Une soirée.",
    }
    return EventPageFactory(title=title, **said | fields)


def lines(client, **query) -> list[tuple[str, str]]:
    response = client.get(REPORT, query)
    assert response.status_code == 200
    table = response.context["table"]
    gaps = table.columns["lacking"]
    return [(page.title, gaps.get_value(page)) for page in table.data]


def test_whole_pages_are_not_in_it(staff):
    whole("Rencontre")
    text_page("Le réseau", introduction="Qui nous sommes.")
    text_page("Décrite pour les moteurs", search_description="Qui nous sommes.")
    assert lines(staff) == []
    assert "Rien ne manque." in staff.get(REPORT).content.decode()


def test_events_come_first_by_their_dates_then_pages(staff):
    text_page("Partenaires", image=ImageFactory(description=""))
    GroupPageFactory(title="Groupe pays Mali")
    whole("Plus tard", days=30, place=None, themes=[], summary="", image=None)
    whole("Bientôt", days=2, image=ImageFactory(description=""))
    whole("Racontée", days=-9, participants=4)
    whole("Passée", days=-8)
    assert lines(staff) == [
        ("Passée", "compte rendu"),
        ("Bientôt", "description de l’image"),
        ("Plus tard", "lieu, thème, image et résumé"),
        ("Groupe pays Mali", "introduction"),
        ("Partenaires", "introduction et description de l’image"),
    ]


def test_one_kind_of_gap_can_be_asked_for(staff):
    whole("Sans lieu", place=None)
    whole("Sans image", image=None)
    text_page("Partenaires")
    assert [title for title, _ in lines(staff, lacking="place")] == ["Sans lieu"]
    several = lines(staff, lacking=["place", "introduction"])
    assert [title for title, _ in several] == ["Sans lieu", "Partenaires"]
    assert lines(staff, lacking="alt") == []
    assert len(lines(staff, lacking="nonsense")) == 3


def test_each_line_leads_to_its_form(staff):
    event = whole("Sans lieu", place=None)
    address = f"/admin/pages/{event.pk}/edit/"
    assert f'href="{address}"' in staff.get(REPORT).content.decode()
    assert staff.get(address).status_code == 200


def test_it_shows_the_pages_that_one_may_change_alone(staff):
    whole("Sans lieu", place=None)
    mine = GroupPageFactory()
    user = make_user("Rédaction", "sami")
    user.groups.get().page_permissions.update(page=mine)
    staff.force_login(user)
    assert [title for title, _ in lines(staff)] == [mine.title]


def test_it_is_exported(staff):
    whole("=1+1", place=None)
    response = staff.get(REPORT, {"export": "csv"})
    assert "ce-qui-manque.csv" in response["Content-Disposition"]
    heading, line = csv.reader(StringIO(b"".join(response.streaming_content).decode()))
    assert heading == ["Page", "Il manque", "Date", "Type"]
    assert [line[0], line[1], line[3]] == ["'=1+1", "lieu", "Événement"]
    content = b"".join(staff.get(REPORT, {"export": "xlsx"}).streaming_content)
    [_, line] = load_workbook(BytesIO(content)).active.iter_rows()
    assert [cell.value for cell in line][:2] == ["=1+1", "lieu"]
    assert line[0].data_type == "s"


def test_three_lines_cost_as_many_queries_as_one(staff):
    def fill(number: int) -> None:
        whole(f"Rencontre {number}", place=None)
        text_page(f"Page {number}")

    def cost() -> int:
        staff.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            staff.get(REPORT)
        return len(queries)

    fill(1)
    one = cost()
    fill(2)
    fill(3)
    assert cost() == one
    assert one <= 15


def test_the_menu_leads_to_each_report(staff):
    found = menu(staff)
    assert found["Ce qui manque"] == REPORT
    assert found["Pages à vérifier"] == "/admin/rapports/a-verifier/"
    assert "Publications programmées" not in found
    staff.force_login(make_user("Publication", "awa"))
    assert menu(staff)["Publications programmées"] == "/admin/rapports/programmees/"
