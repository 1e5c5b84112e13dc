"""Which events? Each sentence of the QuerySet, at the moments where it could go wrong."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events.dates import PARIS
from events.models import EventPage
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 10, 15, 12, tzinfo=PARIS)


@pytest.fixture
def agenda_around_noon():
    """Events that end before, at and after noon, with and without a known end."""
    hours = timedelta(hours=1)
    with time_machine.travel(NOON, tick=False):
        return [
            EventPageFactory(title="finie", starts_at=NOON - 3 * hours, ends_at=NOON - hours),
            EventPageFactory(title="finit maintenant", starts_at=NOON - hours, ends_at=NOON),
            EventPageFactory(title="en cours", starts_at=NOON - hours, ends_at=NOON + hours),
            EventPageFactory(title="fin ouverte", starts_at=NOON - 2 * hours, ends_at=None),
            EventPageFactory(title="jour même", starts_at=NOON, ends_at=None, all_day=True),
            EventPageFactory(title="demain", starts_at=NOON + 24 * hours),
        ]


@pytest.mark.parametrize(
    ("moment", "titles"),
    [
        (NOON, ["fin ouverte", "en cours", "jour même", "demain"]),
        (NOON + timedelta(hours=13), ["demain"]),
        (NOON.replace(hour=23, minute=59), ["fin ouverte", "jour même", "demain"]),
    ],
)
def test_upcoming_lists_what_is_not_over_nearest_first(agenda_around_noon, moment, titles):
    with time_machine.travel(moment, tick=False):
        assert [event.title for event in EventPage.objects.upcoming()] == titles


@pytest.mark.parametrize("hours", [-5, 0, 1, 11, 12, 13, 40])
def test_upcoming_and_past_share_nothing_and_miss_nothing(agenda_around_noon, hours):
    with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
        upcoming = set(EventPage.objects.upcoming())
        past = set(EventPage.objects.past())
    assert not upcoming & past
    assert upcoming | past == set(agenda_around_noon)


def test_past_lists_the_latest_first(agenda_around_noon):
    with time_machine.travel(NOON, tick=False):
        titles = [event.title for event in EventPage.objects.past()]
    assert titles == ["finit maintenant", "finie"]


def test_now_is_asked_when_the_query_is_built_and_not_when_the_module_is_loaded():
    EventPageFactory(starts_at=datetime(2027, 1, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False):
        assert EventPage.objects.upcoming().count() == 1
    with time_machine.travel(datetime(2028, 1, 1, tzinfo=UTC), tick=False):
        assert EventPage.objects.upcoming().count() == 0


def test_what_begins_on_a_day_or_until_another():
    midnight = datetime(2026, 10, 15, tzinfo=PARIS)
    second, day = timedelta(seconds=1), timedelta(days=1)
    for title, starts_at in {
        "la veille": midnight - second,
        "minuit": midnight,
        "le soir": midnight + day - second,
        "le lendemain": midnight + day,
        "après": midnight + 2 * day,
    }.items():
        EventPageFactory(title=title, starts_at=starts_at, ends_at=None)

    def titles(*days):
        events = EventPage.objects.beginning_on(*days).order_by("starts_at")
        return list(events.values_list("title", flat=True))

    assert titles(midnight.date()) == ["minuit", "le soir"]
    assert titles(midnight.date(), (midnight + day).date()) == ["minuit", "le soir", "le lendemain"]
