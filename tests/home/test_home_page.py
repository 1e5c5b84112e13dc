"""What the home page shows of the agenda."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db


def next_events(client) -> list[str]:
    return [event.title for event in client.get("/").context["next_events"]]


@pytest.fixture
def exhibitions() -> None:
    for number in range(3):
        EventPageFactory(
            title=f"Exposition {number}",
            starts_at=timezone.now() - timedelta(days=30 + number),
            ends_at=timezone.now() + timedelta(days=30),
        )


def test_what_has_been_going_on_for_weeks_is_not_what_comes_next(client, exhibitions):
    EventPageFactory(title="Demain")
    assert next_events(client) == ["Demain"]


def test_what_goes_on_is_shown_when_nothing_else_is_announced(client, exhibitions):
    assert next_events(client) == ["Exposition 2", "Exposition 1", "Exposition 0"]


def test_what_began_today_is_shown_until_it_is_over(client, time_machine):
    time_machine.move_to("2026-10-15T16:00:00Z", tick=False)
    EventPageFactory(
        title="Depuis ce matin",
        starts_at=timezone.now() - timedelta(hours=8),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    assert next_events(client) == ["Depuis ce matin"]
