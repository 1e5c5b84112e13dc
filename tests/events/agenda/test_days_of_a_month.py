"""The events of each day of a month, by their first and last moments."""

from datetime import UTC, date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from events import dates
from events.agenda.index import Span
from events.agenda.month import spans_by_day

# Also when the clocks of Paris change, and often at midnight.
starts = st.builds(
    lambda days, hours: dates.midnight(date(2026, 1, 1) + timedelta(days)) + timedelta(hours=hours),
    st.integers(0, 330),
    st.sampled_from([0, 0, 1, 2, 23]),
)
lengths = st.builds(lambda days, hours: timedelta(days, hours=hours), *[st.integers(0, 60)] * 2)


@given(
    month=st.sampled_from([date(2026, 2, 1), date(2026, 3, 1), date(2026, 10, 1)]),
    times=st.lists(st.tuples(starts, lengths)),
)
@example(month=date(2026, 10, 1), times=[])
def test_a_day_has_what_begins_on_it_then_what_goes_on(month, times):
    in_utc = ((start.astimezone(UTC), length) for start, length in times)
    moments = sorted((start, start + length) for start, length in in_utc)
    spans = [(number, *each) for number, each in enumerate(moments)]
    by_day = spans_by_day(month, spans)
    assert [*by_day] == days_of(month)
    for day, found in by_day.items():
        assert found == beginning_on(day, spans) + going_on(day, spans)


def days_of(month: date) -> list[date]:
    days = (month + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == month.month]


def beginning_on(day: date, spans: list[Span]) -> list[Span]:
    return [span for span in spans if dates.first_and_last_day(*span[1:])[0] == day]


def going_on(day: date, spans: list[Span]) -> list[Span]:
    both = [(span, *dates.first_and_last_day(*span[1:])) for span in spans]
    return [span for span, first, last in both if first < day <= last]
