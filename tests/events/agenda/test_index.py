"""The agenda's index says what the plain lists say, whatever the events and the moment."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from events.agenda.index import LONG, AgendaIndex, Row
from events.dates import PARIS

MICROSECOND = timedelta.resolution
# The evenings before the nights on which the clocks of Paris change.
CLOCK_CHANGES = [datetime(2026, 3, 28, 18, tzinfo=UTC), datetime(2026, 10, 24, 18, tzinfo=UTC)]
TERMS = ["theme:1", "theme:2", "pays:1", "mode:online", "statut:cancelled"]

moments = st.one_of(
    st.builds(
        lambda evening, minutes: evening + timedelta(minutes=minutes),
        st.sampled_from(CLOCK_CHANGES),
        st.integers(0, 36 * 60),
    ),
    st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the time zone
        max_value=datetime(2040, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
durations = st.one_of(
    st.integers(0, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from([LONG - MICROSECOND, LONG, LONG + MICROSECOND]),
    st.integers(1, 500).map(lambda days: timedelta(days=days)),
)


@st.composite
def batches(draw: st.DrawFn) -> list[Row]:
    """Rows of few events, of which the same may come several times and many begin together."""
    starts = st.sampled_from(draw(st.lists(moments, min_size=1, max_size=5)))
    row = st.builds(
        lambda event, start, duration, terms, is_public: Row(
            event, start, start + duration, tuple(sorted(terms)), is_public
        ),
        st.integers(1, 15),
        starts,
        durations,
        st.sets(st.sampled_from(TERMS), max_size=3),
        st.sampled_from([True, True, True, False]),
    )
    return draw(st.lists(row, max_size=20))


agendas = batches().map(lambda rows: list({row.event: row for row in rows}.values()))


def moments_around(rows: list[Row]) -> st.SearchStrategy[datetime]:
    """Any moment, most often one at which an event begins or ends, or just before or after."""
    turns = [moment for row in rows for moment in row[1:3]]
    steps = st.sampled_from([-MICROSECOND, timedelta(0), MICROSECOND, LONG])
    near = st.builds(lambda turn, step: turn + step, st.sampled_from(turns), steps)
    moment = st.one_of(near, moments) if turns else moments
    return moment.flatmap(lambda moment: st.sampled_from([moment, moment.astimezone(PARIS)]))


def in_order(rows: list[Row]) -> list[Row]:
    public = (row for row in rows if row.is_public)
    return sorted(public, key=lambda row: (row.starts_at, row.event))


def events(rows: Iterable[Row]) -> list[int]:
    return [row.event for row in rows]


def members(index: AgendaIndex, found: int) -> list[int]:
    return index.pick(found, 0, len(index))


def told(index: AgendaIndex) -> tuple[Any, ...]:
    """All that an index knows, to compare two of them."""
    spans = list(index.spans(index.every))
    return spans, index.events, index.starts, index.finishes, index.postings, index.values


def subset(data: st.DataObject, index: AgendaIndex) -> int:
    return data.draw(st.integers(0, index.every), label="subset")


@given(rows=agendas, data=st.data())
def test_each_event_is_either_upcoming_or_past_at_every_moment(rows, data):
    index, now = AgendaIndex.of(rows), data.draw(moments_around(rows))
    upcoming, past = index.upcoming(now), index.past(now)
    assert members(index, upcoming) == events(
        row for row in in_order(rows) if row.finishes_at > now
    )
    assert upcoming & past == 0
    assert upcoming | past == index.every
    assert members(index, index.every) == events(in_order(rows))
    assert len(index) == index.every.bit_count() == len(in_order(rows))


@given(rows=agendas, data=st.data())
def test_what_was_found_for_one_moment_is_not_taken_for_another(rows, data):
    index = AgendaIndex.of(rows)
    for now in data.draw(st.lists(moments_around(rows), min_size=2, max_size=6)):
        assert members(index, index.upcoming(now)) == events(
            row for row in in_order(rows) if row.finishes_at > now
        )


@pytest.mark.parametrize("evening", CLOCK_CHANGES)
@pytest.mark.parametrize("length", [LONG - MICROSECOND, LONG, LONG + MICROSECOND])
def test_a_day_on_which_the_clocks_change_ends_no_event_too_early_or_too_late(evening, length):
    index = AgendaIndex.of([Row(1, evening, evening + length, ())])
    last = (evening + length - MICROSECOND).astimezone(PARIS)
    assert members(index, index.upcoming(last)) == [1]
    assert members(index, index.past((evening + length).astimezone(PARIS))) == [1]


@given(rows=agendas, data=st.data())
def test_what_begins_before_a_moment(rows, data):
    index, moment = AgendaIndex.of(rows), data.draw(moments_around(rows))
    begun = events(row for row in in_order(rows) if row.starts_at < moment)
    assert members(index, index.beginning_before(moment)) == begun


def turns_at(rows: list[Row], now: datetime) -> tuple[list[int], list[int]]:
    """The events that have begun, and those that are not over."""
    public = in_order(rows)
    begun = events(row for row in public if row.starts_at <= now)
    return begun, events(row for row in public if row.finishes_at > now)


@given(rows=agendas, data=st.data())
def test_the_next_change_is_the_first_moment_at_which_something_begins_or_ends(rows, data):
    now = data.draw(moments_around(rows))
    turns = sorted(moment for row in in_order(rows) for moment in row[1:3] if moment > now)
    now_is = turns_at(rows, now)
    expected = next((turn for turn in turns if turns_at(rows, turn) != now_is), None)
    assert AgendaIndex.of(rows).next_change(now) == expected


BEGINS, ENDS = CLOCK_CHANGES[0], CLOCK_CHANGES[0] + timedelta(hours=2)
SHOWN = Row(1, BEGINS, ENDS, ("theme:1",))
CHANGED = Row(1, BEGINS, ENDS, ("pays:1",))
HIDDEN = Row(1, BEGINS, ENDS, ("theme:1",), is_public=False)


@given(rows=agendas, changes=batches())
@example(rows=[SHOWN], changes=[HIDDEN, SHOWN])
@example(rows=[SHOWN], changes=[SHOWN, HIDDEN])
@example(rows=[], changes=[SHOWN, CHANGED])
def test_an_index_brought_up_to_date_is_the_index_of_what_there_is_now(rows, changes):
    """Events are added, change, come and go; of several rows of one event the last one holds."""
    before = AgendaIndex.of(rows)
    said_before = told(AgendaIndex.of(rows))
    rows_now = list({row.event: row for row in [*rows, *changes]}.values())
    updated, anew = before.updated(iter(changes)), AgendaIndex.of(rows_now)
    assert told(updated) == told(anew)
    assert told(before) == said_before
    for now in (moment for row in [*rows, *changes] for moment in row[1:3]):
        assert updated.upcoming(now) == anew.upcoming(now)
        assert updated.next_change(now) == anew.next_change(now)


@given(rows=agendas, terms=st.lists(st.sampled_from([*TERMS, "theme:9", ""])))
def test_an_event_is_found_by_any_of_its_terms(rows, terms):
    index = AgendaIndex.of(rows)
    carriers = events(row for row in in_order(rows) if {*row.terms} & {*terms})
    assert members(index, index.carrying(terms)) == carriers
    assert index.carrying(iter(terms)) == index.carrying(terms)


@given(rows=agendas, event=st.integers(0, 20))
def test_only_an_event_that_the_public_sees_is_found_alone(rows, event):
    index = AgendaIndex.of(rows)
    assert members(index, index.only(event)) == [each for each in index.events if each == event]


@given(rows=agendas, data=st.data())
def test_a_pick_is_a_slice_of_the_list_in_both_orders(rows, data):
    index = AgendaIndex.of(rows)
    found = subset(data, index)
    whole = [each for rank, each in enumerate(events(in_order(rows))) if found >> rank & 1]
    start, stop = data.draw(st.integers(0, 20)), data.draw(st.integers(0, 20))
    assert index.pick(found, start, stop) == whole[start:stop]
    assert index.pick(found, start, stop, newest_first=True) == whole[::-1][start:stop]
    spans = {row.event: (row.event, row.starts_at, row.finishes_at) for row in rows}
    assert list(index.spans(found)) == [spans[event] for event in whole]


@given(rows=agendas, data=st.data())
def test_before_and_after_are_the_nearest_of_the_set(rows, data):
    index = AgendaIndex.of(rows)
    found = subset(data, index)
    starts_at, event = data.draw(moments_around(rows)), data.draw(st.integers(0, 20))
    places = {row.event: (row.starts_at, row.event) for row in rows}
    earlier = [each for each in members(index, found) if places[each] < (starts_at, event)]
    later = [each for each in members(index, found) if places[each] > (starts_at, event)]
    assert index.before(found, starts_at, event) == (earlier[-1] if earlier else None)
    assert index.after(found, starts_at, event) == (later[0] if later else None)


@given(rows=agendas, data=st.data())
def test_the_first_and_last_start_of_a_set(rows, data):
    index = AgendaIndex.of(rows)
    found = subset(data, index)
    assume(found)
    starts = [starts_at for _, starts_at, _ in index.spans(found)]
    assert (index.first_start(found), index.last_start(found)) == (min(starts), max(starts))


@given(rows=agendas, data=st.data())
def test_the_values_of_a_facet_come_with_those_of_the_most_events_first(rows, data):
    index = AgendaIndex.of(rows)
    carried = [term for row in in_order(rows) for term in row.terms if term.startswith("theme:")]
    ranked = sorted({*carried}, key=lambda term: (-carried.count(term), term))
    values = [term.removeprefix("theme:") for term in ranked]
    assert index.values["theme"] == values
    found = subset(data, index)
    carried_there = [value for value in values if index.carrying([f"theme:{value}"]) & found]
    assert index.values_in("theme", found) == carried_there


@pytest.mark.parametrize(
    "index",
    [
        AgendaIndex(),
        AgendaIndex.of([]),
        AgendaIndex.of([HIDDEN]),
        AgendaIndex.of([SHOWN]).updated([HIDDEN]),
    ],
)
def test_an_index_without_events_answers_everything(index):
    now = BEGINS
    assert len(index) == index.every == index.upcoming(now) == index.past(now) == 0
    assert index.carrying(TERMS) == index.only(1) == index.beginning_before(now) == 0
    assert index.next_change(now) is index.before(0, now, 1) is index.after(0, now, 1) is None
    assert index.pick(0, 0, 20) == index.pick(0, 0, 20, newest_first=True) == []
    assert list(index.spans(0)) == index.values["theme"] == index.values_in("theme", 0) == []
    assert index.updated([]).events == []
    assert index.updated([SHOWN]).events == [SHOWN.event]
