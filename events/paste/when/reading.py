"""The days of a text, each with its role and its hours, and which of them is the event's."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from events.paste.when.resolving import Calendar, Dated, in_words
from events.paste.when.roles import Role, Sentence, is_labelled, is_to_come, role_of, sentences
from events.texts.french_dates.days import all_days
from events.texts.french_dates.hours import Hours, all_hours
from events.texts.french_dates.tokens import tokenise
from events.texts.spans import Span

_MOST_TOLD = 5
# Of the days and of the hours of a text.
_MOST = 200
_LABELLED, _TO_COME, _WITH_HOURS, _FUTURE, _HEADING = 6, 4, 3, 3, 2
_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d/-])")
# What may stand in front of the hours of a line of their own.
_LEADING = re.compile(r"horaires?|heures?|accueil|debut|de|a partir|a|des|entre|\W")


@dataclass
class Candidate:
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


class Reading:
    """The days and hours of a text, each in its sentence."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.sentences = sentences(text)
        tokens = tokenise(text)
        mentions = [
            each for each in islice(all_days(tokens), _MOST) if not self._is_ignored(each.span)
        ]
        calendar = Calendar(scope.day, text, self._stated_year())
        self.candidates = [self._candidate(dated) for dated in calendar.dated(mentions)]
        self._give_roles()
        days = [each.span for each in self.candidates]
        found = islice(all_hours(tokens, days), _MOST)
        self.hours = [each for each in found if not self._is_ignored(each.span)]
        self._give_hours()

    def _is_ignored(self, span: Span) -> bool:
        return any(span.meets(ignored) for ignored in self.scope.ignored)

    def _stated_year(self) -> int | None:
        lines = [self.text[start:end] for start, end in self.scope.headings]
        years = {int(year) for year in _YEAR.findall("\n".join(lines))}
        return years.pop() if len(years) == 1 else None

    def sentence_of(self, span: Span) -> Sentence:
        return next(
            each for each in self.sentences if each.span.start <= span.start < each.span.end
        )

    def _candidate(self, dated: Dated) -> Candidate:
        return Candidate(dated, Role.EVENT, self.sentence_of(dated.mention.span))

    def _give_roles(self) -> None:
        before: Candidate | None = None
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

    def _beside(self, hours: Hours) -> list[Candidate]:
        start, end = self.sentence_of(hours.span).span
        return [each for each in self.candidates if start <= each.span.start < end]

    # -- Which of the days -----------------------------------------------------------------------

    @property
    def _events(self) -> list[Candidate]:
        return [each for each in self.candidates if each.dated.days and each.role is Role.EVENT]

    def chosen(self) -> Candidate | None:
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

    def _score(self, each: Candidate) -> int:
        is_heading = any(each.span.meets(heading) for heading in self.scope.headings)
        return (
            _LABELLED * is_labelled(each.sentence, each.span)
            + _TO_COME * is_to_come(each.sentence, each.span)
            + _WITH_HOURS * bool(each.hours or each.dated.mention.first_hour)
            + _FUTURE * (each.dated.days[-1] >= self.scope.day)
            + _HEADING * is_heading
            + each.dated.has_weekday
        )

    def others(self, chosen: Candidate) -> list[Candidate]:
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

    def same_day(self, chosen: Candidate) -> list[Candidate]:
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

    # -- Hours that stand on their own ------------------------------------------------------------

    def hours_near(self, chosen: Candidate) -> list[Hours]:
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
        return not _LEADING.sub("", before)


def dates_told(found: list[Candidate]) -> str:
    days = list(dict.fromkeys(in_words(each.first) for each in found))
    number = {2: _("Deux"), 3: _("Trois")}.get(len(days), _("Plusieurs"))
    return _("%(number)s dates dans le texte : %(dates)s.") % {
        "number": number,
        "dates": ", ".join(days[:_MOST_TOLD]),
    }
