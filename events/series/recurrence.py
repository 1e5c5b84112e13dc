"""The days of a series: every so many weeks, or a weekday of each month. Pure functions.

Hours are those on the clocks of Paris, without a zone: 18h00 stays 18h00 when the clocks change.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import Protocol

from dateutil import rrule
from django.utils.translation import gettext as _

from events.dates import YEARS, on_paris_clocks

# A year of weekly meetings, and some. Each becomes a page.
MOST = 60
LAST = -1


class Holidays(Protocol):
    """A time without school, first and last day included. `events.models.SchoolHoliday` is one."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Weekly:
    weeks: int

    def days_after(self, first: date) -> Iterator[date]:
        start = datetime.combine(first, time.min)
        return _later(rrule.rrule(rrule.WEEKLY, interval=self.weeks, dtstart=start), first)


@dataclass(frozen=True)
class Monthly:
    """ "Le premier mardi": Monday is 0; the fourth may be the last, `LAST` always is."""

    position: int
    weekday: int

    def days_after(self, first: date) -> Iterator[date]:
        start = datetime.combine(first, time.min)
        each = rrule.weekday(self.weekday)(self.position)
        return _later(rrule.rrule(rrule.MONTHLY, byweekday=each, dtstart=start), first)


@dataclass(frozen=True)
class Limit:
    """Until a day, included, or so many meetings, whichever comes first; never more than `MOST`."""

    until: date | None = None
    count: int | None = None


@dataclass(frozen=True, order=True)
class Proposal:
    # Without a zone.
    starts_at: datetime
    # Why no meeting is made then, in French; empty if one may be.
    skipped: str = ""


def proposals(
    after: datetime,
    rhythm: Weekly | Monthly | None,
    limit: Limit,
    exceptions: Collection[date] = (),
    holidays: Sequence[Holidays] = (),
) -> list[Proposal]:
    """The meetings after one, at its hour on the clocks, with those that are left out.

    What is left out does not count: six meetings are six, whatever the holidays.
    """
    found, kept = [], 0
    for day in rhythm.days_after(after.date()) if rhythm else ():
        beyond = day.year not in YEARS or (limit.until and day > limit.until)
        if beyond or kept == min(limit.count or MOST, MOST):
            break
        starts_at = datetime.combine(day, after.time())
        proposal = Proposal(
            starts_at, _why_not(day, exceptions, holidays) or no_such_hour(starts_at)
        )
        kept += not proposal.skipped
        found.append(proposal)
    return found


def with_dates(
    found: Sequence[Proposal], dates: Collection[datetime], taken: Collection[date]
) -> list[Proposal]:
    """In order of time, with the dates that somebody chose, whatever the rhythm leaves out.

    Once each; on the days that are taken, none.
    """
    chosen = {each: Proposal(each, no_such_hour(each)) for each in dates}
    others = (proposal for proposal in found if proposal.starts_at not in chosen)
    return [
        Proposal(each.starts_at, _("déjà une rencontre de la série ce jour-là"))
        if each.starts_at.date() in taken
        else each
        for each in sorted(chain(chosen.values(), others))
    ]


def no_such_hour(starts_at: datetime) -> str:
    try:
        on_paris_clocks(starts_at)
    except ValueError:
        text = _("%(hour)s n’existe pas ce jour-là : les horloges avancent")
        return text % {"hour": f"{starts_at:%Hh%M}"}
    return ""


def position_of(day: date) -> int:
    """Which of its weekday a day is in its month, 1 to 4; the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else LAST  # noqa: PLR2004 - there is not always a fifth


def _why_not(day: date, exceptions: Collection[date], holidays: Sequence[Holidays]) -> str:
    if day in exceptions:
        return _("exception")
    names = (each.name for each in holidays if each.first_day <= day <= each.last_day)
    name = next(names, "")
    return _("vacances scolaires (%(name)s)") % {"name": name} if name else ""


def _later(moments: Iterator[datetime], first: date) -> Iterator[date]:
    return (moment.date() for moment in moments if moment.date() > first)
