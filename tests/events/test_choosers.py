import pytest

from events.models import Organiser, Place
from tests.factories import EventPageFactory, OrganiserFactory, PlaceFactory, make_user

pytestmark = pytest.mark.django_db

PLACES = "/admin/snippets/choose/events/place/"
ORGANISERS = "/admin/snippets/choose/events/organiser/"


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
def test_a_place_and_an_organiser_are_made_from_the_events_form(client, group):
    client.force_login(make_user(group))
    assert "Nouveau lieu" in client.get(PLACES).json()["html"]
    fields = {"name": "Salle", "town": "Roubaix", "postal_code": "59100"}
    place = client.post(f"{PLACES}create/", fields)
    assert place.json()["result"]["id"] == str(Place.objects.get(town="Roubaix").pk)
    organiser = client.post(f"{ORGANISERS}create/", {"name": "Tinkaré"})
    assert organiser.json()["result"]["id"] == str(Organiser.objects.get(name="Tinkaré").pk)


def test_a_refused_place_keeps_what_was_typed_and_says_why(client):
    client.force_login(make_user("Publication"))
    answer = client.post(
        f"{PLACES}create/",
        {"name": "Salle", "town": "Roubaix", "postal_code": "59 100"},
    ).json()
    assert 'value="Roubaix"' in answer["htmlFragment"]
    assert "Cinq chiffres, sans espace" in answer["htmlFragment"]
    assert not Place.objects.exists()


def test_choosers_offer_what_exists(client):
    client.force_login(make_user("Rédaction"))
    PlaceFactory(name="Salle Yser")
    OrganiserFactory(name="Comité Tinkaré")
    assert "Salle Yser" in client.get(PLACES).json()["html"]
    assert "Comité Tinkaré" in client.get(ORGANISERS).json()["html"]


def test_a_draft_that_names_a_deleted_place_can_still_be_opened(client):
    """The screens refuse to delete it; the code does not."""
    event = EventPageFactory()
    draft = event.get_latest_revision_as_object()
    draft.place = PlaceFactory()
    draft.save_revision()
    Place.objects.get(pk=draft.place.pk).delete()
    client.force_login(make_user("Publication"))
    assert client.get(f"/admin/pages/{event.pk}/edit/").status_code == 200
