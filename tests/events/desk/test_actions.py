"""The first steps, at the top of the admin's home."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from tests.factories import EventIndexPageFactory, EventPageFactory, GroupPageFactory, make_user
from tests.staff_screens import words

pytestmark = pytest.mark.django_db

COPY = "/admin/rencontres/copier/"


@pytest.fixture(params=["Rédaction", "Publication"])
def staff(request, client):
    client.force_login(make_user(request.param))
    return client


def actions(client) -> html.HtmlElement | None:
    page = html.fromstring(client.get("/admin/").content.decode())
    return next(iter(page.find_class("staff-actions")), None)


def in_days(days: int):
    return timezone.now() + timedelta(days=days)


def test_each_leads_to_its_screen(staff):
    EventIndexPageFactory()
    buttons = {words(link): link.get("href") for link in actions(staff).iter("a")}
    assert list(buttons) == ["Nouvelle rencontre", "Coller un événement", "Importer des rencontres"]
    for address in buttons.values():
        assert staff.get(address).status_code == 200


def test_nothing_can_be_begun_without_an_agenda(staff):
    assert actions(staff) is None


def test_groups_without_a_meeting_are_not_offered(staff):
    held = GroupPageFactory(title="Groupe pays Mali")
    EventPageFactory(group=held)
    GroupPageFactory(title="Groupe sans rencontre")
    options = [words(option) for option in actions(staff).iter("option")]
    assert options == ["Choisir un groupe", "Groupe pays Mali"]


def test_the_last_meeting_of_a_group_is_copied(staff):
    group = GroupPageFactory()
    EventPageFactory(group=group, starts_at=in_days(-60))
    last = EventPageFactory(title="La prochaine", group=group, starts_at=in_days(9))
    EventPageFactory(group=group, starts_at=in_days(2))
    EventPageFactory(group=GroupPageFactory(), starts_at=in_days(90))
    response = staff.get(COPY, {"group": group.agenda_slug})
    assert response["Location"] == f"/admin/pages/{last.pk}/copy/"
    assert "La prochaine" in staff.get(response["Location"]).content.decode()


@pytest.mark.parametrize("value", ["", "0", "abc", "9" * 30, "\0"])
def test_no_such_group(staff, value):
    EventIndexPageFactory()
    page = staff.get(COPY, {"group": value}, follow=True)
    assert page.redirect_chain == [("/admin/", 302)]
    assert "Choisissez un groupe qui a déjà une rencontre." in page.content.decode()


def test_a_group_without_a_meeting_says_so(staff):
    EventIndexPageFactory()
    page = staff.get(COPY, {"group": GroupPageFactory().agenda_slug}, follow=True)
    assert "Choisissez un groupe qui a déjà une rencontre." in page.content.decode()


def test_the_screen_of_a_group_offers_it(staff):
    group = GroupPageFactory()
    page = staff.get(f"/admin/pages/{group.pk}/edit/").content.decode()
    assert f'href="{COPY}?group={group.agenda_slug}"' in page
    event = EventPageFactory()
    assert COPY not in staff.get(f"/admin/pages/{event.pk}/edit/").content.decode()


def test_who_may_add_no_page_copies_none(client):
    group = GroupPageFactory()
    EventPageFactory(group=group)
    user = make_user("Rédaction")
    user.groups.get().page_permissions.all().delete()
    client.force_login(user)
    assert actions(client) is None
    assert client.get(COPY, {"group": group.agenda_slug})["Location"] == "/admin/"
