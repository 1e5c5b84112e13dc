"""Does a text say another day than the calendar?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.checks.values import CheckedEvent, Remark, Surroundings, Text
from events.imports.folding import folded

# As people write them in French, whatever language the admin speaks; without accents.
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAYS.split())}
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
# "mardi 3 mars 2026", "mardi 3 mars", "mardi 03/03/2026", "mardi 3/03".
_WRITTEN = re.compile(
    rf"\b(?P<weekday>{_DAY}) (?:le )?(?P<day>\d\d?)(?:er)?"
    rf"(?: (?P<month>{_MONTH})|[/.](?P<number>\d\d?))\b"
    r"(?:[ /.](?P<year>20\d\d)\b)?"
)
_RANGE = re.compile(rf"\bdu (?:{_DAY})s? au (?:{_DAY})s?\b")
_WEEKDAY = re.compile(rf"\b({_DAY})s?\b")
HALF_A_YEAR = timedelta(days=183)


def weekday_contradicts_the_date(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    """ "Mardi 17 octobre 2026" is a Saturday; "Café du mardi" takes place on a Thursday."""
    held = dates.day_of(event.starts_at)
    for text in event.texts:
        words = _plain(text.words)
        written = list(_WRITTEN.finditer(words))
        for found in written:
            on = _day_written(found, held)
            if on and on.weekday() != WEEKDAYS[found["weekday"]]:
                yield _calendar_says(text, found, on)
        if text.field == "title" and not written:
            yield from _title_says(event, words)


def _plain(text: str) -> str:
    """In small letters, without accents, with the marks that dates are written with."""
    words = re.sub(r"[^\W\d_]+", lambda word: folded(word.group()), text)
    return " ".join(words.replace(",", " ").split())


def _day_written(found: re.Match[str], held: date) -> date | None:
    """The day that is meant; without a year, the one that is nearest to the event."""
    month = MONTHS.get(found["month"] or "") or int(found["number"])
    years = [int(found["year"])] if found["year"] else range(held.year - 1, held.year + 2)
    days = []
    for year in years:
        with suppress(ValueError):
            days.append(date(year, month, int(found["day"])))
    if found["year"]:
        return days[0] if days else None
    return next((day for day in days if abs(day - held) <= HALF_A_YEAR), None)


def _calendar_says(text: Text, found: re.Match[str], on: date) -> Remark:
    sentence = _("%(text)s dit « %(weekday)s » : le %(day)s est un %(right)s.")
    said = {
        "text": text.name,
        "weekday": found["weekday"],
        "day": dates.day(dates.midnight(on)),
        "right": dates.weekdays()[on.weekday()],
    }
    return Remark(text.field, sentence % said)


def _title_says(event: CheckedEvent, words: str) -> Iterator[Remark]:
    """The title names a weekday and no date: it is one of the event's days."""
    finishes_at = dates.last_moment(event.starts_at, event.ends_at, all_day=event.all_day)
    first, last = dates.first_and_last_day(event.starts_at, finishes_at)
    held = {(first + timedelta(days=n)).weekday() for n in range(min((last - first).days, 6) + 1)}
    said = _WEEKDAY.findall(_RANGE.sub(" ", words))
    if said and not any(WEEKDAYS[name] in held for name in said):
        sentence = _("Le titre dit « %(weekday)s » : la rencontre a lieu un %(right)s.")
        right = dates.weekdays()[first.weekday()]
        yield Remark("title", sentence % {"weekday": said[0], "right": right})
