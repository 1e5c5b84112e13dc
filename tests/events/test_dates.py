"""When an event takes place: its last moment, and its dates in French words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import (
    PARIS,
    duration,
    from_day_to_day,
    in_words,
    last_moment,
    midnight_after,
    on_paris_clocks,
)

moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the time zone
    max_value=datetime(2040, 12, 31),  # noqa: DTZ001
    timezones=st.just(PARIS),
)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("start", "end", "all_day", "words"),
    [
        (
            paris(2019, 10, 17, 18),
            paris(2019, 10, 17, 21),
            False,
            "Jeudi 17 octobre 2019 de 18h00 à 21h00",
        ),
        (paris(2020, 11, 14), paris(2020, 11, 22), True, "Du 14 au 22 novembre 2020"),
        (paris(2020, 11, 28), paris(2020, 12, 1), True, "Du 28 novembre au 1er décembre 2020"),
        (
            paris(2026, 12, 31, 22),
            paris(2027, 1, 1, 2),
            False,
            "Du 31 décembre 2026 à 22h00 au 1er janvier 2027 à 02h00",
        ),
        (
            paris(2026, 12, 3, 9),
            paris(2026, 12, 4, 17),
            False,
            "Du 3 décembre à 09h00 au 4 décembre 2026 à 17h00",
        ),
        (paris(2019, 5, 15), None, True, "Mercredi 15 mai 2019"),
        (paris(2026, 5, 1, 18, 30), None, False, "Vendredi 1er mai 2026 à 18h30"),
        (paris(2026, 8, 1, 9), paris(2026, 8, 1, 9), False, "Samedi 1er août 2026 à 09h00"),
    ],
)
def test_dates_read_as_french(start, end, all_day, words):
    assert in_words(start, end, all_day=all_day) == words


def test_words_are_in_paris_time_whatever_zone_the_moment_is_stored_in():
    start = datetime(2026, 7, 1, 16, 0, tzinfo=ZoneInfo("UTC"))
    assert in_words(start, None, all_day=False) == "Mercredi 1er juillet 2026 à 18h00"


@given(start=moments, length=st.none() | st.timedeltas(timedelta(0), timedelta(days=400)))
def test_no_date_ever_says_none_and_every_date_begins_with_a_capital(start, length):
    end = None if length is None else start + length
    for all_day in (True, False):
        words = in_words(start, end, all_day=all_day)
        assert "None" not in words
        assert words[0].isupper()


@given(moment=moments)
def test_midnight_after_is_the_first_moment_of_the_next_day_even_when_clocks_change(moment):
    midnight = midnight_after(moment)
    assert midnight.time() == datetime.min.time()
    assert midnight.date() == moment.date() + timedelta(days=1)


def test_an_event_without_a_known_end_lasts_until_midnight():
    start = paris(2026, 3, 29, 18)
    assert last_moment(start, None, all_day=False) == paris(2026, 3, 30)


def test_an_end_typed_like_the_start_is_no_end():
    start = paris(2026, 3, 29, 18)
    assert last_moment(start, start, all_day=False) == paris(2026, 3, 30)


def test_an_all_day_event_lasts_until_the_end_of_its_last_day():
    start, end = paris(2020, 11, 14), paris(2020, 11, 22)
    assert last_moment(start, end, all_day=True) == paris(2020, 11, 23)


def test_an_hour_that_the_clocks_skip_does_not_exist():
    with pytest.raises(ValueError, match="skip"):
        on_paris_clocks(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001 - as it is typed


def test_an_hour_that_comes_twice_is_the_first_of_the_two_in_summer_time():
    moment = on_paris_clocks(datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 - as it is typed
    assert moment.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (paris(2026, 3, 28, 22), paris(2026, 3, 29, 6), 7),
        (paris(2026, 10, 24, 22), paris(2026, 10, 25, 6), 9),
        (paris(2026, 10, 25, 2, 30), paris(2026, 10, 25, 2, 30).replace(fold=1), 1),
        (paris(2026, 6, 1, 18), paris(2026, 6, 1, 20), 2),
    ],
)
def test_durations_count_the_hour_that_the_clocks_skip_or_repeat(start, end, hours):
    assert duration(start, end) == timedelta(hours=hours)


def test_an_hour_that_comes_twice_says_which_of_the_two_it_is():
    first = paris(2026, 10, 25, 2, 30)
    assert in_words(first, first.replace(fold=1), all_day=False) == (
        "Dimanche 25 octobre 2026 de 02h30 (heure d’été) à 02h30 (heure d’hiver)"
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (paris(2026, 10, 17), paris(2026, 10, 24), "du samedi 17 au samedi 24 octobre 2026"),
        (
            paris(2026, 10, 31),
            paris(2026, 11, 1),
            "du samedi 31 octobre au dimanche 1er novembre 2026",
        ),
        (
            paris(2026, 12, 31),
            paris(2027, 1, 1),
            "du jeudi 31 décembre 2026 au vendredi 1er janvier 2027",
        ),
    ],
)
def test_two_days_say_once_what_they_share(first, last, words):
    assert from_day_to_day(first, last) == words
