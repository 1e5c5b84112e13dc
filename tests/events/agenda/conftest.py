"""An agenda that is watched, and who changes it."""

import pytest

from events.models import EventPage
from tests.events.agenda.watched import Agenda
from tests.events.test_dates import paris
from tests.factories import (
    EventPageFactory,
    ThemeFactory,
    make_user,
)


@pytest.fixture
def agenda() -> Agenda:
    return Agenda()


@pytest.fixture
def staff(client):
    """Sends forms of the admin as somebody of the group Publication."""
    client.force_login(make_user("Publication"))
    return client


@pytest.fixture
def event(agenda) -> EventPage:
    """A published event that the agenda knows, beside another."""
    EventPageFactory()
    event = EventPageFactory(starts_at=paris(2030, 10, 15, 18), themes=[ThemeFactory()])
    event.save_revision().publish()
    assert event.pk in agenda.events
    return event
