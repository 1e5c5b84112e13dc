"""What is written when something is published, renamed, withdrawn or deleted."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.index import insert_or_update_object

from events.models import EventPage
from search import vocabulary
from search.known import what_is_known
from search.models import Entry, EntryText, Word
from tests.factories import EventPageFactory, OrganiserFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def titles(words):
    return [page.title for page in Page.objects.live().search(words)]


def test_what_is_saved_is_found_at_once_and_what_it_said_before_is_not():
    event = EventPageFactory(title="Puits de Kayes")
    assert titles("puits") == ["Puits de Kayes"]
    event.title = "Forages de Kayes"
    event.save_revision().publish()
    assert titles("puits") == []
    assert titles("forage") == ["Forages de Kayes"]


def test_what_is_deleted_leaves_nothing():
    event = EventPageFactory(title="Puits de Kayes")
    before = Entry.objects.count()
    event.delete()
    assert titles("puits") == []
    assert Entry.objects.count() == EntryText.objects.count() == before - 1
    assert not Word.objects.filter(word="puits", entries__gt=0).exists()


@pytest.mark.parametrize(
    ("factory", "name", "give"),
    [
        (PlaceFactory, "Grange", lambda event, place: setattr(event, "place", place)),
        (
            OrganiserFactory,
            "Grange",
            lambda event, organiser: event.event_organisers.create(organiser=organiser),
        ),
        (ThemeFactory, "Grange", lambda event, theme: event.themes.add(theme)),
    ],
)
def test_who_is_renamed_is_found_by_the_new_name(factory, name, give):
    named = factory(name=name)
    event = EventPageFactory(title="Veillée")
    give(event, named)
    event.save_revision().publish()
    assert titles("grange") == ["Veillée"]
    named.name = "Chapelle"
    named.save()
    assert titles("grange") == []
    assert titles("chapelle") == ["Veillée"]
    named.delete()
    assert titles("chapelle") == []


def test_all_pages_of_a_renamed_place_are_indexed_in_few_queries():
    place = PlaceFactory(name="Grange")
    counts = []
    for _ in range(2):
        EventPageFactory.create_batch(3, place=place)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            place.save()
        counts.append(sum('"search_' in query["sql"] for query in queries))
    assert counts[0] == counts[1]


def test_the_vocabulary_counts_the_entries_that_have_a_word():
    EventPageFactory(title="Puits, puits et puits")
    EventPageFactory(title="Un puits")
    assert vocabulary.near(["puits", "forage"], []) == {"puits": 2}
    assert vocabulary.near([], ["pui"]) == {"puits": 2}
    assert what_is_known(["puit"]).counts["puit"] == 2


def test_a_publication_that_is_undone_leaves_the_index_as_it_was():
    with transaction.atomic():
        EventPageFactory(title="Puits de Kayes")
        assert titles("puits") == ["Puits de Kayes"]
        transaction.set_rollback(True)
    assert titles("puits") == []


def test_update_index_makes_all_anew():
    EventPageFactory(title="Puits de Kayes")
    EventPageFactory(title="Forage")
    for page in Page.objects.all().specific():
        insert_or_update_object(page)
    before = sorted(EntryText.objects.values_list("title", "words", "tokens"))
    counts = dict(Word.objects.filter(entries__gt=0).values_list("word", "entries"))
    Entry.objects.filter(text__title="Forage").delete()
    Word.objects.update(entries=7)
    call_command("update_index", verbosity=0)
    assert sorted(EntryText.objects.values_list("title", "words", "tokens")) == before
    assert dict(Word.objects.filter(entries__gt=0).values_list("word", "entries")) == counts
    assert titles("puits") == ["Puits de Kayes"]


def test_a_page_is_published_though_the_index_is_broken():
    event = EventPageFactory(title="Puits de Kayes")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_word RENAME TO search_word_lost")
    event.title = "Forage"
    event.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).title == "Forage"
