"""The screens on which a text becomes an event, as the staff meets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from events.models import EventIndexPage, EventPage, Organiser, Place
from tests.events.paste.screen import PASTE, REVIEW, TEXT, create, paste, text_of
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


def test_what_is_proposed_is_shown_and_nothing_is_stored(staff):
    theme, country = ThemeFactory(name="eau et assainissement"), CountryFactory(name="Mali")
    response = paste(staff)
    form = response.context["form"]
    assert form["title"].value() == "Forum de l’eau"
    assert form["starts_at"].value().isoformat() == "2026-03-12T18:00:00"
    assert list(form["themes"].value()) == [theme.pk]
    assert list(form["countries"].value()) == [country.pk]
    assert form["text"].value() == "Venez parler d’eau potable au Mali."
    assert '<mark id="mot-1"><span class="paste-label">Titre' in response.content.decode()
    assert not EventPage.objects.exists()


def test_a_draft_is_created_and_opened(staff):
    ThemeFactory(name="eau et assainissement")
    response = create(staff, paste(staff))
    event = EventPage.objects.get()
    assert response.url == f"/admin/pages/{event.pk}/edit/"
    assert (event.live, event.slug) == (False, "forum-de-leau")
    latest = event.get_latest_revision_as_object()
    assert latest.dates_in_words == "Jeudi 12 mars 2026 de 18h00 à 21h00"
    assert [theme.name for theme in latest.themes.all()] == ["eau et assainissement"]
    assert latest.body[0].value.source == "<p>Venez parler d’eau potable au Mali.</p>"
    assert event.owner.username == "camille"
    assert "wagtail.create" in PageLogEntry.objects.values_list("action", flat=True)


def test_who_may_publish_can_do_it_at_once(staff):
    ThemeFactory(name="eau et assainissement")
    create(staff, paste(staff), publish="publish")
    assert EventPage.objects.get().live
    assert "wagtail.publish" in PageLogEntry.objects.values_list("action", flat=True)


def test_who_may_not_publish_is_not_offered_it_and_cannot_forge_it(client):
    EventIndexPageFactory()
    client.force_login(make_user("Rédaction"))
    response = paste(client)
    assert "Créer et publier" not in text_of(response)
    create(client, response, publish="publish")
    assert not EventPage.objects.get().live


@pytest.mark.parametrize("address", [PASTE, REVIEW])
def test_who_may_not_add_events_is_sent_away(client, address):
    EventIndexPageFactory()
    user = make_user("Rédaction")
    user.groups.clear()
    client.force_login(user)
    for response in (client.get(address), client.post(address, {"text": TEXT})):
        assert response.status_code == 302
        assert "/admin/coller/" not in response.url.partition("?")[0]
    assert not EventPage.objects.exists()


def test_a_place_of_the_site_is_chosen_by_its_name_and_town(staff):
    place = PlaceFactory(name="SALLE YSER", town="lille")
    PlaceFactory(name="Salle Yser", town="Arras")
    response = paste(staff)
    assert response.context["form"]["place"].value() == str(place.pk)
    create(staff, response)
    assert EventPage.objects.get().get_latest_revision_as_object().place == place


def test_a_place_that_is_only_alike_is_proposed_with_a_doubt(staff):
    PlaceFactory(name="Salle Yser de la MRES", town="Lille")
    response = paste(staff)
    assert response.context["form"]["place"].value() == ""
    assert "n’est pas un lieu du site : choisissez-le, créez-le, ou laissez." in text_of(response)
    create(staff, response)
    assert EventPage.objects.get().get_latest_revision_as_object().place is None


def test_a_new_place_and_a_new_organiser_are_created_when_it_is_asked(staff):
    create(staff, paste(staff), place="create", organiser_1="create")
    place = Place.objects.get()
    assert (place.name, place.address) == ("Salle Yser", "5 rue Jules de Vicq, Lille (59000)")
    event = EventPage.objects.get().get_latest_revision_as_object()
    assert event.place == place
    assert [each.organiser.name for each in event.event_organisers.all()] == ["Les Amis de Ségou"]


def test_a_new_place_needs_a_town_and_nothing_typed_is_lost(staff):
    changes = {"place": "create", "place_town": "", "place_postal_code": "59", "title": "Corrigé"}
    response = create(staff, paste(staff), **changes)
    form = response.context["form"]
    assert set(form.errors) == {"place_town", "place_postal_code"}
    assert form["title"].value() == "Corrigé"
    assert not Place.objects.exists()
    assert not EventPage.objects.exists()


def test_a_place_that_is_there_is_created_only_when_it_is_said_to_be_another(staff):
    PlaceFactory(name="SALLE YSER", town="lille")
    response = create(staff, paste(staff), place="create")
    assert "« SALLE YSER, lille » existe déjà" in text_of(response)
    assert "Ce n’est pas le même : le créer quand même" in text_of(response)
    assert Place.objects.count() == 1
    create(staff, response, place_is_another="on")
    assert Place.objects.count() == 2
    assert EventPage.objects.get().get_latest_revision_as_object().place.name == "Salle Yser"


def test_what_was_merged_is_not_proposed_and_not_made_again(staff):
    kept = PlaceFactory(name="Salle de l’Yser", town="Lille")
    PlaceFactory(name="Salle Yser", town="Lille", merged_into=kept)
    country = CountryFactory(name="Sénégal")
    CountryFactory(name="Senegal", slug="senegal-2", merged_into=country)
    response = paste(staff)
    form = response.context["form"]
    assert form["place"].value() == str(kept.pk)
    assert list(form.fields["countries"].queryset) == [country]
    assert "Salle Yser, Lille" not in dict(form.fields["place"].choices).values()
    response = create(staff, response, place="create")
    assert "a été fusionné avec « Salle de l’Yser, Lille » : choisissez celui-ci" in (
        text_of(response)
    )


def test_who_may_not_add_organisers_cannot_create_one(client):
    EventIndexPageFactory()
    user = make_user("Rédaction")
    client.force_login(user)
    response = paste(client)
    for group in user.groups.all():
        group.permissions.filter(codename__in=["add_organiser", "add_place"]).delete()
    create(client, response, organiser_1="create", place="create")
    assert not Organiser.objects.exists()
    assert not Place.objects.exists()


def test_a_named_organiser_that_does_not_organise_is_doubted_and_not_chosen(staff):
    OrganiserFactory(name="Collectif des puits")
    response = paste(staff, "Réunion le 12 mars 2026 à 18h avec le Collectif des puits")
    form = response.context["form"]
    assert form["organiser_1"].value() == ""
    assert "sans qu’il soit dit organisateur" in text_of(response)


def test_what_is_wrong_is_told_beside_its_field(staff):
    response = create(staff, paste(staff), ends_at="11/03/2026 10:00", online_link="zoom")
    form = response.context["form"]
    assert form.errors["ends_at"] == ["La fin est avant le début."]
    assert "online_link" in form.errors
    assert form["text"].value() == "Venez parler d’eau potable au Mali."


def test_an_hour_that_the_clocks_skip_is_refused(staff):
    response = create(staff, paste(staff), starts_at="29/03/2026 02:30", ends_at="")
    assert "02h30 n’existe pas le 29/03/2026" in text_of(response)


def test_an_event_that_is_there_already_is_created_only_when_it_is_said_to_be_another(staff):
    create(staff, paste(staff))
    again = paste(staff)
    assert "Une rencontre de ce titre est déjà ce jour-là" in text_of(again)
    assert create(staff, again).status_code == 200
    assert EventPage.objects.count() == 1
    create(staff, again, is_another="on")
    assert EventPage.objects.count() == 2


def test_a_file_is_read_as_a_text_is(staff):
    file = SimpleUploadedFile("message.txt", TEXT.encode())
    response = staff.post(PASTE, {"file": file})
    assert response.context["form"]["title"].value() == "Forum de l’eau"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Collez un texte, ou choisissez un fichier"),
        ({"text": "mot " * 20_000}, "trop long"),
        ({"text": "a\0b"}, "Le caractère nul n’est pas autorisé"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(staff, sent, words):
    response = staff.post(PASTE, sent)
    assert response.status_code == 200
    assert words.lower()[:14] in text_of(response).lower()
    assert response.context["form"]["text"].value() in (None, sent.get("text"))


def test_a_text_beyond_what_a_form_may_hold_is_told(staff):
    response = staff.post(PASTE, {"text": "a" * 3_000_000}, follow=True)
    assert response.redirect_chain == [(PASTE, 302)]
    assert "C’est trop : 10 Mo au plus." in text_of(response)


def test_the_form_needs_its_token():
    """Whoever looks for it is asked: the screen is exempt from the first look alone."""
    EventIndexPageFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Publication"))
    assert client.post(PASTE, {"text": TEXT}).status_code == 403
    assert client.post(REVIEW, {"text": TEXT}).status_code == 403


def test_a_review_without_its_text_leads_back(staff):
    response = staff.post(REVIEW, {"title": "Forum"}, follow=True)
    assert response.redirect_chain == [(PASTE, 302)]
    assert "Le texte n’est pas arrivé entier" in text_of(response)


def test_script_in_a_text_is_shown_as_text(staff):
    response = paste(staff, 'Rencontre le 12 mars 2026\n"><script>alert(1)</script> & <b>gras')
    assert b"<script>alert(1)" not in response.content


def test_the_menu_and_the_agenda_lead_here(staff):
    agenda = EventIndexPage.objects.get()
    assert PASTE in staff.get("/admin/").content.decode()
    assert f'href="{PASTE}"' in staff.get(f"/admin/pages/{agenda.pk}/").content.decode()


def test_the_queries_of_the_review_do_not_grow_with_what_the_site_knows(staff):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            paste(staff)
        return len(queries)

    PlaceFactory(name="Salle Yser", town="Lille")
    EventPageFactory()
    count()
    one = count()
    for _ in range(2):
        PlaceFactory()
        OrganiserFactory()
        ThemeFactory()
        CountryFactory()
        EventPageFactory()
    assert count() == one
