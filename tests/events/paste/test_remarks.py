"""Before it is published, what was pasted is looked at as what the event's form holds."""

import re

import pytest

from events.models import EventPage, Place
from tests.events.paste.screen import create, paste, text_of
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]

PUBLISH = {"publish": "publish"}
NO_THEME = "Aucun thème"
BOX = re.compile(r'<input[^>]*name="remarks_confirmed"\s+value="([^"]*)"\s*(checked)?[^>]*>')
THEME = "eau et assainissement"


def box(response) -> str:
    """What the browser would send with the box ticked."""
    return BOX.search(response.content.decode())[1]


def test_nothing_is_published_before_its_remarks_are_read_and_nothing_typed_is_lost(staff):
    response = create(staff, paste(staff), title="Corrigé", place="create", **PUBLISH)
    assert not EventPage.objects.exists()
    assert not Place.objects.exists()
    form = response.context["form"]
    assert form.non_field_errors() == [
        "Rien n’est encore publié\u00a0: lisez la remarque ci-dessous, ou confirmez-la."
    ]
    assert (form["title"].value(), form["place"].value()) == ("Corrigé", "create")
    assert NO_THEME in text_of(response)
    assert "Publier malgré ces remarques" in text_of(response)
    assert not BOX.search(response.content.decode())[2]
    create(staff, response, remarks_confirmed=box(response), **PUBLISH)
    assert EventPage.objects.get().live
    assert Place.objects.get().name == "Salle Yser"


def test_what_has_no_remark_is_published_at_once(staff):
    ThemeFactory(name=THEME)
    create(staff, paste(staff), **PUBLISH)
    assert EventPage.objects.get().live


def test_a_draft_is_created_whatever_there_is_to_remark(staff):
    response = create(staff, paste(staff))
    event = EventPage.objects.get()
    assert response.url == f"/admin/pages/{event.pk}/edit/"
    assert not event.live


@pytest.mark.parametrize("forged", ["", "on", "1", "000000000000", "x" * 5000])
def test_a_box_that_names_no_remark_confirms_nothing(staff, forged):
    create(staff, paste(staff), remarks_confirmed=forged, **PUBLISH)
    assert not EventPage.objects.exists()


def test_a_remark_that_is_new_is_read_first(staff):
    confirmed = box(create(staff, paste(staff), **PUBLISH))
    personal = {"contact_email": "awa.traore@gmail.com", "remarks_confirmed": confirmed}
    response = create(staff, paste(staff), **personal, **PUBLISH)
    assert not EventPage.objects.exists()
    assert "adresse personnelle" in text_of(response)
    assert set(confirmed.split()) < set(box(response).split())
    assert not BOX.search(response.content.decode())[2]


def test_a_place_that_is_still_to_be_created_is_compared_with_those_of_the_site(staff):
    ThemeFactory(name=THEME)
    PlaceFactory(name="Salle d’Yser", town="Lille", street="")
    response = create(staff, paste(staff), place="create", place_street="", **PUBLISH)
    assert "« Salle Yser, Lille » et « Salle d’Yser, Lille »" in text_of(response)
    assert 'href="#id_place"' in response.content.decode()
    assert Place.objects.count() == 1


def test_errors_come_first(staff):
    response = create(staff, paste(staff), ends_at="11/03/2026 10:00", **PUBLISH)
    assert response.context["form"].errors["ends_at"] == ["La fin est avant le début."]
    assert NO_THEME not in text_of(response)


def test_a_publication_forged_without_the_right_is_a_draft_and_is_asked_nothing(client):
    EventIndexPageFactory()
    client.force_login(make_user("Rédaction"))
    create(client, paste(client), **PUBLISH)
    assert not EventPage.objects.get().live


def test_each_remark_leads_to_a_field_of_this_form(staff):
    sent = {"text": "Mardi 12 mars 2026", "contact_email": "awa.traore@gmail.com"}
    html = create(staff, paste(staff), **sent, **PUBLISH).content.decode()
    anchors = set(re.findall(r'href="#(id_\w+)"\s+data-action="remarks#show"', html))
    assert anchors == {"id_text", "id_themes", "id_contact_email"}
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_the_twin_that_is_said_to_be_another_is_not_asked_about_again(staff):
    theme = ThemeFactory(name=THEME)
    create(staff, paste(staff), **PUBLISH)
    create(staff, paste(staff), is_another="on", **PUBLISH)
    assert EventPage.objects.live().count() == 2
    # What is only alike is a remark, as it is in the form of the event.
    other = EventPage.objects.first()
    EventPageFactory(title="Forum de l’eau : la suite", starts_at=other.starts_at, themes=[theme])
    response = create(staff, paste(staff), is_another="on", **PUBLISH)
    assert EventPage.objects.live().count() == 3
    assert "« Forum de l’eau : la suite » existe déjà ce jour-là" in text_of(response)
