"""What exists already is not made twice unseen: said by its name, and stored for who insists."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Country, Organiser, Place
from events.texts.folding import folded
from events.vocabulary.twins import twin_of
from tests.events.vocabulary.merging import edit_address
from tests.factories import CountryFactory, OrganiserFactory, PlaceFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/events/{}/add/"
CHOOSER = "/admin/snippets/choose/events/{}/create/"


@pytest.fixture
def centre() -> Place:
    return PlaceFactory(name="Centre social « Les 5 Bonniers »", town="Fâches-Thumesnil")


TYPED = {"name": "centre social les 5 bonniers", "town": "Faches Thumesnil", "postal_code": "59155"}


def test_a_place_spelled_otherwise_is_told_and_not_made(staff, centre):
    response = staff.post(ADD.format("place"), TYPED)
    (error,) = response.context["form"].errors["name"]
    assert error.startswith(f"«\u202f{centre}\u202f» existe déjà")
    html = response.content.decode()
    assert "Ce n’est pas le même" in html
    assert 'value="Faches Thumesnil"' in html
    assert Place.objects.count() == 1


def test_it_is_made_for_who_says_that_it_is_another(staff, centre):
    staff.post(ADD.format("place"), TYPED | {"is_another": "on"})
    assert Place.objects.filter(town="Faches Thumesnil").exists()


def test_nobody_is_asked_about_what_is_new(staff, centre):
    for fields in (TYPED | {"town": "Lille"}, TYPED | {"name": "Salle des fêtes"}):
        response = staff.post(ADD.format("place"), fields)
        assert response.status_code == 302
    assert "is_another" not in staff.get(ADD.format("place")).content.decode()
    refused = staff.post(ADD.format("place"), {"name": "Autre", "town": ""})
    assert "is_another" not in refused.content.decode()


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
def test_the_window_of_the_events_form_tells_it_too(signed_in, centre, group):
    client = signed_in(group)
    fragment = client.post(CHOOSER.format("place"), TYPED).json()["htmlFragment"]
    assert "existe déjà" in fragment
    assert 'name="is_another"' in fragment.replace("place-create-", "").replace("create-", "")
    assert Place.objects.count() == 1
    client.post(CHOOSER.format("place"), TYPED | {"is_another": "on"})
    assert Place.objects.count() == 2


def test_a_correction_that_makes_a_twin_is_told_and_another_field_is_not(staff, centre):
    other = PlaceFactory(**TYPED)
    fields = TYPED | {"street": "1 rue de la Paix"}
    assert staff.post(edit_address(other), fields).status_code == 302
    third = PlaceFactory(name="Tiers", town="Lille")
    response = staff.post(edit_address(third), TYPED)
    assert "existe déjà" in response.context["form"].errors["name"][0]


def test_the_name_of_what_was_merged_leads_to_what_stays(staff, centre):
    PlaceFactory(name="Les Bonniers", town="Fâches-Thumesnil", merged_into=centre)
    typed = TYPED | {"name": "les bonniers"}
    (error,) = staff.post(ADD.format("place"), typed).context["form"].errors["name"]
    assert error.endswith(f"a été fusionné avec «\u202f{centre}\u202f»\u00a0: choisissez celui-ci.")
    assert staff.post(edit_address(centre), typed).status_code == 302


def test_an_organiser_spelled_otherwise_may_be_another(staff):
    OrganiserFactory(name="Comité Tinkaré")
    response = staff.post(ADD.format("organiser"), {"name": "COMITE-TINKARE"})
    assert "existe déjà" in response.context["form"].errors["name"][0]
    staff.post(ADD.format("organiser"), {"name": "COMITE-TINKARE", "is_another": "on"})
    assert Organiser.objects.count() == 2


def test_the_very_name_of_an_organiser_is_nobody_elses(staff):
    OrganiserFactory(name="Comité Tinkaré")
    typed = {"name": "Comité Tinkaré", "is_another": "on"}
    response = staff.post(ADD.format("organiser"), typed)
    assert len(response.context["form"].errors["name"]) == 1
    assert "is_another" not in response.content.decode()
    assert Organiser.objects.count() == 1


def test_an_organiser_takes_back_its_former_name_by_the_other_way_round(staff):
    kept = OrganiserFactory(name="Tinkare")
    OrganiserFactory(name="Comité Tinkaré", merged_into=kept)
    response = staff.post(edit_address(kept), {"name": "Comité Tinkaré"})
    assert "rendez-la à la liste" in response.context["form"].errors["name"][0]


def test_a_country_is_told_by_its_name_too(staff):
    CountryFactory(name="Bénin")
    fields = {"name": "benin", "slug": "benin", "time_zone": "Africa/Porto-Novo"}
    response = staff.post(ADD.format("country"), fields)
    assert "existe déjà" in response.context["form"].errors["name"][0]
    assert Country.objects.count() == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=30), town=st.text(max_size=30))
def test_no_name_is_too_strange_to_be_compared(db, name, town):
    said = {"name": name.replace("\0", ""), "town": town.replace("\0", "")}
    place = Place(**said)
    assert twin_of(place, said) is None
    if folded(said["name"]):
        other = Place.objects.create(**said)
        assert twin_of(place, said) == other
        other.delete()
