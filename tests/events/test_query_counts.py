"""What a page costs: the same queries, whatever there is in the agenda."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventPage, GroupPage
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    FunderFactory,
    GroupPageFactory,
    OfficeFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_many_events,
)

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 15, 12)

# Site, home page, agenda, view restrictions; what is new in the agenda; the choices, and the pages
# that some groups are restricted to; events with their places, their themes.
AGENDA = 9
# The table of a month shows no themes.
MONTH = 8
VIEWS = [
    "",
    "?theme=eau&mode=sur-place&organisateur=lianes",
    "?mois=2026-10",
    "?theme=eau&mois=2026-10",
    "?periode=passes",
    "?theme=eau&periode=2026",
    "?du=2026-10-01&au=2026-10-31",
]
# As `test_event_page` counts them.
EVENT = 10
# Site, home page, group, view restrictions; what is new; the agenda; its meetings to come with
# their themes, its past ones with theirs.
GROUP = 10
# Site, home page, view restrictions; what is new; the agenda; events and themes; themes to choose.
HOME = 8


def fill(size: int) -> tuple[EventPage, GroupPage]:
    """An agenda of so many events in fifty days, half of them past: the next one and a group."""
    FunderFactory.create_batch(2)
    OfficeFactory.create_batch(2)
    themes, countries = ThemeFactory.create_batch(8), CountryFactory.create_batch(8)
    themes.append(water := ThemeFactory(slug="eau"))
    organisers = OrganiserFactory.create_batch(min(size, 60))
    lianes = OrganiserFactory(slug="lianes")
    places, group = PlaceFactory.create_batch(5), GroupPageFactory()
    events = make_many_events(
        {
            "starts_at": NOW + (number - size / 2) * timedelta(days=50) / size,
            "themes": [water, themes[number % 8]],
            "countries": [countries[number % 8]],
            "organisers": [lianes, organisers[number % len(organisers)]],
            "place": places[number % 5],
            "group": group if number % 2 else None,
            "participants": 12,
        }
        for number in range(size)
    )
    return events[size // 2 + 1], group


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("size", [10, 1000])
def test_ten_events_cost_as_many_queries_as_a_thousand(client, size):
    with time_machine.travel(NOW, tick=False):
        event, group = fill(size)
        views = {view: queries_of(client, f"/agenda/{view}") for view in VIEWS}
        assert views == {view: MONTH if "mois=" in view else AGENDA for view in VIEWS}
        assert queries_of(client, event.get_url()) == EVENT
        assert queries_of(client, group.get_url()) == GROUP
        assert queries_of(client, "/") == HOME
