"""What is published, or taken off the site, at an hour that is set already."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from tests.events.test_dates import paris
from tests.factories import EventPageFactory, GroupPageFactory, make_user
from tests.staff_screens import lines, links, panels, titles

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 15, 12)
REPORT = "/admin/rapports/programmees/"


@pytest.fixture
def officer(client):
    with time_machine.travel(NOW, tick=False):
        client.force_login(make_user("Publication"))
        yield client


def scheduled(title: str, hours: int, **fields):
    page = EventPageFactory(title=title, live=False, **fields)
    page.go_live_at = NOW + timedelta(hours=hours)
    page.save_revision().publish()
    return page


def test_nothing_is_scheduled(officer):
    EventPageFactory()
    assert titles(officer.get(REPORT)) == []
    assert "Aucune publication n’est programmée." in officer.get(REPORT).content.decode()
    assert not [heading for heading in panels(officer) if "programmée" in heading]


def test_the_nearest_hour_first_of_what_comes_and_of_what_goes(officer):
    scheduled("Demain", 24)
    GroupPageFactory(title="Bientôt retirée", expire_at=NOW + timedelta(hours=3))
    GroupPageFactory(title="Déjà retirée", live=False, expire_at=NOW - timedelta(hours=3))
    panel = panels(officer)["2 publications programmées"]
    assert lines(panel) == [
        ["Bientôt retirée", "retirée le jeudi 15 octobre 2026 à 15h00"],
        ["Demain", "brouillon", "paraît le vendredi 16 octobre 2026 à 12h00"],
    ]
    assert titles(officer.get(links(panel)[-1])) == ["Bientôt retirée", "Demain"]


def test_an_hour_that_has_passed_says_that_the_timer_does_not_run(officer):
    scheduled("En retard", 1)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        [[*_, said]] = lines(panels(officer)["1 publication programmée"])
        assert said == "aurait dû paraître le jeudi 15 octobre 2026 à 13h00"
        call_command("publish_scheduled")
        assert titles(officer.get(REPORT)) == []


def test_only_who_publishes_reads_it(officer):
    scheduled("Demain", 24)
    officer.force_login(make_user("Rédaction", "sami"))
    assert officer.get(REPORT).status_code == 302
    assert not [heading for heading in panels(officer) if "programmée" in heading]
