"""Does a text say another day than the calendar?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.checks.values import CheckedEvent, Remark, Surroundings
from events.texts.folding import letters
from events.texts.french_dates.days import all_days
from events.texts.french_dates.french import WEEKDAYS
from events.texts.french_dates.tokens import tokenise
from events.texts.french_dates.wording import weekday_contradicts
from events.texts.french_dates.written import Day

_DAY = "|".join(WEEKDAYS)
_RANGE = re.compile(rf"\bdu (?:{_DAY})s? au (?:{_DAY})s?\b")
_WEEKDAY = re.compile(rf"\b({_DAY})s?\b")
HALF_A_YEAR = timedelta(days=183)


def weekday_contradicts_the_date(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    """ "Mardi 17 octobre 2026" is a Saturday; "Café du mardi" takes place on a Thursday."""
    held = dates.day_of(event.starts_at)
    for text in event.texts:
        written = list(_with_weekday(text.words))
        for day in written:
            on = _day_meant(day, held)
            if on and on.weekday() != day.weekday:
                yield Remark(text.field, weekday_contradicts(on, day.weekday, text.name))
        if text.field == "title" and not written:
            yield from _title_says(event, text.words)


def _with_weekday(text: str) -> Iterator[Day]:
    """The days that are written with theirs, whole: a "jeu 16 octobre" may be a game.

    "Mardi 17-18 octobre" may say it of either.
    """
    for mention in all_days(tokenise(text)):
        days = [day for day in mention.days if isinstance(day, Day) and day.month]
        is_whole = _WEEKDAY.search(letters(text[slice(*mention.span)]))
        if is_whole and all(day.weekday is not None for day in days):
            yield from days


def _day_meant(written: Day, held: date) -> date | None:
    """Without a year, the one that is nearest to the event."""
    years = [written.year] if written.year else range(held.year - 1, held.year + 2)
    days = []
    for year in years:
        with suppress(ValueError):
            days.append(date(year, written.month, written.day))
    reached = (day for day in days if day.year in dates.YEARS)
    return next((day for day in reached if written.year or abs(day - held) <= HALF_A_YEAR), None)


def _title_says(event: CheckedEvent, title: str) -> Iterator[Remark]:
    """The title names a weekday and no date: it is one of the event's days."""
    finishes_at = dates.last_moment(event.starts_at, event.ends_at, all_day=event.all_day)
    first, last = dates.first_and_last_day(event.starts_at, finishes_at)
    held = {(first + timedelta(days=n)).weekday() for n in range(min((last - first).days, 6) + 1)}
    said = [WEEKDAYS[name] for name in _WEEKDAY.findall(_RANGE.sub(" ", letters(title)))]
    if said and held.isdisjoint(said):
        weekdays = dates.weekdays()
        sentence = _("Le titre dit « %(weekday)s » : la rencontre a lieu un %(right)s.")
        yield Remark(
            "title",
            sentence % {"weekday": weekdays[said[0]], "right": weekdays[first.weekday()]},
        )
