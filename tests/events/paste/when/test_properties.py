"""Any date of 2000 to 2040, in any of the wordings, is read back as it was written."""

from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from events import dates
from tests.events.paste.saying import doubts_of, read, written

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
SHORT = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def midnight(day: date) -> datetime:
    return dates.midnight(day)


DAY_WORDINGS = (
    lambda day: dates.day(midnight(day)),
    lambda day: dates.weekday_and_day(midnight(day)),
    lambda day: dates.weekday_and_day(midnight(day)).upper(),
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%d/%m/%y}",
    lambda day: f"{SHORT[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{dates.weekdays()[day.weekday()]} {day:%d/%m/%Y}",
)
HOUR_WORDINGS = (
    lambda hour: f"{hour:%Hh%M}",
    lambda hour: f"{hour.hour}h{hour:%M}",
    lambda hour: f"{hour.hour} h {hour:%M}",
    lambda hour: f"{hour.hour}H{hour:%M}",
    lambda hour: f"{hour:%H:%M}",
    lambda hour: f"{hour.hour} heures {hour:%M}",
)
JOINED = (
    "Rencontre le {day} à {start}",
    "Date : {day}, {start}",
    "{day} – {start}",
    "Rencontre\n{day}\n{start}",
    "À {start}, le {day} : rencontre",
    "Nous nous retrouvons à {start} le {day}.",
)
RANGES = ("de {start} à {end}", "{start}-{end}", "{start} – {end}", "entre {start} et {end}",
          "de {start} jusqu’à {end}", "({start}/{end})")  # fmt: skip


def hour_exists(day: date, hour: time) -> bool:
    try:
        dates.on_paris_clocks(datetime.combine(day, hour))
    except ValueError:
        return False
    return True


@given(
    DAYS,
    st.sampled_from(DAY_WORDINGS),
    MINUTES,
    st.sampled_from(HOUR_WORDINGS),
    st.sampled_from(JOINED),
)
def test_a_day_and_an_hour_are_read_back(day, say_day, hour, say_hour, joined):
    assume(hour_exists(day, hour))
    text = joined.format(day=say_day(day), start=say_hour(hour))
    when = read(text, today=date(1999, 12, 1)).when
    assert written(when.start.value) == datetime.combine(day, hour).isoformat(timespec="minutes")
    assert not when.all_day
    assert when.start.doubts == ()


@given(
    DAYS,
    st.sampled_from(DAY_WORDINGS),
    st.tuples(MINUTES, MINUTES).filter(lambda hours: hours[0] < hours[1]),
    st.sampled_from(HOUR_WORDINGS),
    st.sampled_from(RANGES),
)
def test_a_range_of_hours_is_read_back(day, say_day, hours, say_hour, words):
    assume(all(hour_exists(day, hour) for hour in hours))
    start, end = hours
    text = f"Rencontre le {say_day(day)} {words.format(start=say_hour(start), end=say_hour(end))}"
    when = read(text, today=date(1999, 12, 1)).when
    # In the night when an hour comes twice, an end may be before its start.
    assume(dates.day_of(when.starts_at) == day)
    assert written(when.start.value) == datetime.combine(day, start).isoformat(timespec="minutes")
    assert written(when.end.value) == datetime.combine(day, end).isoformat(timespec="minutes")


@given(DAYS, st.integers(1, 300))
def test_a_range_of_days_is_read_back(first, length):
    last = first + timedelta(days=length)
    text = f"Festival {dates.days_in_words(first, last)}"
    when = read(text, today=date(1999, 12, 1)).when
    assert when.all_day
    assert (dates.day_of(when.start.value), dates.day_of(when.end.value)) == (first, last)


@given(DAYS, MINUTES, st.integers(1, 60 * 24 * 20))
def test_what_the_site_writes_of_a_date_is_read_back(day, hour, length):
    """A calendar is read by way of these words."""
    assume(hour_exists(day, hour))
    start = dates.on_paris_clocks(datetime.combine(day, hour))
    end = dates.on_clocks(start) + timedelta(minutes=length)
    assume(hour_exists(end.date(), end.time()))
    end = dates.on_paris_clocks(end)
    words = dates.in_words(start, end, all_day=False)
    # An hour that comes twice says which of the two it is.
    assume("heure d’" not in words)
    when = read(f"Rencontre\nDate : {words}", today=date(1999, 12, 1)).when
    assert (when.start.value, when.end.value) == (start, end)


@given(DAYS, DAYS)
def test_a_year_that_is_not_written_is_doubted(day, today):
    words = dates.day(midnight(day)).rsplit(" ", 1)[0]
    found = read(f"Rencontre le {words} à 18h", today=today)
    start = dates.day_of(found.when.starts_at)
    assert (start.day, start.month) == (day.day, day.month)
    assert start >= today
    assert f"Le texte ne dit pas l’année : {start.year} supposée." in doubts_of(found)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_that_contradicts_the_date_is_said(day, weekday):
    words = f"Rencontre le {dates.weekdays()[weekday]} {dates.day(midnight(day))} à 18h"
    found = read(words, today=date(1999, 12, 1))
    assert dates.day_of(found.when.starts_at) == day
    assert any("est un" in doubt for doubt in doubts_of(found)) == (weekday != day.weekday())


@given(st.text(max_size=300))
def test_any_text_gives_proposals_whose_words_are_in_it(text):
    source_text = f"Rencontre {text}"
    found = read(source_text)
    assert all(0 <= span.start <= span.end for span in found.when.start.spans)


WORDS = (
    "le 12 5 2026 mars mardi h 18 : / - . , et au du à de midi 1er premier prochain demain dans "
    "jours avant inscription Lille 59000 rue ( ) « » Lieu salle tous les jusqu’au 31 février"
)


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), min_size=1, max_size=40))
def test_any_words_of_dates_in_any_order_are_no_error(words):
    read(f"Rencontre {' '.join(words)}")
