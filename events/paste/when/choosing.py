"""When the event of a text takes place, among all the days and hours that the text names.

Rather a doubt than a guess: whatever had to be supposed is said.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.paste.values import Proposal, When
from events.paste.when.clocks import moment_of
from events.paste.when.deadline import deadline_of
from events.paste.when.reading import Candidate, Reading, Scope, dates_told
from events.paste.when.resolving import in_words
from events.paste.when.roles import Role
from events.texts.french_dates.hours import Clock, Hours

_EVENING, _EARLY = 17, 6
_MOST_TOLD = 5


def when_of(text: str, scope: Scope) -> When:
    found = Reading(text, scope)
    deadline = deadline_of(found)
    chosen = found.chosen()
    if chosen is None:
        return When(start=Proposal(doubts=found.why_none()), deadline=deadline)
    return _Choice(found, chosen).when(deadline)


class _Choice:
    """The chosen day with its hours, and all that is doubtful about them."""

    def __init__(self, reading: Reading, chosen: Candidate) -> None:
        self.reading, self.chosen = reading, chosen
        self.doubts = list(chosen.dated.doubts)
        self.end_doubts: list[str] = []
        self.spans = [chosen.span]
        self.days = chosen.dated.days

    def when(self, deadline: Proposal) -> When:
        self._tell_others()
        self._tell_past()
        first, last = self._first_and_last()
        opening, closing = self._clocks()
        start = self._exact(first, opening) if opening else None
        end = self._end(start, first, last, closing) if start else None
        if start is None:
            end = dates.midnight(last) if last != first else None
        return When(
            start=Proposal(start or dates.midnight(first), tuple(self.spans), tuple(self.doubts)),
            end=Proposal(end, (), tuple(self.end_doubts)),
            all_day=start is None,
            is_relative=self.chosen.dated.is_relative,
            deadline=deadline,
        )

    def _tell_others(self) -> None:
        others = self.reading.others(self.chosen)
        if others:
            found = sorted([self.chosen, *others], key=lambda each: each.span.start)
            self.doubts.append(dates_told(found))
        if self.chosen.role is not Role.EVENT:
            told = _("Le texte ne donne cette date que pour une rencontre déjà passée ou citée.")
            self.doubts.append(told)

    def _tell_past(self) -> None:
        if self.days[-1] < self.reading.scope.today:
            self.doubts.append(_("Cette date est passée."))

    def _first_and_last(self) -> tuple[date, date]:
        """Of days that do not follow each other, the first alone."""
        first, last = self.days[0], self.days[-1]
        if last < first:
            self.doubts.append(
                _("La fin est avant le début : %(first)s, %(last)s.")
                % {"first": in_words(first), "last": in_words(last)}
            )
            return first, first
        follow = all(
            b - a == timedelta(days=1) for a, b in zip(self.days, self.days[1:], strict=False)
        )
        if follow or self.chosen.dated.mention.is_range:
            return first, last
        text = _(
            "Plusieurs jours dans le texte : %(days)s. Le premier seul est proposé ; « Répéter "
            "cette rencontre » fera les autres."
        )
        self.doubts.append(text % {"days": ", ".join(map(in_words, self.days))})
        return first, first

    # -- Hours -----------------------------------------------------------------------------------

    def _clocks(self) -> tuple[Clock | None, Clock | None]:
        mention = self.chosen.dated.mention
        if mention.first_hour:
            return mention.first_hour, mention.last_hour
        hours = self._hours()
        self.spans += [each.span for each in hours]
        existing = []
        for each in hours:
            wrong = [clock for clock in each.clocks if not clock.exists]
            self.doubts += [
                _("L’heure %(hour)s n’existe pas.") % {"hour": c.in_words} for c in wrong
            ]
            if not wrong:
                existing.append(each)
        starts = [each.start for each in existing if each.start]
        if not starts:
            return None, None
        last = existing[-1]
        if len(existing) > 1 and not (len(starts) == 1 and last.start is None):
            told = ", ".join(each.in_words for each in existing[:_MOST_TOLD])
            self.doubts.append(_("Plusieurs heures dans le texte : %(hours)s.") % {"hours": told})
        return starts[0], last.end

    def _hours(self) -> list[Hours]:
        own = [each for each in self.chosen.hours if each.is_sure] or self.chosen.hours
        same = [each for one in self.reading.same_day(self.chosen) for each in one.hours]
        near = own or same or self.reading.hours_near(self.chosen)
        if own:
            said = {own[0].start}
            near = [*own, *(each for each in same if each.start not in said)]
        if not near and not len(self.days) > 1:
            self.doubts.append(_("Le texte ne dit pas l’heure."))
        return near

    def _exact(self, day: date, clock: Clock) -> datetime | None:
        found = moment_of(day, clock)
        if found is None:
            text = _("%(hour)s n’existe pas le %(day)s : les horloges avancent cette nuit-là.")
            self.doubts.append(text % {"hour": clock.in_words, "day": in_words(day)})
        return found

    def _end(
        self, start: datetime, first: date, last: date, closing: Clock | None
    ) -> datetime | None:
        if closing is None:
            if last != first:
                self.end_doubts.append(
                    _("Le texte ne dit pas à quelle heure finit le dernier jour.")
                )
                return dates.midnight(last + timedelta(days=1)) - timedelta(minutes=1)
            return None
        end = self._exact(last, closing)
        if end is None or dates.duration(start, end) > timedelta(0):
            if last != first and not self.chosen.dated.mention.first_hour:
                self.end_doubts.append(_("Ces heures sont sans doute celles de chaque jour."))
            return end
        if closing.hour <= _EARLY and dates.on_clocks(start).hour >= _EVENING:
            self.end_doubts.append(_("La fin est comprise comme le lendemain."))
            return self._exact(last + timedelta(days=1), closing)
        text = _("La fin (%(end)s) est avant le début (%(start)s) : elle n’est pas reprise.")
        start_in_words = f"{dates.on_clocks(start):%Hh%M}"
        self.end_doubts.append(text % {"end": closing.in_words, "start": start_in_words})
        return None
