"""What the home of the admin says of the agenda."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
from tests.staff_screens import lines, links, panels, titles

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 15, 12)
NOTHING = "Cette semaine"


@pytest.fixture
def officer(client):
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user("Publication"))
        yield client


def event(title: str, days: int, **fields):
    starts_at = NOW.replace(hour=18) + timedelta(days=days)
    return EventPageFactory(title=title, starts_at=starts_at, **fields)


def whole(title: str, days: int, **fields):
    place = PlaceFactory(name="Espace Somme", town="Amiens")
    said = {"place": place, "image": ImageFactory(), "themes": [ThemeFactory()]}
    return event(title, days, **said | fields)


def test_a_quiet_week_is_said_and_nothing_else(officer):
    EventIndexPageFactory()
    whole("Dans huit jours", 7)
    found = panels(officer)
    assert "Aucune rencontre dans les sept jours" in found[NOTHING].text_content()
    assert not [heading for heading in found if "rencontre" in heading]


def test_the_week_from_today_on(officer):
    whole("Hier", -1, participants=9)
    whole("Dernier jour", 6, live=False)
    whole("Ce soir", 0, status=Status.CANCELLED)
    week = panels(officer)["2 rencontres dans les sept jours"]
    assert lines(week) == [
        ["Ce soir", "Jeudi 15 octobre 2026 de 18h00 à 20h00", "Espace Somme, Amiens", "Annulé"],
        [
            "Dernier jour",
            "brouillon",
            "Mercredi 21 octobre 2026 de 18h00 à 20h00",
            "Espace Somme, Amiens",
        ],
    ]
    *pages, the_list = links(week)
    assert titles(officer.get(the_list)) == ["Dernier jour", "Ce soir"]
    for page in pages:
        assert officer.get(page).status_code == 200


def test_what_is_to_complete_before_the_event(officer):
    whole("Complète", 9)
    event("Sans rien", 30, place=None)
    whole("Sans image", 20, image=None)
    panel = panels(officer)["2 rencontres à venir sans lieu, thème ou image"]
    assert lines(panel) == [
        ["Sans image", "Mercredi 4 novembre 2026 de 18h00 à 20h00", "Il manque : image"],
        [
            "Sans rien",
            "Samedi 14 novembre 2026 de 18h00 à 20h00",
            "Il manque : lieu, thème et image",
        ],
    ]
    assert titles(officer.get(links(panel)[-1])) == ["Sans image", "Sans rien"]


def test_what_took_place_and_has_no_minutes(officer):
    event("Racontée", -5, participants=12)
    event("La plus ancienne", -80)
    event("La dernière", -2)
    panel = panels(officer)["2 rencontres passées sans compte rendu"]
    assert [line[0] for line in lines(panel)] == ["La dernière", "La plus ancienne"]
    assert links(panel)[0].endswith("/edit/#tab-compte_rendu")
    assert titles(officer.get(links(panel)[-1])) == ["La dernière", "La plus ancienne"]


def test_five_lines_at_most_and_the_number_of_all(officer):
    for number in range(7):
        event(f"Rencontre {number}", -number - 1)
    assert len(lines(panels(officer)["7 rencontres passées sans compte rendu"])) == 5


def test_who_writes_has_them_too_and_who_only_keeps_images_none(client):
    with time_machine.travel(NOW, tick=False):
        event("Sans image", 9)
        client.force_login(make_user("Rédaction"))
        assert "1 rencontre à venir sans lieu, thème ou image" in panels(client)
        user = make_user("Rédaction", "sami")
        for permission in user.groups.get().page_permissions.all():
            permission.delete()
        client.force_login(user)
        assert panels(client) == {}


def test_three_of_each_cost_as_many_queries_as_one(officer):
    def fill():
        group = GroupPageFactory()
        for when, days in (("avant", -3), ("après", 3)):
            event(f"{group}, {when}", days, group=group, themes=ThemeFactory.create_batch(2))

    def cost() -> int:
        officer.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            assert len(panels(officer)) >= 3
        return len(queries)

    fill()
    one = cost()
    fill()
    fill()
    assert cost() == one
    assert one <= 45
