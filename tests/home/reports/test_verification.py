"""Pages that age, and saying that they are still true."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import ContentPage, Verification
from tests.factories import EventPageFactory, GroupPageFactory, home_page, make_user
from tests.staff_screens import lines, links, panels, titles

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 15, 10, tzinfo=UTC)
REPORT = "/admin/rapports/a-verifier/"


@pytest.fixture
def staff(client):
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user("Rédaction"))
        verify(home_page(), 2026, 10, 1)
        yield client


def page(title: str, *published: int, **fields) -> ContentPage:
    moment = timezone.make_aware(datetime(*published, 9)) if published else None  # noqa: DTZ001
    page = ContentPage(title=title, last_published_at=moment, **fields)
    return home_page().add_child(instance=page)


def verify(page, *day: int, by=None) -> None:
    on = datetime(*day, tzinfo=UTC).date()
    Verification.objects.update_or_create(
        page_id=page.pk, defaults={"verified_on": on, "verified_by": by}
    )


def address(page) -> str:
    return f"/admin/a-verifier/{page.pk}/"


def test_pages_of_text_are_due_after_six_months(staff):
    page("Ancienne", 2026, 4, 15)
    page("Récente", 2026, 4, 16)
    page("Jamais publiée d’ici")
    page("Brouillon", 2020, 1, 1, live=False)
    verify(page("Vérifiée depuis", 2019, 5, 2), 2026, 4, 16)
    verify(page("Vérifiée autrefois", 2026, 10, 14), 2025, 3, 1)
    EventPageFactory(last_published_at=timezone.make_aware(datetime(2020, 1, 1)))  # noqa: DTZ001
    due = ["Jamais publiée d’ici", "Vérifiée autrefois", "Ancienne"]
    response = staff.get(REPORT, follow=True)
    assert response.redirect_chain == [(f"{REPORT}?due=due", 302)]
    assert titles(response) == due
    panel = panels(staff)["3 pages à vérifier"]
    assert [line[0] for line in lines(panel)] == due
    assert titles(staff.get(links(panel)[-1], follow=True)) == due
    everything = titles(staff.get(REPORT, {"due": ""}))
    assert everything[:3] == due
    assert {*everything[3:]} == {"Récente", "Vérifiée depuis", home_page().title}


def test_a_line_says_when_and_by_whom(staff):
    page("Jamais publiée d’ici")
    page("Ancienne", 2026, 1, 1)
    user = make_user("Publication", "awa")
    user.first_name, user.last_name = "Awa", "Traoré"
    user.save()
    verify(page("Autrefois", 2020, 1, 1), 2026, 3, 1, by=user)
    assert lines(panels(staff)["3 pages à vérifier"]) == [
        ["Jamais publiée d’ici", "Jamais vérifiée"],
        ["Ancienne", "Jamais vérifiée, publiée le 1er janvier 2026"],
        ["Autrefois", "Vérifiée le 1er mars 2026, Awa Traoré"],
    ]


def test_one_says_that_a_page_was_verified_today(staff):
    old = page("Ancienne", 2026, 1, 1)
    response = staff.post(address(old), {"next": "/admin/"}, follow=True)
    assert response.redirect_chain == [("/admin/", 302)]
    assert "« Ancienne » est vérifiée." in response.content.decode()
    assert not [heading for heading in panels(staff) if "à vérifier" in heading]
    old.refresh_from_db()
    assert old.verification.verified_on == timezone.localdate()
    assert old.verification.verified_by.username == "camille"
    [entry] = PageLogEntry.objects.filter(action="home.verify")
    assert (entry.page_id, entry.user.username) == (old.pk, "camille")
    history = staff.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Page vérifiée" in history


def test_looking_at_the_screen_changes_nothing(staff):
    old = page("Ancienne", 2026, 1, 1)
    source = staff.get(address(old)).content.decode()
    assert "Jamais vérifiée, publiée le 1er janvier 2026." in source
    assert not Verification.objects.filter(page=old).exists()


def test_neither_a_revision_nor_a_copy_brings_a_day_along(staff):
    old = page("Ancienne", 2026, 1, 1)
    before = old.save_revision()
    staff.post(address(old))
    before.publish()
    old.refresh_from_db()
    assert old.verification.verified_on == timezone.localdate()
    copy = old.copy(update_attrs={"slug": "copie"})
    assert not Verification.objects.filter(page=copy).exists()


def test_the_form_of_a_page_leads_there_and_that_of_an_event_does_not(staff):
    for text in (page("Ancienne", 2026, 1, 1), GroupPageFactory(), home_page()):
        assert address(text) in staff.get(f"/admin/pages/{text.pk}/edit/").content.decode()
    for other in (page("Brouillon", live=False), EventPageFactory()):
        assert address(other) not in staff.get(f"/admin/pages/{other.pk}/edit/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_does_not_age_cannot_be_verified(staff, method):
    for other in (page("Brouillon", live=False), EventPageFactory()):
        assert getattr(staff, method)(address(other)).status_code == 404
    assert getattr(staff, method)("/admin/a-verifier/999999/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_verifies_a_page_that_he_may_not_change(staff, method):
    old = page("Ancienne", 2026, 1, 1)
    user = make_user("Rédaction", "sami")
    user.groups.get().page_permissions.update(page=GroupPageFactory())
    staff.force_login(user)
    assert getattr(staff, method)(address(old))["Location"] == "/admin/"
    staff.logout()
    assert "/admin/login/" in getattr(staff, method)(address(old))["Location"]
    assert not Verification.objects.filter(page=old).exists()


def test_no_other_site_is_led_to(staff):
    old = page("Ancienne", 2026, 1, 1)
    response = staff.post(address(old), {"next": "https://elsewhere.example/"})
    assert response["Location"] == REPORT


def test_three_lines_cost_as_many_queries_as_one(staff):
    def fill(number: int) -> None:
        user = make_user("Publication", f"awa{number}")
        verify(page(f"Page {number}", 2020, 1, 1), 2020, 1, 2, by=user)

    def cost() -> int:
        staff.get(REPORT, {"due": "due"})
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(REPORT, {"due": "due"}).status_code == 200
        return len(queries)

    fill(1)
    one = cost()
    fill(2)
    fill(3)
    assert cost() == one
    assert one <= 15
