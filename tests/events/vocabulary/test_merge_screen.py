"""The screen of a merge: what it says before, what it does, and to whom it is open."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.models import EventPage, Organiser, Place
from tests.events.vocabulary.kinds import NAMED, every_kind
from tests.events.vocabulary.merging import edit_address, foresee, merge, merge_address
from tests.factories import EventPageFactory, OrganiserFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def said(response) -> str:
    """Its HTML, on one line: the spaces that do not break are kept."""
    return re.sub(r"[ \n]+", " ", response.content.decode())


def view(word, name: str, *args) -> str:
    return reverse(type(word).snippet_viewset.get_url_name(name), args=args)


def separate_address(word) -> str:
    return view(word, "separate", word.pk)


# -- Before --------------------------------------------------------------------------------------


def test_the_uses_and_the_consequences_are_said_before_anything_is_done(staff):
    yser = PlaceFactory(name="Salle Yser", street="5 rue Jules de Vicq")
    yzer = PlaceFactory(name="Salle Yzer", street="", postal_code="")
    EventPageFactory.create_batch(2, place=yser)
    EventPageFactory(place=yzer)
    EventPageFactory(place=yzer, live=False)
    html = said(staff.get(merge_address(yser, yzer)))
    assert "Sert à 2 rencontres, dont 2 à venir" in html
    assert "Sert à 2 rencontres, dont 1 à venir (1 publiée, 1 brouillon)" in html
    for line in (
        "«\u202fSalle Yzer, Lille\u202f» quitte la liste et les formulaires",
        "Il lui apporte 2 rencontres, dont 1 à venir (1 publiée, 1 brouillon).",
        "liront «\u202fSalle Yser, 5 rue Jules de Vicq, 59000 Lille\u202f»",
        "au lieu de «\u202fSalle Yzer, Lille\u202f»",
        "Les calendriers abonnés reçoivent le nouveau lieu des rencontres à venir.",
        "Une fusion ne se défait pas",
    ):
        assert line in html
    assert not Place.objects.exclude(merged_into=None).exists()


def test_a_place_that_reads_alike_is_said_to_be_no_news(staff):
    kept, twin = PlaceFactory(name="Salle Yser"), PlaceFactory(name="SALLE-YSER")
    EventPageFactory(place=twin)
    assert "les calendriers abonnés ne signalent rien" in said(foresee(staff, kept, twin))


def test_where_the_addresses_of_the_agenda_will_lead_is_said(staff):
    kept, old = OrganiserFactory(name="Tinkaré Mali"), OrganiserFactory(name="Tinkare")
    html = said(foresee(staff, kept, old))
    assert "/agenda/?organisateur=tinkare) mènent à «\u202fTinkaré Mali\u202f»" in html


def test_the_most_used_is_proposed_and_the_fullest_values(staff):
    bare = PlaceFactory(street="", postal_code="", access="Métro Fives")
    full = PlaceFactory(street="1 rue de la Paix", postal_code="59000", access="")
    EventPageFactory(place=bare)
    form = staff.get(merge_address(full, bare)).context["form"]
    assert form["kept"].value() == str(bare.pk)
    chosen = {
        str(field.label): [value.in_words for value in values if value.is_chosen]
        for field, values in form.differences()
    }
    assert chosen == {
        "Adresse": ["1 rue de la Paix, 59000, Lille"],
        "Comment venir": ["Métro Fives"],
    }


def test_when_another_is_to_stay_its_own_values_are_proposed(staff):
    one, two = PlaceFactory(street="1 rue A"), PlaceFactory(street="2 rue B")
    first = staff.get(merge_address(one, two)).context["form"]
    assert first["value_0"].value() == str(one.pk)
    again = staff.post(merge_address(one, two), first.data | {"kept": two.pk}).context["form"]
    assert again["value_0"].value() == str(two.pk)


def test_with_what_to_merge_one_is_asked_what_is_alike_first(staff):
    yser, twin = PlaceFactory(name="Salle Yser"), PlaceFactory(name="SALLE-YSER")
    yzer, other = PlaceFactory(name="Petite salle Yser"), PlaceFactory(town="Amiens")
    response = staff.get(merge_address(yser))
    groups = response.context["form"].fields["id"].choices
    assert [[pk for pk, _ in choices] for _, choices in groups] == [[twin.pk, yzer.pk], [other.pk]]
    assert "Comparer" in said(response)


def test_alone_there_is_nothing_to_merge_with(staff):
    assert "rien d’autre dans la liste" in said(staff.get(merge_address(PlaceFactory())))


# -- Doing it ------------------------------------------------------------------------------------


def test_the_one_that_stays_keeps_the_chosen_values(staff):
    kept = PlaceFactory(street="1 rue A", access="")
    merged = PlaceFactory(street="2 rue B", access="Par la cour", town="Amiens")
    merge(staff, kept, merged, value_0=merged, value_1=merged)
    assert (kept.street, kept.town, kept.access) == ("2 rue B", "Amiens", "Par la cour")
    assert merged.merged_into == kept


def test_several_are_merged_at_once(staff):
    kept, *merged = ThemeFactory.create_batch(4)
    for theme in merged:
        EventPageFactory(themes=[theme])
    merge(staff, kept, *merged)
    assert {theme.merged_into for theme in merged} == {kept}
    assert kept.event_themes.count() == 3


def test_what_was_announced_and_has_changed_since_is_shown_again(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    before = foresee(staff, kept, merged)
    EventPageFactory(place=merged)
    confirmed = before.context["form"].data | {
        "announced": before.context["announced"],
        "merge": "1",
    }
    response = staff.post(merge_address(kept, merged), confirmed)
    assert "relisez, puis fusionnez" in said(response)
    assert not Place.objects.exclude(merged_into=None).exists()


def test_a_choice_that_was_not_shown_is_shown_first(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    EventPageFactory(place=merged)
    first = staff.get(merge_address(kept, merged))
    sent = first.context["form"].data | {"announced": first.context["announced"], "merge": "1"}
    response = staff.post(merge_address(kept, merged), sent | {"kept": kept.pk})
    assert "relisez, puis fusionnez" in said(response)
    assert not Place.objects.exclude(merged_into=None).exists()


def test_a_merge_sent_twice_is_done_once(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    merge(staff, kept, merged)
    response = staff.post(merge_address(kept, merged), {"kept": merged.pk}, follow=True)
    assert "n’existe plus, ou l’est déjà" in said(response)
    kept.refresh_from_db()
    assert kept.merged_into is None


@pytest.mark.parametrize(
    "query", ["", "?id=", "?id=abc", "?id=0", "?id=999999", "?id=1\0", "?id=-1", f"?id={10**30}"]
)
def test_what_is_not_there_leads_back_to_the_list(staff, query):
    address = merge_address(PlaceFactory()).partition("?")[0]
    for send in (staff.get, staff.post):
        response = send(f"{address}{query}", follow=True)
        assert response.redirect_chain == [("/admin/snippets/events/place/", 302)]
        assert "n’existe plus" in said(response)


@pytest.mark.parametrize(
    "sent",
    [
        {"kept": "abc"},
        {"kept": "999"},
        {"kept": "\0"},
        {"value_0": "abc", "proposed_for": "kept"},
        {"value_0": "999", "proposed_for": "kept"},
    ],
)
def test_a_choice_that_means_nothing_is_told_and_nothing_is_done(staff, sent):
    kept, merged = PlaceFactory(street="1 rue A"), PlaceFactory(street="2 rue B")
    chosen = {"kept": kept.pk} | sent | {"merge": "1"}
    if "proposed_for" in chosen:
        chosen["proposed_for"] = kept.pk
    response = staff.post(merge_address(kept, merged), chosen)
    assert 'role="alert"' in said(response)
    assert not Place.objects.exclude(merged_into=None).exists()


def test_more_than_ten_are_too_many_to_compare(staff):
    response = staff.get(merge_address(*PlaceFactory.create_batch(11)), follow=True)
    assert "Fusionnez-en 10 au plus à la fois." in said(response)


@pytest.mark.parametrize("number", [1, 3])
def test_the_screen_costs_the_same_however_many_events_there_are(
    staff, number, django_assert_num_queries
):
    kept, *merged = PlaceFactory.create_batch(number + 1)
    for place in (kept, *merged):
        EventPageFactory.create_batch(number, place=place)
    staff.get(merge_address(kept, *merged))
    with django_assert_num_queries(13):
        staff.get(merge_address(kept, *merged))


# -- Ways to it, and back ------------------------------------------------------------------------


@every_kind
def test_the_form_the_list_and_what_is_ticked_there_lead_to_it(staff, factory):
    one, two = factory.create_batch(2)
    assert f'href="{merge_address(one)}"' in said(staff.get(edit_address(one)))
    assert f'href="{merge_address(one)}"' in said(staff.get(view(one, "list")))
    options = type(one)._meta
    bulk = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, "merge"])
    response = staff.get(f"{bulk}?id={one.pk}&id={two.pk}&next=/admin/")
    assert response["Location"] == merge_address(one, two)


@every_kind
def test_what_was_merged_leaves_the_list_and_its_form_leads_to_what_stays(staff, factory):
    kept, merged = factory.create_batch(2)
    merge(staff, kept, merged)
    listed = staff.get(view(kept, "list")).context["object_list"]
    assert list(listed) == [kept]
    response = staff.get(edit_address(merged), follow=True)
    assert response.redirect_chain == [(edit_address(kept), 302)]
    assert separate_address(merged) in said(response)


@every_kind
def test_what_was_merged_is_given_back_without_its_events(staff, factory):
    kept, merged = factory.create_batch(2)
    event = EventPageFactory(**NAMED[factory](merged))
    merge(staff, kept, merged)
    assert "mais ses rencontres restent" in said(staff.get(separate_address(merged)))
    staff.post(separate_address(merged))
    merged.refresh_from_db()
    assert merged.merged_into is None
    history = said(staff.get(view(kept, "history", kept.pk)))
    assert f"«\u202f{merged}\u202f» lui apporte ces rencontres" in history
    assert f"n° {event.pk}" in history
    assert f"«\u202f{merged}\u202f» est rendu à la liste" in history
    assert staff.get(separate_address(merged)).status_code == 404


# -- To whom it is open --------------------------------------------------------------------------


@every_kind
def test_the_group_redaction_neither_merges_nor_separates(signed_in, factory):
    kept, merged, other = factory.create_batch(3)
    writer = signed_in("Rédaction")
    other.merged_into = kept
    other.save()
    addresses = [merge_address(kept), merge_address(kept, merged), separate_address(other)]
    for address in addresses:
        for send in (writer.get, writer.post):
            assert send(address, {"kept": kept.pk, "merge": "1"})["Location"] == "/admin/"
    for word in (merged, other):
        before = word.merged_into
        word.refresh_from_db()
        assert word.merged_into == before
    assert not ModelLogEntry.objects.filter(action__startswith="lianes").exists()


def test_who_may_change_but_not_delete_does_not_merge(signed_in):
    group = Group.objects.get(name="Rédaction")
    group.permissions.add(Permission.objects.get(codename="change_place"))
    writer = signed_in("Rédaction")
    one, two = PlaceFactory.create_batch(2)
    assert writer.get(merge_address(one, two))["Location"] == "/admin/"
    assert merge_address(one) not in said(writer.get(edit_address(one)))


@every_kind
def test_a_visitor_is_asked_who_they_are(client, factory):
    kept, merged = factory.create_batch(2)
    for address in (merge_address(kept, merged), separate_address(merged)):
        for send in (client.get, client.post):
            assert send(address)["Location"].startswith(LOGIN)


# -- Deleting ------------------------------------------------------------------------------------


@every_kind
@pytest.mark.parametrize("state", ["published", "draft", "waiting"])
def test_what_an_event_uses_is_not_deleted_one_by_one_or_in_bulk(staff, factory, state):
    word = factory()
    event = EventPageFactory(**NAMED[factory](word), live=state != "draft")
    event.save_revision()
    if state == "waiting":
        EventPage.objects.get(pk=event.pk).event_organisers.all().delete()
    options = type(word)._meta
    bulk = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, "delete"])
    for address in (view(word, "delete", word.pk), f"{bulk}?id={word.pk}&next=/admin/"):
        for send in (staff.get, staff.post):
            assert "il ne peut pas être supprimé" in said(send(address, follow=True))
    word.refresh_from_db()


@every_kind
def test_what_was_merged_is_not_deleted_and_what_nothing_uses_is(staff, factory):
    kept, merged, unused = factory.create_batch(3)
    merge(staff, kept, merged)
    staff.post(view(merged, "delete", merged.pk))
    merged.refresh_from_db()
    staff.post(view(unused, "delete", unused.pk))
    assert not type(unused).objects.filter(pk=unused.pk).exists()


# -- Correcting ----------------------------------------------------------------------------------


def test_the_form_of_a_place_says_what_a_correction_changes(staff):
    place = PlaceFactory()
    assert "Ne sert encore à aucune rencontre." in said(staff.get(edit_address(place)))
    EventPageFactory(place=place)
    html = said(staff.get(edit_address(place)))
    assert "Sert à 1 rencontre, dont 1 à venir" in html
    assert view(place, "usage", place.pk) in html
    assert "Créez un nouveau lieu" in html
    assert "Sert à" not in said(staff.get(view(place, "add")))


def test_the_uses_of_a_place_are_pages_alone(staff):
    place = PlaceFactory()
    event = EventPageFactory(place=place, title="Forum")
    event.save_revision().publish()
    html = said(staff.get(view(place, "usage", place.pk)))
    assert html.count("Forum") >= 1
    assert str(event.announcements.get()) not in html


def test_an_organiser_renamed_keeps_its_address(client, staff):
    organiser = OrganiserFactory(name="Tinkare")
    EventPageFactory(organisers=[organiser])
    assert "/agenda/?organisateur=tinkare" in said(staff.get(edit_address(organiser)))
    staff.post(edit_address(organiser), {"name": "Comité Tinkaré"})
    assert Organiser.objects.get().name == "Comité Tinkaré"
    assert client.get("/agenda/?organisateur=tinkare").context["form"].notices == []
