"""What an import writes: pages, revisions, announcements, provenance; and what it leaves alone."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from events.choices import Kind, Mode, Status
from events.imports import fields
from events.imports.named import THEME, Word
from events.imports.vocabulary import Vocabulary
from events.models import (
    Action,
    AgendaEntry,
    Announcement,
    EventPage,
    ImportedFrom,
    Organiser,
    Place,
)
from events.published import PublishedEvent, PublishedPlace
from site_lianes.core.models import Theme
from tests.events.agenda.watched import Agenda, publish, save_draft
from tests.events.imports.saying import BONNIERS, START, actions, only_page, said, store
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

FULL = said(
    uid="abc@ailleurs.example",
    title="Forum <des> partenaires",
    starts_at=paris(2030, 10, 17, 18),
    ends_at=paris(2030, 10, 18, 20),
    status=Status.POSTPONED,
    mode=Mode.HYBRID,
    place=BONNIERS,
    online_link="https://visio.example/salle",
    kind=Kind.WORKSHOP,
    themes=("Santé", "Eau"),
    countries=("Mali",),
    organisers=("Zoé et amis", "Association A"),
    summary="En deux mots.",
    text="Une ligne & une autre :\n  <b>pas en gras</b>  \n\nLa fin",
    price="5 €",
    registration_link="https://inscription.example/",
    link="https://ailleurs.example/forum",
)


def columns() -> list:
    """All that an import could have touched."""
    tables = (EventPage, ImportedFrom, Place, Organiser, Theme, AgendaEntry, Announcement)
    revisions = [page.latest_revision_id for page in EventPage.objects.order_by("pk")]
    return [list(table.objects.order_by("pk").values()) for table in tables] + [revisions]


def test_new_events_are_drafts_with_all_that_the_file_says():
    (change,) = store(FULL, create=True)
    page = only_page()
    assert change.action == Action.CREATED
    assert (page.live, page.slug) == (False, "forum-des-partenaires")
    assert page.place.town == "Faches Thumesnil"
    assert [link.organiser.name for link in page.event_organisers.all()] == [
        "Zoé et amis",
        "Association A",
    ]
    assert {theme.name for theme in page.themes.all()} == {"Santé", "Eau"}
    assert [country.name for country in page.countries.all()] == ["Mali"]
    html = page.body.render_as_block()
    assert "<p>Une ligne &amp; une autre\u00a0:</p>" in html
    assert "&lt;b&gt;pas en gras&lt;/b&gt;" in html
    assert not AgendaEntry.objects.exists()


def test_published_at_once_an_event_is_in_the_agenda_the_search_and_the_references():
    agenda = Agenda()
    store(FULL, create=True, publish=True)
    page = EventPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert agenda.events == {page.pk}
    assert Announcement.objects.of(page).count() == 1
    for words in ("forum", "Zoé", "Bonniers", "santé"):
        assert list(get_search_backend().search(words, EventPage)) == [page]
    assert ReferenceIndex.get_references_to(page.place).exists()


def test_the_same_file_twice_changes_nothing():
    user = make_user("Publication")
    for publishing in (True, False):
        events = FULL, said(title=f"Sans rien {publishing}", starts_at=START, all_day=True)
        store(*events, create=True, publish=publishing, user=user)
        before = columns()
        assert actions(store(*events, publish=publishing)) == [Action.UNCHANGED] * 2
        assert actions(store(*events, create=True, overwrite=True)) == [Action.UNCHANGED] * 2
        assert columns() == before


def test_nothing_is_attached_or_created_by_itself():
    PlaceFactory(name=BONNIERS.name, town="Fâches-Thumesnil")
    ThemeFactory(name="santé")
    store(FULL)
    page = only_page()
    assert page.place is None
    assert not page.themes.all()
    assert (Place.objects.count(), Organiser.objects.count()) == (1, 0)


def test_what_is_recognised_is_attached_when_asked_and_the_rest_is_not_created():
    place = PlaceFactory(name="Centre social « Les 5 Bonniers »", town="Fâches-Thumesnil")
    theme = ThemeFactory(name="SANTE")
    group = GroupPageFactory(title="Groupe Pays Mali")
    store(replace(FULL, group="groupe pays mali"), attach=True)
    page = only_page()
    assert (page.place, page.group) == (place, group)
    assert list(page.themes.all()) == [theme]
    assert not page.event_organisers.all()


def test_a_theme_that_was_merged_stands_for_the_one_in_its_place():
    health = ThemeFactory(name="santé")
    ThemeFactory(name="soins", merged_into=health)
    store(said(themes=("Soins", "Santé")), attach=True)
    assert list(only_page().themes.all()) == [health]


def test_a_former_name_never_replaces_the_current_one():
    health = ThemeFactory(name="santé")
    ThemeFactory(name="SANTE", merged_into=health)
    ThemeFactory(name="soins", merged_into=health)
    vocabulary = Vocabulary.read()
    assert vocabulary.names[THEME] == {health.pk: "santé"}
    for name in ("Santé", "Soins"):
        assert vocabulary.recognised(Word(THEME, name)) == health.pk
        assert vocabulary.choices(Word(THEME, name)) == [(health.pk, "santé")]


def test_what_was_attached_once_stays_attached_when_nothing_is_decided():
    store(FULL, create=True)
    before = columns()
    store(FULL)
    assert columns() == before


def test_a_word_that_the_source_adds_detaches_no_other():
    store(FULL, create=True)
    store(replace(FULL, themes=("Santé", "Eau", "Énergie"), organisers=("Association A",)))
    page = only_page()
    assert {theme.name for theme in page.themes.all()} == {"Santé", "Eau"}
    assert [link.organiser.name for link in page.event_organisers.all()] == ["Association A"]


def test_what_was_deleted_since_is_attached_no_more():
    store(FULL, create=True, publish=True)
    for table in (Place, Organiser, Theme):
        table.objects.all().delete()
    for overwrite in (False, True):
        (change,) = store(FULL, publish=True, overwrite=overwrite)
        assert change.action == Action.UNCHANGED
    assert EventPage.objects.get().place is None


def test_a_theme_that_was_merged_since_is_no_edit():
    store(FULL, create=True, publish=True)
    theme = Theme.objects.get(name="Eau")
    theme.merged_into = ThemeFactory(name="eau et assainissement")
    theme.save()
    (change,) = store(FULL)
    assert (change.action, change.kept) == (Action.UNCHANGED, [])


def test_a_new_place_of_the_source_is_followed():
    store(FULL, create=True)
    store(replace(FULL, place=PublishedPlace("Salle B", "", "", "Lens")), create=True)
    assert str(only_page().place) == "Salle B, Lens"


def test_provenance_says_where_from_by_whom_and_when():
    user = make_user("Publication")
    store(FULL, user=user, source="https://ailleurs.example/agenda.ics")
    imported = EventPage.objects.get().imported_from
    assert imported.source == "https://ailleurs.example/agenda.ics"
    assert imported.source_uid == "abc@ailleurs.example"
    assert imported.link == "https://ailleurs.example/forum"
    assert imported.imported_by == user


def test_a_link_that_is_no_web_address_is_not_kept():
    store(said(link="javascript:alert(1)"))
    assert ImportedFrom.objects.get().link == ""


def test_a_uuid_that_no_event_has_becomes_its_own_and_another_does_not():
    uid = uuid4()
    store(said(uid=str(uid)))
    assert EventPage.objects.get().uid == uid
    EventPage.objects.get().delete()
    store(said(uid="abc@ailleurs.example"))
    assert ImportedFrom.objects.get().source_uid == "abc@ailleurs.example"


def test_the_edits_of_staff_survive_and_the_rest_follows_the_source():
    store(FULL, create=True, publish=True)
    publish(EventPage.objects.get(), title="Titre relu", price="Gratuit")
    later = replace(FULL, summary="Autrement.", price="6 €", title="Titre de la source")
    (change,) = store(later, publish=True)
    page = EventPage.objects.get()
    assert (page.title, page.price, page.summary) == ("Titre relu", "Gratuit", "Autrement.")
    assert change.kept_in_words == ["titre", "tarif"]
    (change,) = store(later, publish=True)
    assert (change.action, change.kept) == (Action.UNCHANGED, ["title", "price"])
    store(later, publish=True, overwrite=True)
    assert EventPage.objects.get().title == "Titre de la source"


def test_without_publishing_what_changes_waits_in_a_draft():
    store(said(uid="a"), publish=True)
    store(said(uid="a", title="Autre"))
    assert EventPage.objects.get().title == "Réunion publique"
    assert only_page().title == "Autre"


def test_the_row_of_a_draft_says_what_its_revision_says():
    store(said(uid="a"))
    store(said(uid="a", title="Autre", starts_at=START + timedelta(days=1)))
    page = EventPage.objects.get()
    assert (page.title, page.starts_at) == ("Autre", START + timedelta(days=1))
    assert not page.live


def test_publishing_never_publishes_the_draft_of_somebody():
    store(said(uid="a"), publish=True)
    save_draft(EventPage.objects.get(), price="En discussion")
    (change,) = store(said(uid="a", title="Autre"), publish=True)
    assert change.is_draft
    live, draft = EventPage.objects.get(), only_page()
    assert (live.title, live.price) == ("Réunion publique", "")
    assert (draft.title, draft.price) == ("Autre", "En discussion")


def test_what_staff_have_withdrawn_is_not_published_again():
    store(said(uid="a"), publish=True)
    EventPage.objects.get().unpublish()
    store(said(uid="a", title="Autre"), publish=True)
    assert not EventPage.objects.get().live


def test_a_move_is_announced_as_any_other():
    store(said(uid="a"), publish=True)
    store(said(uid="a", starts_at=START + timedelta(days=7)), publish=True)
    assert Announcement.objects.count() == 2
    assert AgendaEntry.objects.get().sequence == 1


def test_two_of_one_title_have_addresses_of_their_own():
    store(*(said(uid=str(day), starts_at=START + timedelta(days=day)) for day in range(2)))
    store(said(uid="2", starts_at=START + timedelta(hours=3)))
    assert set(EventPage.objects.values_list("slug", flat=True)) == {
        "reunion-publique",
        "reunion-publique-2030-10-18",
        "reunion-publique-2030-10-17",
    }


def test_a_title_without_a_latin_letter_has_an_address():
    changes = store(said(title="!!!", uid="a"), said(title="日本", uid="b"), publish=True)
    assert actions(changes) == [Action.CREATED] * 2
    assert set(EventPage.objects.values_list("slug", flat=True)) == {
        "rencontre",
        "rencontre-2030-10-17",
    }


def test_a_copy_of_an_imported_event_was_not_imported():
    store(said(uid="a"))
    copy = EventPage.objects.get().copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert not ImportedFrom.objects.filter(pk=copy.pk).exists()


def test_an_event_that_was_made_here_and_says_the_same_was_not_imported():
    EventPageFactory(title="Réunion publique", starts_at=START, place=None)
    assert actions(store(said())) == [Action.UNCHANGED]
    assert not ImportedFrom.objects.exists()


def test_a_failure_leaves_the_database_as_it_was(monkeypatch):
    EventIndexPageFactory()
    before = columns()
    monkeypatch.setattr("events.imports.storing.key_of", lambda event: 1 / (event.uid != "b"))
    with pytest.raises(ZeroDivisionError):
        store(said(uid="a"), said(uid="b", title="Autre"))
    assert columns() == before


def told(event: PublishedEvent) -> dict:
    own = ("sequence", "published_at", "changed_at")
    return {name: value for name, value in vars(event).items() if name not in own}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0")
        | st.sampled_from(list("<>&;\n #x"))
    )
)
def test_any_text_reads_back_as_it_was(text):
    event = said(text=text)
    page = EventPage()
    values = fields.of_import(event, {})
    fields.put(page, event, values, ["text"])
    assert fields.of_page(page)["text"] == values["text"]
