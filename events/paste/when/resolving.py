"""From days as they are written to dates, with what had to be supposed for that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.texts.french_dates.days import Mention, Written
from events.texts.french_dates.relative import Recurring, Relative
from events.texts.french_dates.wording import weekday_contradicts
from events.texts.french_dates.written import Day, Ordinal

# 29 February is found in that many years.
_YEARS_AHEAD = 9


@dataclass(frozen=True)
class Dated:
    """A mention with its dates: none if it is of no day in particular, or of one that is none."""

    mention: Mention
    days: tuple[date, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_year_supposed(self) -> bool:
        day = self.mention.days[0]
        return isinstance(day, Day | Ordinal) and day.month is not None and day.year is None

    @property
    def is_recurring(self) -> bool:
        return isinstance(self.mention.days[0], Recurring)

    @property
    def is_relative(self) -> bool:
        return isinstance(self.mention.days[0], Relative)

    @property
    def has_weekday(self) -> bool:
        return getattr(self.mention.days[0], "weekday", None) is not None


@dataclass
class Calendar:
    """What a text lets suppose of the years that it does not write."""

    # The day of the text, from which it counts.
    day: date
    # The words of the text, for what is said of them.
    text: str
    # Of the title, if it has one alone.
    stated_year: int | None = None
    # The years of days that are written elsewhere with theirs.
    _known: dict[tuple[int, int | None], int] = field(default_factory=dict)

    def dated(self, mentions: Iterable[Mention]) -> list[Dated]:
        mentions = list(mentions)
        for mention in mentions:
            for day in mention.days:
                if isinstance(day, Day) and day.year:
                    self._known.setdefault((day.day, day.month), day.year)
        return [self._dated(mention) for mention in mentions]

    def _dated(self, mention: Mention) -> Dated:
        found: list[date] = []
        doubts: list[str] = []
        for written in mention.days:
            if isinstance(written, Recurring):
                return Dated(mention)
            try:
                day, supposed = self._one(written, after=found[-1] if found else None)
            except ValueError:
                words = " ".join(self.text[mention.span.start : mention.span.end].split())
                none = _("« %(date)s » n’existe pas dans le calendrier.") % {"date": words}
                return Dated(mention, doubts=(none,))
            doubts += self._about(mention, written, day, supposed)
            found.append(day)
        return Dated(mention, tuple(found), tuple(dict.fromkeys(doubts)))

    def _one(self, written: Written, after: date | None) -> tuple[date, bool]:
        """The date, and whether its year or month was supposed; a ValueError if there is none."""
        if isinstance(written, Relative):
            return _within_reach(written.after(self.day)), True
        candidates = list(_candidates(written, self._years(written, after), self.day))
        if not candidates:
            raise ValueError(written)
        if written.year and written.month:
            return candidates[0], False
        known = isinstance(written, Day) and self._known.get((written.day, written.month))
        if known and (same := next((day for day in candidates if day.year == known), None)):
            return same, False
        if after:
            return next(day for day in candidates if day > after), True
        return self._supposed(written, candidates), True

    def _years(self, written: Written, after: date | None) -> Iterable[int]:
        if written.year:
            return [written.year]
        known = isinstance(written, Day) and self._known.get((written.day, written.month))
        first = (after or self.day).year
        stated = [year for year in (known, self.stated_year) if year and not after]
        return sorted({*stated, *range(first, first + _YEARS_AHEAD)})

    def _supposed(self, written: Day | Ordinal, candidates: list[date]) -> date:
        """The next one; that of the year in the title, unless its weekday is another."""
        coming = next((day for day in candidates if day >= self.day), candidates[-1])
        stated = next((day for day in candidates if day.year == self.stated_year), coming)
        is_said_otherwise = isinstance(written, Day) and written.weekday not in (
            None,
            stated.weekday(),
        )
        return coming if is_said_otherwise and coming.weekday() == written.weekday else stated

    def _about(
        self, mention: Mention, written: Written, day: date, supposed: bool
    ) -> Iterator[str]:
        if isinstance(written, Relative):
            words = " ".join(self.text[mention.span.start : mention.span.end].split())
            yield _("« %(words)s » est compté à partir du %(day)s : le %(found)s.") % {
                "words": words,
                "day": in_words(self.day),
                "found": dates.weekday_and_day(dates.midnight(day)),
            }
        elif supposed and not written.month:
            yield _("Le texte ne dit pas le mois : %(month)s supposé.") % {
                "month": dates.month_in_words(day)
            }
        elif supposed and written is mention.days[0]:
            yield supposed_year(day.year)
        if isinstance(written, Day) and written.weekday not in (None, day.weekday()):
            yield weekday_contradicts(day, written.weekday, _("le texte"))


def supposed_year(year: int) -> str:
    return _("Le texte ne dit pas l’année : %(year)s supposée.") % {"year": year}


def in_words(day: date) -> str:
    return dates.day(dates.midnight(day))


def _within_reach(day: date) -> date:
    if day.year not in dates.YEARS:
        raise ValueError(day)
    return day


def _candidates(written: Day | Ordinal, years: Iterable[int], today: date) -> Iterator[date]:
    for year in years:
        months = [written.month] if written.month else range(1, 13)
        for month in months:
            try:
                day = _in_month(written, year, month)
            except ValueError:
                continue
            # Of a month that is not written, those to come alone.
            if day.year in dates.YEARS and (written.month or day >= today):
                yield day


def _in_month(written: Day | Ordinal, year: int, month: int) -> date:
    if isinstance(written, Day):
        return date(year, month, written.day)
    if written.position > 0:
        first = date(year, month, 1)
        ahead = (written.weekday - first.weekday()) % 7
        return first + timedelta(days=ahead, weeks=written.position - 1)
    last = dates.months(date(year, month, 1), date(year, month, 1) + timedelta(days=31))[1]
    last -= timedelta(days=1)
    return last - timedelta(days=(last.weekday() - written.weekday) % 7)
