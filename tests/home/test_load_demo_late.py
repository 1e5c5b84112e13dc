"""The demonstration comes to a site that has been visited, and again to one that was edited."""

import pytest
from django.core.management import call_command

from events.models import Country, Place
from home.models import NetworkSettings
from site_lianes.core.models import Theme

pytestmark = pytest.mark.django_db


def test_a_visit_before_it_and_edits_after_it_do_no_harm(client):
    client.get("/")
    call_command("load_demo", verbosity=0)
    assert NetworkSettings.objects.get().offices.count() == 2
    Theme.objects.filter(slug="sante").update(slug="soins")
    Country.objects.filter(slug="mali").update(slug="republique-du-mali")
    Place.objects.create(name="MRES", town="Lille")
    call_command("load_demo", verbosity=0)
