"""What an event should say and does not."""

from datetime import timedelta

import pytest
import time_machine

from events.choices import Mode, Status
from events.desk import gaps
from events.desk.gaps import Gap
from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, ImageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 15, 12)
LATER, BEFORE = NOW + timedelta(days=3), NOW - timedelta(days=3)
QUOTE = [("quote", {"quote": "Nous avons décidé.", "author": ""})]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def gaps_of(**fields) -> list[str]:
    """Of one event, by the filter of each gap; by the words of its line, the same."""
    event = EventPageFactory(**fields)
    found = [str(gap.label) for gap in Gap if EventPage.objects.lacking(gap).exists()]
    assert gaps.of(EventPage.objects.with_gaps(*Gap).get(pk=event.pk)) == found
    return found


def whole(**fields):
    return {
        "starts_at": LATER,
        "themes": [ThemeFactory()],
        "image": ImageFactory(),
        "summary": "Une soirée.",
    } | fields


def test_an_event_to_come_that_says_all_has_no_gap():
    assert gaps_of(**whole()) == []


def test_an_event_to_come_should_say_where_about_what_and_show_something():
    assert gaps_of(starts_at=LATER, place=None) == ["lieu", "thème", "image", "résumé"]


@pytest.mark.parametrize(
    ("gap", "fields"),
    [
        ("lieu", {"place": None}),
        ("thème", {"themes": []}),
        ("image", {"image": None}),
        ("résumé", {"summary": ""}),
    ],
)
def test_each_is_missed_by_itself(gap, fields):
    assert gaps_of(**whole(**fields)) == [gap]


@pytest.mark.parametrize("fields", [{"mode": Mode.ONLINE}, {"status": Status.MOVED_ONLINE}])
def test_what_is_online_needs_no_place(fields):
    assert gaps_of(**whole(place=None, **fields)) == []


def test_nobody_completes_what_is_cancelled():
    assert gaps_of(starts_at=LATER, place=None, status=Status.CANCELLED) == []


def test_past_events_miss_their_minutes_alone():
    assert gaps_of(starts_at=BEFORE, place=None) == ["compte rendu"]


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes": QUOTE},
        {"decisions": "<p>Se revoir.</p>"},
        {"participants": 12},
        {"live": False},
        {"status": Status.CANCELLED},
        {"status": Status.POSTPONED},
        {"starts_at": NOW - timedelta(days=91)},
    ],
)
def test_no_minutes_are_asked_of(fields):
    assert gaps_of(**{"starts_at": BEFORE} | fields) == []


def test_until_its_end_an_event_is_to_come():
    going_on = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=1)}
    assert gaps_of(**whole(**going_on, image=None)) == ["image"]


def test_one_of_several_gaps_is_enough_and_counts_once():
    event = EventPageFactory(**whole(themes=ThemeFactory.create_batch(2), image=None, place=None))
    EventPageFactory(**whole())
    assert list(EventPage.objects.lacking(Gap.PLACE, Gap.IMAGE, Gap.THEME)) == [event]
