"""How many events name a word: told before anything is done to it, at the same cost for many."""

import pytest
from django.utils import timezone

from events.models import EventSeries, ImportedFrom
from events.vocabulary.uses import Uses, uses_of
from tests.events.test_dates import paris
from tests.events.vocabulary.kinds import NAMED, every_kind, give
from tests.factories import EventPageFactory, PlaceFactory

pytestmark = pytest.mark.django_db

PAST = paris(2019, 10, 17, 18)


def wait_to_name(word) -> None:
    """A published event names it from the next publication on."""
    event = EventPageFactory(place=None)
    give(event, word)
    event.save_revision()


@every_kind
def test_published_events_drafts_and_what_waits_are_counted_each_once(factory):
    word, other = factory(), factory()
    named = NAMED[factory](word)
    EventPageFactory(**named)
    EventPageFactory(**named, starts_at=PAST)
    EventPageFactory(**named, live=False)
    EventPageFactory(**NAMED[factory](other))
    wait_to_name(word)
    assert uses_of([word, other]) == {
        word.pk: Uses(published=2, upcoming=1, drafts=1, waiting=1),
        other.pk: Uses(published=1, upcoming=1),
    }


@every_kind
def test_a_published_event_with_changes_that_name_it_too_is_counted_once(factory):
    word = factory()
    event = EventPageFactory(**NAMED[factory](word))
    event.title = "Autre titre"
    event.save_revision()
    assert uses_of([word])[word.pk] == Uses(published=1, upcoming=1)


def test_what_waits_to_name_what_was_merged_names_what_stays():
    old, new = PlaceFactory(), PlaceFactory()
    wait_to_name(old)
    old.merged_into = new
    old.save()
    assert uses_of([new])[new.pk] == Uses(waiting=1)


def test_the_meetings_of_series_and_what_was_imported_are_told():
    place = PlaceFactory()
    series = EventSeries.objects.create(name="Réunions")
    meeting, imported = EventPageFactory(place=place, series=series), EventPageFactory(place=place)
    ImportedFrom.objects.create(event=imported, source="a.csv", imported_at=timezone.now())
    assert meeting.series
    assert uses_of([place])[place.pk] == Uses(published=2, upcoming=2, in_series=1, imported=1)


@pytest.mark.parametrize(
    ("uses", "in_words"),
    [
        (Uses(), "aucune rencontre"),
        (Uses(published=2, upcoming=1), "2 rencontres, dont 1 à venir"),
        (Uses(drafts=1), "1 rencontre (1 brouillon)"),
        (Uses(published=1, in_series=1), "1 rencontre (1 fait partie d’une série)"),
        (
            Uses(published=9, upcoming=3, drafts=2, waiting=1, in_series=4, imported=1),
            (
                "12 rencontres, dont 3 à venir (9 publiées, 2 brouillons, 1 modification qui "
                "attend d’être publiée\u202f; 4 font partie d’une série\u202f; 1 vient d’un import)"
            ),
        ),
    ],
)
def test_uses_are_said_in_french(uses, in_words):
    assert str(uses) == in_words


@every_kind
@pytest.mark.parametrize("number", [1, 3])
def test_the_uses_of_many_cost_as_many_queries_as_those_of_one(
    factory, number, django_assert_num_queries
):
    words = factory.create_batch(number)
    for word in words:
        EventPageFactory(**NAMED[factory](word))
        wait_to_name(word)
    with django_assert_num_queries(4):
        uses_of(words)
