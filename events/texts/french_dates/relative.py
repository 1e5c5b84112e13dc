"""Days told from the day of the text, "demain", "mardi prochain"; and those that come back."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from events.texts.french_dates import french
from events.texts.french_dates.tokens import Tokens

_FROM_TODAY = {
    ("demain",): 1,
    ("apres", "-", "demain"): 2,
    ("aujourd", "'", "hui"): 0,
    ("ce", "soir"): 0,
    ("ce", "matin"): 0,
    ("ce", "midi"): 0,
    ("cet", "apres", "-", "midi"): 0,
}
_WEEKS_LATER = {"huit": 1, "quinze": 2}
_UNITS = {"jour": "days", "semaine": "weeks", "mois": "months"}
# "Dans huit jours" is in a week, "dans quinze jours" in two.
_ROUND = {8: 7, 15: 14}
_EACH = ("chaque", "tous", "toutes")


@dataclass(frozen=True)
class Relative:
    """Days, months, or a weekday and some weeks, after the day of the text."""

    days: int = 0
    months: int = 0
    weekday: int | None = None
    weeks: int = 0

    def after(self, day: date) -> date:
        if self.weekday is None:
            return day + relativedelta(days=self.days, months=self.months)
        # "Mardi prochain" is never today.
        ahead = (self.weekday - day.weekday() - 1) % 7 + 1 if not self.weeks else 0
        if self.weeks:
            monday = day - timedelta(days=day.weekday())
            ahead = (monday + timedelta(weeks=self.weeks, days=self.weekday) - day).days
        return day + timedelta(days=ahead)


@dataclass(frozen=True)
class Recurring:
    """ "Tous les mardis": of no day in particular."""


def read_relative(tokens: Tokens, at: int) -> tuple[Relative, int] | None:
    for words, days in _FROM_TODAY.items():
        after = tokens.after(at, *words)
        if after and tokens.text(at - 1) != "-":
            return Relative(days=days), after
    return _weekday(tokens, at) or _in_some_time(tokens, at)


def _weekday(tokens: Tokens, at: int) -> tuple[Relative, int] | None:
    is_this = tokens.text(at) == "ce"
    name_at = at + is_this
    weekday = french.WEEKDAYS.get(tokens.text(name_at))
    if weekday is None:
        return None
    after = name_at + 1
    if tokens.text(after) == "en" and tokens.text(after + 1) in _WEEKS_LATER:
        return Relative(weekday=weekday, weeks=_WEEKS_LATER[tokens.text(after + 1)]), after + 2
    if next_week := tokens.after(after, "de", "la", "semaine", "prochaine"):
        return Relative(weekday=weekday, weeks=1), next_week
    if tokens.text(after) == "prochain":
        return (Relative(weekday=weekday), after + 1) if _is_alone(tokens, after + 1) else None
    after += tokens.is_one_of(after, "soir", "matin", "midi")
    if is_this and _is_alone(tokens, after):
        return Relative(weekday=weekday), after
    return _weekday_alone(tokens, at, weekday, after)


def _weekday_alone(
    tokens: Tokens, at: int, weekday: int, after: int
) -> tuple[Relative, int] | None:
    """ "Mardi à 18h"; "le mardi à 18h" is every week."""
    if tokens.is_one_of(at - 1, "le", "les", "et", "du", "au", "l", "chaque", ",", "/"):
        return None
    hour_at = after + tokens.is_one_of(after, ",", "a", "de", "des")
    number = french.number(tokens, hour_at)
    is_hour = number and tokens.is_one_of(number[1], "h", "heures", ":")
    return (Relative(weekday=weekday), after) if is_hour else None


def _is_alone(tokens: Tokens, at: int) -> bool:
    """ "Ce jeudi 5 mars" is a date like others."""
    found = french.number(tokens, at)
    return not found or tokens.is_one_of(found[1], "h", "heures", ":")


def _in_some_time(tokens: Tokens, at: int) -> tuple[Relative, int] | None:
    found = french.number(tokens, at + 1) if tokens.text(at) == "dans" else None
    if not found:
        return None
    number, after = found
    unit = _UNITS.get(tokens.text(after)) or _UNITS.get(tokens.text(after).rstrip("s"))
    if unit is None or not 0 < number < 100:  # noqa: PLR2004
        return None
    if unit == "months":
        return Relative(months=number), after + 1
    return Relative(days=number * 7 if unit == "weeks" else _ROUND.get(number, number)), after + 1


def read_recurring(tokens: Tokens, at: int) -> tuple[Recurring, int] | None:
    """ "Tous les mardis", "chaque premier jeudi du mois", "du lundi au vendredi", "les mardis"."""
    if tokens.is_one_of(at, *_EACH):
        return _each(tokens, at + 1 + tokens.is_one_of(at + 1, "les"))
    return _weekdays(tokens, at) or _each_month(tokens, at)


def _each(tokens: Tokens, at: int) -> tuple[Recurring, int] | None:
    """After "tous les" or "chaque"."""
    number = french.number(tokens, at)
    if number and tokens.is_one_of(number[1], "jours", "semaines", "mois"):
        return Recurring(), number[1] + 1
    name_at = at + (tokens.text(at).rstrip("s") in french.POSITIONS)
    if tokens.text(name_at).rstrip("s") in french.WEEKDAYS:
        return Recurring(), tokens.after(name_at + 1, "du", "mois") or name_at + 1
    return None


def _each_month(tokens: Tokens, at: int) -> tuple[Recurring, int] | None:
    """ "Jeudi de chaque mois"."""
    after = tokens.after(at + 1, "de", "chaque", "mois")
    return (Recurring(), after) if after and tokens.text(at) in french.WEEKDAYS else None


def _weekdays(tokens: Tokens, at: int) -> tuple[Recurring, int] | None:
    if french.WEEKDAYS.get(tokens.text(at).rstrip("s")) is None:
        return None
    is_plural = tokens.text(at).endswith("is") or tokens.text(at) == "dimanches"
    if is_plural and tokens.number(at + 1) is None:
        return Recurring(), at + 1
    to_weekday = tokens.is_one_of(at + 1, "au") and tokens.text(at + 2) in french.WEEKDAYS
    if to_weekday and tokens.number(at + 3) is None:
        return Recurring(), at + 3
    return None
