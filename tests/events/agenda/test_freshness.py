"""Until when a page stays as it is: a copy of it that is thrown away then is never out of date."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events.agenda.freshness import next_change
from events.agenda.index import AgendaIndex, Row
from events.models import EventIndexPage, EventPage
from tests.events.test_dates import paris
from tests.factories import CountryFactory, EventPageFactory, GroupPageFactory, home_page

NOW = paris(2026, 10, 8, 15)
TO_COME, DEADLINE, RUNNING_ENDS = (
    paris(2026, 10, 8, 18),
    paris(2026, 10, 8, 16),
    NOW.replace(hour=17),
)
COME_ENDS, MIDNIGHT, LAST_ENDS = paris(2026, 10, 8, 20), paris(2026, 10, 9), paris(2026, 10, 9, 12)
END_OF_TIME = paris(2026, 10, 10, 12)
INSTANT = timedelta(microseconds=1)


def index_of(*spans: tuple[datetime, datetime]) -> AgendaIndex:
    rows = (Row(number, *span, ()) for number, span in enumerate(spans))
    return AgendaIndex.of(rows)


# -- The next moment -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "own", "expected"),
    [
        (NOW, [], RUNNING_ENDS),
        (NOW - INSTANT, [NOW], NOW),
        (NOW, [NOW, NOW - INSTANT, None], RUNNING_ENDS),
        (NOW, [DEADLINE], DEADLINE),
        (RUNNING_ENDS, [], TO_COME),
        (TO_COME - INSTANT, [], TO_COME),
        (TO_COME, [], COME_ENDS),
        (COME_ENDS, [LAST_ENDS], MIDNIGHT),
        (MIDNIGHT, [], paris(2026, 10, 10)),
        (MIDNIGHT.astimezone(UTC) - INSTANT, [], MIDNIGHT),
        # The day on which an hour comes twice, and the one on which an hour is skipped.
        (paris(2026, 10, 25), [], datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (paris(2027, 3, 28), [], datetime(2027, 3, 28, 22, tzinfo=UTC)),
        (
            paris(2026, 10, 25, 2, 30).astimezone(UTC),
            [paris(2026, 10, 25, 2, 10).replace(fold=1)],
            datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
        ),
    ],
)
def test_it_is_the_next_begin_end_or_midnight_or_one_of_its_own(now, own, expected):
    index = index_of((NOW - timedelta(days=1), RUNNING_ENDS), (TO_COME, COME_ENDS))
    assert next_change(now, index, *own) == expected


# -- Pages ---------------------------------------------------------------------------------------


@pytest.fixture
def event() -> EventPage:
    """One to register for, among others of its group and country."""
    group, mali = GroupPageFactory(title="Groupe Mali"), CountryFactory(slug="mali")
    EventPageFactory(starts_at=paris(2026, 10, 7, 9), ends_at=RUNNING_ENDS, countries=[mali])
    EventPageFactory(starts_at=NOW.replace(hour=10), ends_at=LAST_ENDS, group=group)
    EventPageFactory(starts_at=END_OF_TIME, countries=[mali])
    return EventPageFactory(
        starts_at=TO_COME,
        ends_at=COME_ENDS,
        registration_deadline=DEADLINE,
        registration_email="inscription@lianes.example",
        participants=12,
        group=group,
        countries=[mali],
    )


def changes(client, page, query: str = "") -> list[datetime]:
    """The moments at which a page reads otherwise; between those it foresees, it never does."""
    found, now, read = [], NOW, None
    while now < END_OF_TIME:
        with time_machine.travel(now, tick=False):
            content = client.get(page.get_url() + query).content
            then = page.changes_at(now)
        assert now < then
        for moment in (now + (then - now) / 3, then - INSTANT):
            with time_machine.travel(moment, tick=False):
                assert client.get(page.get_url() + query).content == content
                assert page.changes_at(moment) == then
        if read not in (None, content):
            found.append(now)
        now, read = then, content
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "moments"),
    [
        ("", [RUNNING_ENDS, COME_ENDS, LAST_ENDS]),
        ("?groupe=groupe-mali", [COME_ENDS, LAST_ENDS]),
        ("?periode=passes", [RUNNING_ENDS, COME_ENDS, LAST_ENDS]),
        ("?mois=2026-10", [RUNNING_ENDS, COME_ENDS, MIDNIGHT, LAST_ENDS, paris(2026, 10, 10)]),
    ],
)
def test_the_agenda_foresees_its_changes(client, event, query, moments):
    assert changes(client, EventIndexPage.objects.get(), query) == moments


@pytest.mark.django_db
def test_the_home_page_foresees_its_changes(client, event):
    assert changes(client, home_page()) == [COME_ENDS, MIDNIGHT]


@pytest.mark.django_db
def test_a_group_foresees_its_changes(client, event):
    assert changes(client, event.group) == [COME_ENDS, LAST_ENDS]


@pytest.mark.django_db
def test_an_event_foresees_its_changes_and_those_of_what_it_leads_to(client, event):
    assert changes(client, event) == [DEADLINE, RUNNING_ENDS, COME_ENDS]


@pytest.mark.django_db
def test_an_event_that_is_in_no_list_foresees_its_own_end(event):
    event.unpublish()
    assert event.changes_at(TO_COME) == COME_ENDS
