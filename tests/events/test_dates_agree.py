"""What people read, what machines read and the fields say one date; an event is in one list."""

import re
from calendar import SUNDAY, monthcalendar
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.dates import PARIS, in_words, last_moment, machine, parts
from events.models import EventPage
from tests.events.test_dates import moments, paris
from tests.events.test_structured_data import described
from tests.factories import EventPageFactory


def last_sunday(year: int, month: int) -> int:
    return max(week[SUNDAY] for week in monthcalendar(year, month))


# Both days on which the clocks of Paris change, at every minute of them.
moments_of_change = st.builds(
    lambda year, month, minutes: (
        datetime(year, month, last_sunday(year, month), tzinfo=UTC) + timedelta(minutes=minutes)
    ).astimezone(PARIS),
    st.integers(2000, 2040),
    st.sampled_from([3, 10]),
    st.integers(-120, 25 * 60),
)
any_moment = moments | moments_of_change
lengths = st.none() | st.timedeltas(timedelta(0), timedelta(days=400))


@given(start=any_moment, length=lengths, all_day=st.booleans())
@example(start=paris(2026, 3, 29, 1, 30), length=timedelta(hours=1), all_day=False)
@example(start=paris(2026, 10, 25, 2, 30), length=timedelta(hours=1), all_day=False)
def test_words_and_time_values_and_structured_data_and_fields_agree(start, length, all_day):
    end = None if length is None else (start.astimezone(UTC) + length).astimezone(PARIS)
    pieces = parts(start, end, all_day=all_day)
    assert "".join(piece.text for piece in pieces) == in_words(start, end, all_day=all_day)

    said = [piece for piece in pieces if piece.machine]
    fields = [start] if end is None else [start, end]
    assert said[0].machine == machine(start, all_day=all_day)
    assert said[-1].machine in {machine(each, all_day=all_day) for each in fields}
    for piece in said:
        agrees_with_its_value(piece.text, piece.machine, all_day=all_day)
    if not all_day:
        read = [datetime.fromisoformat(piece.machine) for piece in said]
        exact = [to_the_minute(each) for each in fields]
        assert [each.astimezone(UTC) for each in read] == exact[: len(read)]

    data = described(starts_at=start, ends_at=end, all_day=all_day)
    told = [data[name] for name in ("startDate", "endDate") if name in data]
    for value, piece in zip(told, said, strict=False):
        assert to_the_minute(datetime.fromisoformat(value)) == to_the_minute(
            datetime.fromisoformat(piece.machine)
        )


def to_the_minute(moment: datetime) -> datetime:
    """In UTC; a day stands for its first moment in Paris."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=PARIS)
    return aware.astimezone(UTC).replace(second=0, microsecond=0)


def agrees_with_its_value(text: str, value: str, *, all_day: bool) -> None:
    """The hour, day and year in the text are those of the value, on the clocks of Paris."""
    moment = datetime.fromisoformat(value)
    if not all_day:
        assert moment.astimezone(PARIS).utcoffset() == moment.utcoffset()
        assert f"{moment:%Hh%M}" in text
    numbers = re.findall(r"\b(\d+)(?:er)?\b", re.sub(r"\d\dh\d\d", "", text))
    if numbers:
        assert int(numbers[0]) == moment.day
    if len(numbers) > 1:
        assert int(numbers[1]) == moment.year


# -- Past and to come ----------------------------------------------------------------------------

spans = st.lists(st.tuples(any_moment, lengths, st.booleans()), min_size=6, max_size=6)


@pytest.fixture
def six_events() -> list[EventPage]:
    return EventPageFactory.create_batch(6)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(spans=spans, moment=any_moment, chosen=st.integers(0, 5))
def test_upcoming_and_past_share_nothing_and_miss_nothing_at_any_moment(
    six_events, spans, moment, chosen
):
    for event, (start, length, all_day) in zip(six_events, spans, strict=True):
        end = None if length is None else start + length
        event.starts_at, event.finishes_at = start, last_moment(start, end, all_day=all_day)
    EventPage.objects.bulk_update(six_events, ["starts_at", "finishes_at"])
    # At any moment, and when one of them ends.
    for now in (moment, six_events[chosen].finishes_at):
        with time_machine.travel(now.astimezone(UTC), tick=False):
            upcoming = set(EventPage.objects.upcoming())
            past = set(EventPage.objects.past())
            over = {event for event in six_events if event.finishes_at <= timezone.now()}
        assert past == over
        assert upcoming == set(six_events) - over
