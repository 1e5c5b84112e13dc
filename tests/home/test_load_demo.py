from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page

from events.models import Country, EventPage, Mode, Place, Status
from home.models import NetworkSettings
from partners.models import Funder
from tests.shared_data import shared_by_module

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[1] / "data" / "groupe-pays-mali.txt"


demo = shared_by_module(partial(call_command, "load_demo", verbosity=0))


def test_every_page_answers(client, demo):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        response = client.get(page.get_url())
        assert response.status_code == 200
        assert response.context["page"] == page


def test_run_again_it_changes_nothing(demo):
    def state():
        pages = Page.objects.values_list("pk", "latest_revision", "title").order_by("pk")
        return list(pages), list(Funder.objects.values()), list(NetworkSettings.objects.values())

    before = state()
    call_command("load_demo", verbosity=0)
    assert state() == before


def test_what_staff_have_changed_is_left_alone(demo):
    Place.objects.filter(town="Orchies").update(access="Entrée par la cour")
    Funder.objects.filter(name="FONJEP").update(is_shown=False)
    NetworkSettings.objects.update(paragraph="Un autre texte")
    Page.objects.filter(slug="le-reseau").update(title="Qui sommes-nous")
    call_command("load_demo", verbosity=0)
    assert Place.objects.get(town="Orchies").access == "Entrée par la cour"
    assert not Funder.objects.get(name="FONJEP").is_shown
    assert NetworkSettings.objects.get().paragraph == "Un autre texte"
    assert Page.objects.get(slug="le-reseau").title == "Qui sommes-nous"


def test_demo_shows_every_state_of_an_event(demo):
    events = EventPage.objects.upcoming()
    assert set(events.values_list("status", flat=True)) == set(Status.values)
    assert set(events.values_list("mode", flat=True)) == set(Mode.values)
    assert events.filter(image=None).exists()
    assert events.exclude(image=None).exists()
    assert events.filter(all_day=True).exists()
    assert events.filter(ends_at=None).exists()
    assert max(len(event.title) for event in events) > 150


def test_demo_shows_what_changed(demo):
    changed = {
        event.status: event.changes[0].split()[0]
        for event in EventPage.objects.upcoming().exclude(status=Status.CONFIRMED)
    }
    assert changed == {
        "cancelled": "Annulé",
        "postponed": "Reporté",
        "moved-online": "Déplacé",
    }
    assert EventPage.objects.get(status=Status.POSTPONED).previous_starts_at


def test_demo_shows_a_report(demo):
    first_meeting = EventPage.objects.get(slug="groupe-pays-mali-2019-05")
    assert first_meeting.participants == 25
    assert first_meeting.has_report


def test_demo_knows_the_capital_of_every_country(demo):
    assert not Country.objects.filter(city="").exists()


def test_funders_stand_in_the_order_of_the_seed(demo):
    lines = SEED.read_text().replace("Agende", "Agence").replace("'", "’").splitlines()
    names = list(Funder.objects.shown().values_list("name", flat=True))
    assert names == [line for line in lines if line][-18:]
