"""Three libraries that know nothing of one another read from our calendars what was published."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import example, given
from hypothesis import strategies as st

from events.choices import Mode, Status
from events.dates import PARIS
from events.ical import calendar
from events.models import AgendaEntry, EventPage
from events.published import PublishedEvent, PublishedPlace
from tests.events.ical_lines import complaints
from tests.factories.published import feed_of, published
from tests.tools.calendar_readers import CalendarReaders, written

pytestmark = pytest.mark.node

STATUSES = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}

# What node-ical misreads of texts: an escaped backslash before an n is a line break to it, and
# quotes around the whole are no part of it.
MISREAD = re.compile(r'\\[nN]|^".*"$', re.DOTALL)

NO_CHARACTERS = "\ufeff\ufffe\uffff"
letters = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=NO_CHARACTERS
) | st.sampled_from(',;:\\"é’€😀\u00a0\u202f')
# "None" is what the checker takes for a value that was forgotten.
words = (
    st.text(letters, min_size=1, max_size=120)
    .map(str.strip)
    .filter(lambda text: text not in ("", "None"))
)
no_words = st.just("")


def last_sunday(year: int, month: int) -> datetime:
    """One in the morning, in UTC, of the last Sunday of a month of 31 days: the clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)


moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the time zone
    max_value=datetime(2040, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=0))
around_a_change = st.builds(
    lambda year, month, minutes: last_sunday(year, month) + timedelta(minutes=minutes),
    st.integers(2000, 2040),
    st.sampled_from([3, 10]),
    st.integers(-180, 180),
)
lengths = st.none() | st.timedeltas(timedelta(seconds=1), timedelta(days=9)).map(
    lambda length: timedelta(seconds=int(length.total_seconds()))
)
places = st.none() | st.builds(PublishedPlace, words, no_words | words, no_words, no_words | words)


@st.composite
def events(draw: st.DrawFn) -> PublishedEvent:
    starts_at = draw(moments | around_a_change)
    length = draw(lengths)
    facts: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": None if length is None else starts_at + length,
        "all_day": draw(st.booleans()),
        "sequence": draw(st.integers(0, 40)),
        "is_withdrawn": draw(st.booleans()),
        "status": draw(st.sampled_from(Status.values)),
        "mode": draw(st.sampled_from(Mode.values)),
        "online_link": draw(st.sampled_from(["", "https://visio.example/a,b;c?d=é"])),
        "themes": tuple(draw(st.lists(words, max_size=2))),
        "organisers": tuple(draw(st.lists(words, max_size=2))),
    }
    texts = {name: draw(no_words | words) for name in ("summary", "text", "price")}
    return published(title=draw(words), place=draw(places), **facts, **texts)


@pytest.fixture(scope="module")
def readers() -> Iterator[CalendarReaders]:
    with CalendarReaders() as readers:
        yield readers


def facts_of(event: PublishedEvent) -> dict[str, Any]:
    """What a reader is to find, but for the description."""
    start, end = event.starts_at, event.ends_at
    if event.all_day:
        start = event.starts_at.astimezone(PARIS).date()
        end = (event.ends_at or event.starts_at).astimezone(PARIS).date() + timedelta(days=1)
    place = event.place.in_words if event.place else None
    if event.current_mode == Mode.ONLINE:
        place = event.online_link or "En ligne"
    status = STATUSES.get(event.status, "CONFIRMED")
    return {
        "uid": str(event.uid),
        "start": written(start),
        "end": written(end),
        "status": "CANCELLED" if event.is_withdrawn else status,
        "sequence": event.sequence,
        "summary": event.announced_title,
        "location": None if event.is_withdrawn else place,
    }


def is_misread_by_node_ical(event: PublishedEvent, description: str) -> bool:
    texts = (event.announced_title, facts_of(event)["location"] or "", description)
    return any(map(MISREAD.search, texts))


def assert_read_alike(readers: CalendarReaders, events: list[PublishedEvent]) -> list[str]:
    """Gives the descriptions."""
    data = calendar(feed_of(*events))
    assert complaints(data) == []
    readings = readers.read(data)
    descriptions = [read["description"] for read in readings["icalendar"]]
    for name, reading in readings.items():
        for event, read, description in zip(events, reading, descriptions, strict=True):
            if name != "node-ical" or not is_misread_by_node_ical(event, description):
                assert (name, read) == (name, facts_of(event) | {"description": description})
    return descriptions


def at(*parts: int, **facts: Any) -> list[PublishedEvent]:
    """An event of one hour that starts at this moment of UTC."""
    start = datetime(*parts, tzinfo=UTC)
    return [published(starts_at=start, ends_at=start + timedelta(hours=1), **facts)]


@given(events=st.lists(events(), min_size=1, max_size=4))
# Summer time begins, at 1:00 of UTC, and ends: 2:30 comes twice.
@example(events=at(2026, 3, 29, 0, 30))
@example(events=at(2026, 3, 29, 1, 0))
@example(events=at(2026, 3, 28, 23, 0, all_day=True))
@example(events=at(2026, 10, 24, 23, 30))
@example(events=at(2026, 10, 25, 0, 30))
@example(events=at(2026, 10, 25, 1, 30))
@example(events=at(2026, 10, 24, 22, 0, all_day=True))
def test_all_read_what_was_published(readers, events):
    for event, description in zip(events, assert_read_alike(readers, events), strict=True):
        if not event.is_withdrawn:
            assert event.summary in description
            assert event.text in description
            assert description.endswith(f"http://testserver{event.path}")


@given(
    title=st.text(st.characters(), min_size=1),
    text=st.text(st.characters()),
    name=st.text(st.characters(), min_size=1),
)
@example(title="\udcff\0\u2028\n\r\x85\x0b", text="a\r\nEND:VEVENT\r\nBEGIN:VEVENT", name="\\")
def test_whatever_is_written_all_read_one_event(readers, title, text, name):
    place = PublishedPlace(name, title, "", "")
    event = published(title=f"Rencontre {title}", summary=title, text=text, place=place)
    data = calendar(feed_of(event, name=f"Agenda {name}"))
    assert complaints(data) == []
    readings = readers.read(data)
    for reading in readings.values():
        assert [read["uid"] for read in reading] == [str(event.uid)]
    assert readings["ical.js"] == readings["icalendar"]
    assert "\n" not in readings["icalendar"][0]["summary"]


@pytest.mark.django_db
def test_every_event_of_the_demo_is_read_alike(readers):
    call_command("load_demo", verbosity=0)
    told = [entry.told for entry in AgendaEntry.objects.filter(is_public=True)]
    assert len(told) == EventPage.objects.live().count()
    assert_read_alike(readers, told)
