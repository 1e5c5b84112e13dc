"""The page of a group: the thread of its meetings."""

from datetime import datetime, timedelta

import pytest
import time_machine

from events.group_meetings import PAST_PER_PAGE, UPCOMING_SHOWN
from site_lianes.core.typography import french
from tests.events.agenda.reading import elements, links, parse_page, words
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, GroupPageFactory, make_many_events

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 8, 15)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    return GroupPageFactory(title="Groupe Mali")


def meet(group, *starts: datetime, **facts) -> None:
    make_many_events([{"group": group, "starts_at": start, **facts} for start in starts])


def sentence(client, group) -> str:
    return client.get(group.get_url()).context["meetings"].in_words


OLD, LATELY, SOON, LATER = (
    paris(2019, 10, 17, 18),
    paris(2026, 10, 1, 18),
    paris(2026, 11, 1, 18),
    paris(2027, 1, 12, 18),
)


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ([], ""),
        ([OLD], ""),
        ([SOON], ""),
        (
            [OLD, LATELY, SOON],
            "3 rencontres : la première le 17 octobre 2019, la prochaine le 1er novembre 2026.",
        ),
        (
            [OLD, SOON, LATER],
            "3 rencontres : la première le 17 octobre 2019, la prochaine le 1er novembre 2026.",
        ),
        (
            [OLD, LATELY],
            "2 rencontres : la première le 17 octobre 2019, la dernière le 1er octobre 2026.",
        ),
        (
            [SOON, LATER],
            "2 rencontres : la première le 1er novembre 2026, la dernière le 12 janvier 2027.",
        ),
    ],
)
def test_the_meetings_are_said_in_one_sentence(client, group, starts, said):
    meet(group, *starts)
    assert sentence(client, group) == said
    assert french(said) in client.get(group.get_url()).content.decode()


def test_what_was_cancelled_or_is_of_another_group_or_a_draft_is_not_counted(client, group):
    meet(group, OLD, LATELY, SOON)
    EventPageFactory(group=group, starts_at=paris(2018, 1, 9, 18), status="cancelled")
    EventPageFactory(group=group, starts_at=paris(2026, 10, 20, 18), status="cancelled")
    EventPageFactory(group=group, starts_at=paris(2017, 1, 9, 18), live=False)
    EventPageFactory(group=GroupPageFactory(), starts_at=paris(2016, 1, 9, 18))
    said = "3 rencontres : la première le 17 octobre 2019, la prochaine le 1er novembre 2026."
    assert sentence(client, group) == said


def test_what_is_to_come_stands_first_in_its_order_and_no_more_than_a_year_of_it(client, group):
    starts = [SOON + timedelta(days=30 * number) for number in range(UPCOMING_SHOWN + 1)]
    meet(group, *reversed(starts))
    upcoming = client.get(group.get_url()).context["meetings"].upcoming
    assert [event.starts_at for event in upcoming] == starts[:UPCOMING_SHOWN]


def test_past_meetings_stand_on_pages_of_twenty_the_latest_first(client, group):
    starts = [LATELY - timedelta(days=days) for days in range(PAST_PER_PAGE + 3)]
    meet(group, *starts)
    first = client.get(group.get_url())
    assert [event.starts_at for event in first.context["past"]] == starts[:PAST_PER_PAGE]
    (address,) = links(parse_page(first), rel="next")
    second = client.get(group.get_url() + address)
    assert [event.starts_at for event in second.context["past"]] == starts[PAST_PER_PAGE:]
    assert [each.context["noindex"] for each in (first, second)] == [False, True]
    (canonical,) = elements(parse_page(second), "link", rel="canonical")
    assert dict(canonical.attributes)["href"].endswith("/groupe-mali/?page=2")


@pytest.mark.parametrize(
    ("facts", "is_said"),
    [
        ({"decisions": "<p>Se revoir.</p>"}, True),
        ({"participants": 12}, True),
        ({"minutes": [("paragraph", "<p>Deux sujets.</p>")]}, True),
        ({}, False),
    ],
)
def test_a_past_meeting_says_whether_its_report_can_be_read(client, group, facts, is_said):
    EventPageFactory(title="Réunion", group=group, starts_at=LATELY, **facts)
    EventPageFactory(group=group, starts_at=OLD)
    entries = [words(each) for each in elements(parse_page(client.get(group.get_url())), "li")]
    said = [entry for entry in entries if "Avec compte rendu" in entry]
    assert len(said) == is_said
    assert all("Réunion" in entry for entry in said)


def test_a_meeting_to_come_has_no_report_yet(client, group):
    EventPageFactory(group=group, starts_at=SOON, participants=12)
    assert "Avec compte rendu" not in client.get(group.get_url()).content.decode()
