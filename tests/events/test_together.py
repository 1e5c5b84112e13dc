"""Events stored one by one or many at once: the search and the agenda say the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from events.models import AgendaEntry, EventPage
from events.together import stored_together
from tests.events.agenda.watched import Agenda
from tests.factories import EventPageFactory, OrganiserFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def found(words: str) -> list[EventPage]:
    return list(get_search_backend().search(words, EventPage))


def make() -> EventPage:
    theme, organiser = ThemeFactory(name="hydraulique"), OrganiserFactory(name="Zénobie")
    return EventPageFactory(title="Forum", themes=[theme], organisers=[organiser])


@pytest.mark.parametrize("together", [False, True])
def test_an_event_is_found_by_its_title_and_by_what_it_names(together):
    if together:
        with stored_together():
            event = make()
            assert not found("forum")
    else:
        event = make()
    assert found("forum") == found("hydraulique") == found("Zénobie") == [event]
    assert ReferenceIndex.get_references_to(event.place).exists()
    assert Agenda().events == {event.pk}


def test_an_event_that_is_deleted_is_found_no_more():
    make().delete()
    assert found("forum") == []


def test_a_failure_leaves_nothing_and_what_follows_waits_for_nobody():
    with pytest.raises(ZeroDivisionError), stored_together():  # noqa: PT012 - what fails is the block
        make()
        raise ZeroDivisionError
    assert not AgendaEntry.objects.exists()
    event = make()
    assert found("forum") == [event]


def test_many_at_once_cost_less_than_one_by_one():
    with CaptureQueriesContext(connection) as alone:
        [EventPageFactory().save_revision().publish() for _ in range(5)]
    with CaptureQueriesContext(connection) as together, stored_together():
        [EventPageFactory().save_revision().publish() for _ in range(5)]
    assert len(together) < 0.7 * len(alone)
