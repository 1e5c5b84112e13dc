"""The days of a series, whatever the clocks and the calendar do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events import dates
from events.models import SchoolHoliday
from events.series.recurrence import (
    LAST,
    MOST,
    Limit,
    Monthly,
    Proposal,
    Weekly,
    position_of,
    proposals,
    with_dates,
)

TUESDAY, THURSDAY = 1, 3


@dataclass
class Holiday:
    name: str
    first_day: date
    last_day: date


def days(found: list[Proposal], *, kept: bool = True) -> list[date]:
    return [each.starts_at.date() for each in found if kept != bool(each.skipped)]


first_meetings = st.datetimes(datetime(2000, 1, 1), datetime(2040, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0)
)
rhythms = st.one_of(
    st.builds(Weekly, st.integers(1, 52)),
    st.builds(Monthly, st.sampled_from([1, 2, 3, 4, LAST]), st.integers(0, 6)),
)
limits = st.one_of(
    st.builds(Limit, count=st.integers(1, MOST)),
    st.builds(Limit, until=st.dates(date(2000, 1, 1), date(2045, 1, 1))),
)
holidays = st.lists(
    st.builds(
        lambda first, length: Holiday("Vacances", first, first + timedelta(days=length)),
        st.dates(date(2000, 1, 1), date(2041, 1, 1)),
        st.integers(0, 60),
    ),
    max_size=8,
)


@given(first_meetings, rhythms, limits, holidays, st.sets(st.dates(date(2000, 1, 1)), max_size=5))
def test_a_series_keeps_its_hour_its_weekday_and_its_holidays(
    first, rhythm, limit, times_off, exceptions
):
    found = proposals(first, rhythm, limit, exceptions, times_off)
    kept = days(found)
    assert found == sorted(found)
    assert len(kept) == len(set(kept)) <= min(limit.count or MOST, MOST)
    for each in found:
        assert each.starts_at > first
        assert each.starts_at.time() == first.time()
        assert limit.until is None or each.starts_at.date() <= limit.until
    for day in kept:
        assert day not in exceptions
        assert not any(each.first_day <= day <= each.last_day for each in times_off)
        if isinstance(rhythm, Weekly):
            assert (day - first.date()).days % (7 * rhythm.weeks) == 0
        else:
            assert day.weekday() == rhythm.weekday
            assert rhythm.position in {position_of(day), (day.day - 1) // 7 + 1, last_or_not(day)}


def last_or_not(day: date) -> int | None:
    return LAST if (day + timedelta(days=7)).month != day.month else None


@given(first_meetings, rhythms, limits)
def test_the_clocks_show_the_same_hour_at_every_meeting(first, rhythm, limit):
    for each in proposals(first, rhythm, limit):
        if each.skipped:
            with pytest.raises(ValueError, match="skip"):
                dates.on_paris_clocks(each.starts_at)
        else:
            moment = dates.on_paris_clocks(each.starts_at)
            assert dates.hour(moment).startswith(f"{first:%Hh%M}")
            assert dates.day_of(moment) == each.starts_at.date()


@given(first_meetings, st.integers(1, 3000), st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_a_meeting_lasts_on_the_clocks_as_the_first_one_does(first, minutes, day):
    try:
        starts_at = dates.on_paris_clocks(first)
        ends_at = dates.on_paris_clocks(first + timedelta(minutes=minutes))
        other = dates.on_paris_clocks(datetime.combine(day, first.time()))
        end = dates.moved(starts_at, ends_at, other)
    except ValueError:
        assume(False)
    shown = end.replace(tzinfo=None) - datetime.combine(day, first.time())
    assert shown == timedelta(minutes=minutes)
    assert dates.duration(other, end) >= timedelta(0)


def test_an_end_on_the_hour_that_comes_twice_is_never_before_the_start():
    starts_at = datetime(2026, 10, 25, 2, 50, tzinfo=dates.PARIS)
    ends_at = datetime(2026, 10, 25, 2, 10, tzinfo=dates.PARIS, fold=1)
    other = datetime(2026, 11, 1, 2, 50, tzinfo=dates.PARIS)
    assert dates.moved(starts_at, ends_at, other) - other == timedelta(minutes=20)
    assert dates.moved(starts_at, None, other) is None


def test_every_other_week_and_the_weeks_off():
    toussaint = Holiday("Toussaint 2026", date(2026, 10, 17), date(2026, 11, 1))
    found = proposals(
        datetime(2026, 9, 24, 18),  # noqa: DTZ001
        Weekly(2),
        Limit(count=3),
        [date(2026, 11, 19)],
        [toussaint],
    )
    assert days(found) == [date(2026, 10, 8), date(2026, 11, 5), date(2026, 12, 3)]
    assert [(f"{each.starts_at:%d/%m}", each.skipped) for each in found if each.skipped] == [
        ("22/10", "vacances scolaires (Toussaint 2026)"),
        ("19/11", "exception"),
    ]


def test_the_first_tuesday_and_the_last_thursday():
    after, limit = datetime(2026, 9, 1, 18), Limit(until=date(2026, 12, 31))  # noqa: DTZ001
    assert days(proposals(after, Monthly(1, TUESDAY), limit)) == [
        date(2026, 10, 6),
        date(2026, 11, 3),
        date(2026, 12, 1),
    ]
    assert days(proposals(after, Monthly(LAST, THURSDAY), limit)) == [
        date(2026, 9, 24),
        date(2026, 10, 29),
        date(2026, 11, 26),
        date(2026, 12, 31),
    ]


def test_an_hour_that_the_clocks_skip_is_told():
    found = proposals(datetime(2026, 3, 22, 2, 30), Weekly(1), Limit(count=1))  # noqa: DTZ001
    assert [each.skipped for each in found] == [
        "02h30 n’existe pas ce jour-là\u00a0: les horloges avancent",
        "",
    ]


def test_a_series_without_an_end_stops():
    endless = proposals(datetime(2026, 1, 1, 18), Weekly(1), Limit())  # noqa: DTZ001
    assert len(endless) == MOST
    far = proposals(datetime(2100, 12, 1, 18), Weekly(52), Limit())  # noqa: DTZ001
    assert far == []


def test_dates_that_somebody_chose_stand_whatever_the_rhythm_leaves_out():
    found = [Proposal(at(1), "exception"), Proposal(at(8)), Proposal(at(15))]
    merged = with_dates(found, [at(1), at(3, 20), at(15)], {date(2026, 6, 8)})
    assert merged == [
        Proposal(at(1)),
        Proposal(at(3, 20)),
        Proposal(at(8), "déjà une rencontre de la série ce jour-là"),
        Proposal(at(15)),
    ]
    assert with_dates([], [], set()) == []


def at(day: int, hour: int = 18) -> datetime:
    return datetime.combine(date(2026, 6, day), time(hour))


@pytest.mark.django_db
def test_the_holidays_of_zone_b_are_known_until_the_summer_of_2027():
    assert SchoolHoliday.objects.count() == 10
    assert SchoolHoliday.objects.last_known().last_day == date(2027, 8, 31)
    assert all(each.first_day.weekday() == 5 for each in SchoolHoliday.objects.all())
