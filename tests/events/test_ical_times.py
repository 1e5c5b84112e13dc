"""When an event takes place, as calendars write it: points 11 and 12 of docs/agenda.md."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from events import dates
from events.ical import calendar
from events.published import PublishedEvent
from tests.events.ical_lines import complaints, only_event
from tests.factories.published import feed_of, published


def said(event: PublishedEvent) -> dict[str, str]:
    return only_event(calendar(feed_of(event)))


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ((2026, 1, 15, 17), "DTSTART;TZID=Europe/Paris:20260115T180000"),
        ((2026, 7, 15, 16), "DTSTART;TZID=Europe/Paris:20260715T180000"),
        # 2:00 is 3:00, then 3:00 is 2:00 again.
        ((2026, 3, 29, 0, 59), "DTSTART;TZID=Europe/Paris:20260329T015900"),
        ((2026, 3, 29, 1), "DTSTART;TZID=Europe/Paris:20260329T030000"),
        ((2026, 10, 24, 23, 59), "DTSTART;TZID=Europe/Paris:20261025T015900"),
        ((2026, 10, 25, 0, 30), "DTSTART:20261025T003000Z"),
        ((2026, 10, 25, 1, 30), "DTSTART:20261025T013000Z"),
        ((2026, 10, 25, 2), "DTSTART;TZID=Europe/Paris:20261025T030000"),
        # In 1995 summer time ended in September.
        ((1995, 10, 5, 17), "DTSTART:19951005T170000Z"),
        ((1996, 3, 31, 0, 59), "DTSTART:19960331T005900Z"),
        ((1996, 3, 31, 1), "DTSTART;TZID=Europe/Paris:19960331T030000"),
    ],
)
def test_11_moments_are_on_the_clocks_of_paris_unless_these_leave_a_doubt(start, line):
    event = published(starts_at=datetime(*start, tzinfo=UTC), ends_at=None)
    name, _, value = line.rpartition(":")
    assert said(event)[name] == value


def test_11_moments_of_any_zone_and_either_pass_of_an_hour_are_told_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=dates.PARIS)
    event = published(starts_at=first, ends_at=first.replace(fold=1))
    told = said(event)
    assert (told["DTSTART"], told["DTEND"]) == ("20261025T003000Z", "20261025T013000Z")


def test_11_the_one_time_zone_follows_the_clocks_of_paris():
    data = calendar(feed_of())
    assert complaints(data) == []
    (zone,) = Calendar.from_ical(data).timezones
    told = zone.to_tz(lookup_tzid=False)
    moment = datetime(1996, 4, 1)  # noqa: DTZ001 - as clocks show it
    while moment.year < 2060:
        if dates.PARIS.utcoffset(moment) != dates.PARIS.utcoffset(moment.replace(fold=1)):
            moment += timedelta(hours=1)
            continue
        assert moment.replace(tzinfo=told).utcoffset() == dates.PARIS.utcoffset(moment)
        assert moment.replace(tzinfo=told).tzname() == dates.PARIS.tzname(moment)
        moment += timedelta(days=1, hours=1)


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (date(2026, 11, 14), date(2026, 11, 22), "20261123"),
        (date(2026, 11, 14), date(2026, 11, 14), "20261115"),
        (date(2026, 11, 14), None, "20261115"),
        (date(2026, 10, 25), None, "20261026"),
        (date(2026, 12, 31), None, "20270101"),
    ],
)
def test_12_the_end_of_whole_days_is_the_day_after_the_last(first, last, end):
    event = published(
        all_day=True,
        starts_at=dates.midnight(first),
        ends_at=last and dates.midnight(last) + timedelta(hours=20),
    )
    told = said(event)
    assert told["DTSTART;VALUE=DATE"] == f"{first:%Y%m%d}"
    assert told["DTEND;VALUE=DATE"] == end


@pytest.mark.parametrize("length", [None, timedelta(0)])
def test_12_an_end_that_is_not_known_is_not_said(length):
    start = datetime(2026, 7, 1, 16, tzinfo=UTC)
    event = published(starts_at=start, ends_at=None if length is None else start + length)
    assert not [name for name in said(event) if name.startswith("DTEND")]
