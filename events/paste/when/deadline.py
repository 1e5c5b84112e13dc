"""Until when one registers."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from events import dates
from events.paste.values import Proposal
from events.paste.when.clocks import moment_of
from events.paste.when.reading import Candidate, Reading, dates_told
from events.paste.when.resolving import in_words, supposed_year
from events.paste.when.roles import Role, is_of_registration

_LAST_MINUTE = time(23, 59)


def deadline_of(reading: Reading) -> Proposal:
    """The end of the day, unless the text says an hour."""
    named = [each for each in reading.candidates if each.role is Role.DEADLINE and each.dated.days]
    found = [each for each in named if is_of_registration(each.sentence)]
    if not found:
        text = _("Le texte nomme une date limite, sans parler d’inscription : %(day)s.")
        return Proposal(doubts=tuple(text % {"day": in_words(each.first)} for each in named[:1]))
    first = found[0]
    day, doubts = _before_the_event(first, reading.chosen())
    if len({each.first for each in found}) > 1:
        doubts.append(dates_told(found))
    clock = next((hours.start or hours.end for hours in first.hours), None)
    moment = moment_of(day, clock) if clock and clock.exists else None
    spans = (first.span, *(hours.span for hours in first.hours[:1]))
    last_minute = datetime.combine(day, _LAST_MINUTE, dates.PARIS)
    return Proposal(moment or last_minute, spans, tuple(doubts))


def _before_the_event(deadline: Candidate, event: Candidate | None) -> tuple[date, list[str]]:
    """The day and its doubts; a year that nobody wrote is the one that puts it before the event."""
    day, doubts = deadline.first, list(deadline.dated.doubts)
    if event is None:
        return day, doubts
    if deadline.dated.is_year_supposed and (earlier := _same_day_before(day, event.first)):
        if earlier != day:
            doubts = [supposed_year(earlier.year)]
        day = earlier
    if day > event.dated.days[-1]:
        doubts.append(_("La date limite est après la rencontre."))
    return day, doubts


def _same_day_before(day: date, event: date) -> date | None:
    for year in (event.year, event.year - 1):
        try:
            found = day.replace(year=year)
        except ValueError:
            continue
        if found <= event:
            return found
    return None
