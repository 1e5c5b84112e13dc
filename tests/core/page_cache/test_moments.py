"""A kept page ends at the moment when it would read otherwise."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError

from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import EventPageFactory

NOW = paris(2026, 10, 8, 15)
BEGINS, ENDS = paris(2026, 10, 8, 18), paris(2026, 10, 8, 20)
INSTANT = timedelta(microseconds=1)
ADDRESSES = ("/", "/agenda/", "/agenda/?periode=passes", "/agenda/rencontre/", "/agenda.csv")


@pytest.fixture
def event(db) -> EventPage:
    with time_machine.travel(NOW, tick=False):
        return EventPageFactory(slug="rencontre", starts_at=BEGINS, ends_at=ENDS, participants=12)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_reads_as_it_should_at_every_moment(visitors, event, address):
    bodies = set()
    for moment in (NOW, BEGINS - INSTANT, BEGINS, ENDS - INSTANT, ENDS, paris(2026, 10, 9)):
        with time_machine.travel(moment, tick=False):
            body = visitors.get(address).body
            assert body == visitors.get_anew(address).body
            bodies.add(body)
    assert len(bodies) > 1


def test_it_is_kept_until_then_and_not_after(visitors, event):
    with time_machine.travel(NOW, tick=False):
        visitors.get("/agenda/")
    with time_machine.travel(BEGINS - INSTANT, tick=False):
        assert visitors.get("/agenda/").status == 200
        assert visitors.calls == 1
    with time_machine.travel(BEGINS, tick=False):
        visitors.get("/agenda/")
        assert visitors.calls == 2


def test_a_moment_that_passes_while_the_page_is_made_is_not_missed(visitors, event, monkeypatch):
    get_context = EventPage.get_context

    def slow(page, request, *args, **kwargs):
        context = get_context(page, request, *args, **kwargs)
        traveller.move_to(ENDS + INSTANT)
        return context

    monkeypatch.setattr(EventPage, "get_context", slow)
    with time_machine.travel(ENDS - INSTANT, tick=False) as traveller:
        visitors.get("/agenda/rencontre/")
        monkeypatch.undo()
        assert visitors.get("/agenda/rencontre/").body == (
            visitors.get_anew("/agenda/rencontre/").body
        )


def test_a_page_past_its_moment_is_better_than_an_error(visitors, event, monkeypatch):
    with time_machine.travel(NOW, tick=False):
        kept = visitors.get("/agenda/").body
    visitors.cache.generation.watch = lambda: None
    with monkeypatch.context() as failing, time_machine.travel(ENDS, tick=False):
        failing.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
        answer = visitors.get("/agenda/")
        assert (answer.status, answer.body) == (200, kept)
        assert visitors.get("/agenda/rencontre/").status == 503


def fail(*_: object) -> None:
    raise OperationalError("the database does not answer")
