"""When the event of a text takes place, among all the days and hours that the text names.

Rather a doubt than a guess: whatever had to be supposed is said.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from events import dates
from events.paste.values import Proposal, Span, When
from events.paste.when.days import all_days
from events.paste.when.hours import MIDNIGHT, Clock, Hours, all_hours
from events.paste.when.resolving import Calendar, Dated, in_words
from events.paste.when.roles import (
    Role,
    Sentence,
    is_labelled,
    is_of_registration,
    is_to_come,
    role_of,
    sentences,
)
from events.paste.when.tokens import tokenise

_EVENING, _EARLY = 17, 6
_MOST_TOLD = 5
_LABELLED, _TO_COME, _WITH_HOURS, _FUTURE, _HEADING = 6, 4, 3, 3, 2
# Lines after a date, or before it, in which its hours are looked for.
_NEAR = 3
_HOURS_LABEL = re.compile(r"^\W*(?:horaires?|heures?|de|a|a partir|des|entre|debut|accueil)?\b")


@dataclass
class _Candidate:
    dated: Dated
    role: Role
    sentence: Sentence
    hours: list[Hours] = field(default_factory=list)
    score: int = 0

    @property
    def span(self) -> Span:
        return self.dated.mention.span

    @property
    def first(self) -> date:
        return self.dated.days[0]


@dataclass(frozen=True)
class Scope:
    """What is known of a text beside its words."""

    today: date
    # The day of the text itself, from which it counts: that of the mail, or today.
    day: date
    # Header of a mail, foot of a page: what they say is not of the event.
    ignored: tuple[Span, ...] = ()
    # The message that is answered.
    quoted: tuple[Span, ...] = ()
    # The subject, the title.
    headings: tuple[Span, ...] = ()


def when_of(text: str, scope: Scope) -> When:
    found = _Reading(text, scope)
    deadline = found.deadline()
    chosen = found.chosen()
    if chosen is None:
        return When(start=Proposal(doubts=found.why_none()), deadline=deadline)
    return _Choice(found, chosen).when(deadline)


class _Reading:
    """The days and hours of a text, each in its sentence."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.sentences = sentences(text)
        tokens = tokenise(text)
        mentions = [each for each in all_days(tokens) if not self._is_ignored(each.span)]
        calendar = Calendar(scope.day, text, self._stated_year())
        self.candidates = [self._candidate(dated) for dated in calendar.dated(mentions)]
        self._give_roles()
        taken = [each.span for each in self.candidates]
        self.hours = [
            each
            for each in all_hours(tokens)
            if not self._is_ignored(each.span) and not any(each.span.meets(one) for one in taken)
        ]
        self._give_hours()

    def _is_ignored(self, span: Span) -> bool:
        return any(span.meets(ignored) for ignored in self.scope.ignored)

    def _stated_year(self) -> int | None:
        lines = [self.text[start:end] for start, end in self.scope.headings]
        years = {
            int(year) for year in re.findall(r"(?<![\d/.-])20\d\d(?![\d/-])", "\n".join(lines))
        }
        return years.pop() if len(years) == 1 else None

    def sentence_of(self, span: Span) -> Sentence:
        return next(
            each for each in self.sentences if each.span.start <= span.start < each.span.end
        )

    def _candidate(self, dated: Dated) -> _Candidate:
        return _Candidate(dated, Role.EVENT, self.sentence_of(dated.mention.span))

    def _give_roles(self) -> None:
        before: _Candidate | None = None
        for each in self.candidates:
            since = before.span.end if before and before.sentence == each.sentence else 0
            each.role = role_of(each.sentence, each.span, since)
            if any(each.span.meets(quoted) for quoted in self.scope.quoted):
                each.role = Role.QUOTED
            before = each

    def _give_hours(self) -> None:
        """To each day the hours of its sentence: those after it, else those before it."""
        left: list[Hours] = []
        for hours in self.hours:
            before = [each for each in self._beside(hours) if each.span.start < hours.span.start]
            if before:
                before[-1].hours.append(hours)
            else:
                left.append(hours)
        self.free: list[Hours] = []
        for hours in left:
            after = [each for each in self._beside(hours) if not each.hours]
            (after[0].hours if after else self.free).append(hours)

    def _beside(self, hours: Hours) -> list[_Candidate]:
        start, end = self.sentence_of(hours.span).span
        return [each for each in self.candidates if start <= each.span.start < end]

    # -- Which of the days -----------------------------------------------------------------------

    @property
    def _events(self) -> list[_Candidate]:
        return [each for each in self.candidates if each.dated.days and each.role is Role.EVENT]

    def chosen(self) -> _Candidate | None:
        others = (Role.QUOTED, Role.PAST)
        found = (
            self._events
            or [
                each
                for role in others
                for each in self.candidates
                if each.dated.days and each.role is role
            ][:1]
        )
        for each in found:
            each.score = self._score(each)
        return max(found, key=lambda each: (each.score, -each.span.start), default=None)

    def _score(self, each: _Candidate) -> int:
        is_heading = any(each.span.meets(heading) for heading in self.scope.headings)
        return (
            _LABELLED * is_labelled(each.sentence, each.span)
            + _TO_COME * is_to_come(each.sentence, each.span)
            + _WITH_HOURS * bool(each.hours or each.dated.mention.first_hour)
            + _FUTURE * (each.dated.days[-1] >= self.scope.day)
            + _HEADING * is_heading
            + each.dated.has_weekday
        )

    def others(self, chosen: _Candidate) -> list[_Candidate]:
        """Which might have been meant, too: of other days, and not inside those of the chosen."""
        days = chosen.dated.days
        return [
            each
            for each in self._events
            if each is not chosen
            and each.first not in days
            and not (chosen.dated.mention.is_range and days[0] <= each.first <= days[-1])
            and (each.hours or each.score >= chosen.score - _LABELLED)
        ]

    def same_day(self, chosen: _Candidate) -> list[_Candidate]:
        return [each for each in self._events if each is not chosen and each.first == chosen.first]

    def why_none(self) -> tuple[str, ...]:
        impossible = [
            doubt for each in self.candidates for doubt in each.dated.doubts if not each.dated.days
        ]
        if impossible:
            return tuple(impossible)
        recurring = next((each for each in self.candidates if each.dated.is_recurring), None)
        if recurring:
            words = self.text[recurring.span.start : recurring.span.end]
            text = _("Cela revient : « %(words)s ». Donnez la date de la prochaine fois.")
            return (text % {"words": words},)
        told = [in_words(each.first) for each in self.candidates if each.dated.days]
        if told:
            text = _("Aucune date de rencontre reconnue ; le texte nomme seulement : %(dates)s.")
            return (text % {"dates": ", ".join(dict.fromkeys(told[:_MOST_TOLD]))},)
        return (_("Aucune date reconnue dans le texte."),)

    # -- Until when one registers ----------------------------------------------------------------

    def deadline(self) -> Proposal:
        all_ = [each for each in self.candidates if each.role is Role.DEADLINE and each.dated.days]
        found = [each for each in all_ if is_of_registration(each.sentence)]
        if not found:
            text = _("Le texte nomme une date limite, sans parler d’inscription : %(day)s.")
            return Proposal(doubts=tuple(text % {"day": in_words(each.first)} for each in all_[:1]))
        first = found[0]
        event = self.chosen()
        day, doubts = first.first, list(first.dated.doubts)
        mention = first.dated.mention.days[0]
        if event and day > event.dated.days[-1] and not getattr(mention, "year", True):
            # The year that nobody wrote is the one that puts it before the event.
            earlier = _same_day_before(day, event.first)
            day, doubts = earlier or day, []
        elif event and not getattr(mention, "year", True) and day.year == event.first.year:
            doubts = [
                doubt for doubt in doubts if str(day.year) not in doubt or in_words(day) in doubt
            ]
        if event and day > event.dated.days[-1]:
            doubts.append(_("La date limite est après la rencontre."))
        if len({each.first for each in found}) > 1:
            doubts.append(_dates_told(found))
        clock = next((hours.start or hours.end for hours in first.hours), None)
        moment = _moment(day, clock) if clock and clock.exists else None
        spans = (first.span, *(hours.span for hours in first.hours[:1]))
        moment = moment or datetime.combine(day, time(23, 59), dates.PARIS)
        return Proposal(moment, spans, tuple(doubts))

    # -- Hours that stand on their own ------------------------------------------------------------

    def hours_near(self, chosen: _Candidate) -> list[Hours]:
        """Those of the lines after the date, else of the lines before it."""
        others = [
            each.span.start
            for each in self.candidates
            if each is not chosen and each.role is Role.EVENT
        ]
        end = min((start for start in others if start > chosen.span.end), default=len(self.text))
        start = max((start for start in others if start < chosen.span.start), default=0)
        after = [each for each in self.free if chosen.span.end <= each.span.start < end]
        before = [each for each in self.free if start <= each.span.start < chosen.span.start]
        return self._surest(after) or self._surest(before)

    def _surest(self, found: list[Hours]) -> list[Hours]:
        """Those that begin a line, as a programme or a label does; else the surest of all."""
        leading = [each for each in found if self._begins(each)]
        return leading or [each for each in found if each.is_sure]

    def _begins(self, hours: Hours) -> bool:
        sentence = self.sentence_of(hours.span)
        before = sentence.text[: hours.span.start - sentence.span.start]
        return not re.sub(r"horaires?|heures?|accueil|debut|de|a partir|a|des|entre|\W", "", before)


def _same_day_before(day: date, event: date) -> date | None:
    for year in (event.year, event.year - 1):
        try:
            found = day.replace(year=year)
        except ValueError:
            continue
        if found <= event:
            return found
    return None


def _dates_told(found: list[_Candidate]) -> str:
    days = list(dict.fromkeys(in_words(each.first) for each in found))
    number = {2: _("Deux"), 3: _("Trois")}.get(len(days), _("Plusieurs"))
    return _("%(number)s dates dans le texte : %(dates)s.") % {
        "number": number,
        "dates": ", ".join(days[:_MOST_TOLD]),
    }


def _moment(day: date, clock: Clock) -> datetime | None:
    """None if the clocks skip it."""
    is_next_day = clock.hour == MIDNIGHT
    naive = datetime.combine(day + timedelta(days=is_next_day), time(clock.hour % 24, clock.minute))
    try:
        return dates.on_paris_clocks(naive)
    except ValueError:
        return None


class _Choice:
    """The chosen day with its hours, and all that is doubtful about them."""

    def __init__(self, reading: _Reading, chosen: _Candidate) -> None:
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
            self.doubts.append(_dates_told(found))
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
            "Plusieurs jours dans le texte : %(days)s. Le premier seul est proposé ; « Répéter cette "
            "rencontre » fera les autres."
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
        found = _moment(day, clock)
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
