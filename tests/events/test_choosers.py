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


@pytest.mark.parametrize("model", ["place", "organiser"])
def test_what_an_event_uses_cannot_be_deleted_one_by_one_or_in_bulk(client, model):
    place, organiser = PlaceFactory(), OrganiserFactory()
    EventPageFactory(place=place, organisers=[organiser])
    used = {"place": place, "organiser": organiser}[model]
    client.force_login(make_user("Publication"))
    one = client.post(f"/admin/snippets/events/{model}/delete/{used.pk}/", follow=True)
    client.post(f"/admin/bulk/events/{model}/delete/?id={used.pk}")
    assert "ne peut pas être supprimé" in one.content.decode()
    used.refresh_from_db()


def test_a_draft_that_names_a_deleted_place_can_still_be_opened(client):
    event = EventPageFactory()
    draft = event.get_latest_revision_as_object()
    draft.place = PlaceFactory()
    draft.save_revision()
    client.force_login(make_user("Publication"))
    client.post(f"/admin/snippets/events/place/delete/{draft.place.pk}/")
    assert not Place.objects.filter(pk=draft.place.pk).exists()
    assert client.get(f"/admin/pages/{event.pk}/edit/").status_code == 200
