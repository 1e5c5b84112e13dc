"""What to read next: the meetings of the same group around an event, and events like it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventPage
from events.thread import RELATED_EVENTS
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def in_days(days: int):
    return timezone.now() + timedelta(days=days)


def titles(events) -> list[str]:
    return [event.title for event in events]


@pytest.fixture
def meetings() -> list[EventPage]:
    """Meetings of one group, two of them at the same moment, among others' meetings."""
    group, now = GroupPageFactory(), timezone.now()
    days = {"a": -300, "b": -30, "c": 10, "d": 10, "e": 40}
    found = [
        EventPageFactory(title=title, group=group, starts_at=now + timedelta(days=count))
        for title, count in days.items()
    ]
    EventPageFactory(group=GroupPageFactory(), starts_at=now + timedelta(days=11))
    EventPageFactory(group=None, starts_at=now + timedelta(days=12))
    return found


def test_each_meeting_leads_to_its_neighbours_and_back(meetings):
    threads = [EventPage.objects.get(pk=meeting.pk).thread for meeting in meetings]
    assert [thread.previous for thread in threads] == [None, *meetings[:-1]]
    assert [thread.next for thread in threads] == [*meetings[1:], None]


def test_an_event_of_no_group_has_no_thread(meetings):
    alone = EventPage.objects.get(group=None)
    assert (alone.thread.previous, alone.thread.next) == (None, None)


def test_a_draft_is_in_no_thread(meetings):
    EventPage.objects.get(title="b").unpublish()
    assert EventPage.objects.get(title="c").thread.previous.title == "a"


def test_related_events_share_a_theme_or_a_country_and_are_to_come():
    water, health = ThemeFactory.create_batch(2)
    mali, togo = CountryFactory.create_batch(2)
    group = GroupPageFactory()
    event = EventPageFactory(themes=[water], countries=[mali], group=group)
    EventPageFactory(title="pays", countries=[mali, togo], starts_at=in_days(9))
    EventPageFactory(title="thème", themes=[water, health], starts_at=in_days(8))
    EventPageFactory(title="les deux", themes=[water], countries=[mali], starts_at=in_days(7))
    EventPageFactory(title="autre", themes=[health], countries=[togo])
    EventPageFactory(title="passé", themes=[water], starts_at=in_days(-9))
    EventPageFactory(title="annulé", themes=[water], status="cancelled")
    EventPageFactory(title="du groupe", themes=[water], group=group)
    assert titles(event.thread.related) == ["les deux", "thème", "pays"]


def test_an_event_without_theme_or_country_is_related_to_none():
    EventPageFactory()
    assert not EventPageFactory().thread.related


def test_the_page_shows_at_most_three_related_events_and_its_neighbours(client):
    water, group = ThemeFactory(), GroupPageFactory()
    event = EventPageFactory(themes=[water], group=group)
    EventPageFactory.create_batch(RELATED_EVENTS + 2, themes=[water], starts_at=in_days(20))
    EventPageFactory(title="La réunion d’avant", group=group, starts_at=in_days(-20))
    EventPageFactory(title="La réunion d’après", group=group, starts_at=in_days(20))
    response = client.get(event.get_url())
    html = response.content.decode()
    assert len(response.context["page"].thread.related) == RELATED_EVENTS
    assert html.index("Rencontre précédente") < html.index("La réunion d’avant")
    assert html.index("Rencontre suivante") < html.index("La réunion d’après")


def test_what_an_event_leads_to_costs_the_same_whatever_there_is(django_assert_num_queries):
    water, group = ThemeFactory(), GroupPageFactory()
    for days in range(-5, 15, 5):
        EventPageFactory(themes=[water], group=group, starts_at=in_days(days))
        EventPageFactory(themes=[water], starts_at=in_days(days))
    event = EventPage.objects.filter(group=group).last()
    assert event.theme_list + event.partner_countries == [water]
    # What is new in the agenda, and the events.
    with django_assert_num_queries(2):
        thread = event.thread
        assert [each.place.town for each in (thread.previous, *thread.related)]
