"""Hours as people write them: "18h30", "18 h 30", "19h30-21h", "à partir de 14h", "midi"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from events.texts.french_dates import french
from events.texts.french_dates.tokens import Tokens
from events.texts.spans import Span

MIDNIGHT = 24
_HOUR_WORDS = ("h", "heure", "heures", "hrs")
_INTRODUCTIONS = ("a", "de", "des", "entre", "vers", "partir", "heure", "horaire", "horaires")
_INTRODUCTIONS += (":", "debut", "rdv", "-", "(", ",")
_LABELS = ("heure", "heures", "horaire", "horaires")
_DASHES = ("-", "/", ">", "→")
# In front of how long something lasts, and after it.
_LENGTHS = ("duree", "pendant", "durant", "environ", "en", "dans", "ya")
_NOT_AFTER = ("avant", "apres", "par", "plus", "/")
_STREETS = ("rue", "avenue", "av", "boulevard", "bd", "place", "allee", "impasse", "chemin", "quai")
_ENDS = {"fin", "termine", "terminera", "finit", "finira", "acheve", "achevera", "cloture"}
_QUARTERS = {"quart": 15, "demi": 30, "demie": 30}
_MINUTE_DIGITS = 2


class Clock(NamedTuple):
    """What is written, which may be no hour at all."""

    hour: int
    minute: int = 0

    @property
    def exists(self) -> bool:
        return self.hour * 60 + self.minute <= MIDNIGHT * 60 and self.minute < 60  # noqa: PLR2004

    @property
    def in_words(self) -> str:
        return f"{self.hour}h{self.minute:02}"


@dataclass(frozen=True)
class Hours:
    span: Span
    start: Clock | None
    end: Clock | None = None
    # Something says that it is a time of the day, and not how long something lasts.
    is_sure: bool = True

    @property
    def clocks(self) -> list[Clock]:
        return [clock for clock in (self.start, self.end) if clock]

    @property
    def in_words(self) -> str:
        return " à ".join(clock.in_words for clock in self.clocks)


def all_hours(tokens: Tokens, days: Iterable[Span]) -> Iterator[Hours]:
    """Those that stand outside of the days: in "le 17/10 à 18h", 10 is no hour."""
    days, at = list(days), 0
    while at < len(tokens):
        is_day = any(start <= tokens[at].start < end for start, end in days)
        found = None if is_day else read_hours(tokens, at)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def read_hours(tokens: Tokens, at: int) -> tuple[Hours, int] | None:
    """A range of hours or a single one, with the place after it."""
    return _range(tokens, at) or _single(tokens, at)


def _range(tokens: Tokens, at: int) -> tuple[Hours, int] | None:
    first = read_clock(tokens, at) or _bare(tokens, at)
    last_at = _until(tokens, first[1], is_between=tokens.text(at - 1) == "entre") if first else None
    if last_at is None:
        return None
    # One of the two is written as an hour: "de 9 à 12h", "9h-12".
    last = read_clock(tokens, last_at)
    if last is None and read_clock(tokens, at) and tokens.is_one_of(last_at - 1, *_DASHES):
        last = _bare(tokens, last_at)
    if last is None or _is_length(tokens, at, last[1]):
        return None
    end = last[0] if last[0] != Clock(0) else Clock(MIDNIGHT)
    return Hours(Span(tokens[at].start, tokens[last[1] - 1].end), first[0], end), last[1]


def _until(tokens: Tokens, at: int, *, is_between: bool) -> int | None:
    """Where the second hour of a range begins."""
    if after := tokens.after(at, "jusqu", "'", "a"):
        return after
    is_there = tokens.is_one_of(at, "a", *_DASHES) or (is_between and tokens.text(at) == "et")
    return at + 1 if is_there else None


def _single(tokens: Tokens, at: int) -> tuple[Hours, int] | None:
    found = read_clock(tokens, at)
    if not found or _is_length(tokens, at, found[1]):
        return None
    clock, after = found
    span = Span(tokens[at].start, tokens[after - 1].end)
    if _is_an_end(tokens, at, after):
        return Hours(span, None, clock if clock != Clock(0) else Clock(MIDNIGHT)), after
    is_sure = bool(clock.minute) or after - at > len(("18", "h"))
    is_sure = is_sure or tokens.is_one_of(at - 1, *_INTRODUCTIONS) or _begins_line(tokens, at)
    is_sure = is_sure or tokens.text(at) in ("midi", "minuit")
    return Hours(span, clock if clock.hour != MIDNIGHT else Clock(0), is_sure=is_sure), after


def _is_an_end(tokens: Tokens, at: int, after: int) -> bool:
    """ "Jusqu’à 21h", "fin à 21h", "16h : fin"."""
    before = [tokens.text(at - back) for back in (3, 2, 1)]
    if before == ["jusqu", "'", "a"] or not _ENDS.isdisjoint(before[1:]):
        return True
    return tokens.text(after + tokens.is_one_of(after, ":", "-", "=")) == "fin"


def _begins_line(tokens: Tokens, at: int) -> bool:
    """With at most a picture in front."""
    return any(
        at - back < 0 or tokens.text(at - back) == "\n"
        for back in (1, 2)
        if back == 1 or not tokens.text(at - 1).isalnum()
    )


def _is_length(tokens: Tokens, at: int, after: int) -> bool:
    before = [tokens.text(at - back) for back in (1, 2)]
    if before[0] in _LENGTHS or (before[0] == ":" and before[1] in _LENGTHS):
        return True
    if tokens.is_one_of(at - 1, "/") and tokens.text(at) == "24":  # "24h/24"
        return True
    if tokens.is_one_of(after, *_NOT_AFTER):
        return True
    is_measure = tokens.text(after) == "de" and tokens.number(after + 1) is None
    return is_measure and tokens[after + 1 : after + 2] != [] and not _introduced(tokens, at)


def _introduced(tokens: Tokens, at: int) -> bool:
    return tokens.is_one_of(at - 1, *_INTRODUCTIONS)


def read_clock(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    for read in (_named, _with_colon, _with_h, _with_dot):
        if found := read(tokens, at):
            return found
    return None


def _named(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    if tokens.text(at) not in ("midi", "minuit") or tokens.text(at - 1) == "-":
        return None
    clock = Clock(12 if tokens.text(at) == "midi" else 0)
    return _with_quarter(tokens, clock, at + 1)


def _with_h(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    found = french.number(tokens, at)
    if not found or not tokens.is_one_of(found[1], *_HOUR_WORDS):
        return None
    hour, mark = found
    after = mark + 1
    minute = tokens.number(after)
    is_two_digits = minute is not None and len(tokens.text(after)) == _MINUTE_DIGITS
    # "18h30", "18 h 30"; in "à 18h 20 rue de la Paix", 20 is a number of the street.
    is_apart = tokens.text(mark) != "h" or not tokens.follows_closely(mark)
    is_of_hour = is_two_digits and (tokens.follows_closely(after) or is_apart)
    if is_of_hour and not tokens.is_one_of(after + 1, *_STREETS):
        return Clock(hour, minute), after + 1
    in_words = french.number_in_words(tokens, after) if tokens.text(mark) != "h" else None
    if in_words:
        return Clock(hour, in_words[0]), in_words[1]
    return _with_quarter(tokens, Clock(hour), after)


def _with_quarter(tokens: Tokens, clock: Clock, at: int) -> tuple[Clock, int]:
    if tokens.text(at) == "et" and tokens.text(at + 1) in _QUARTERS:
        return Clock(clock.hour, _QUARTERS[tokens.text(at + 1)]), at + 2
    if tokens.after(at, "moins", "le", "quart"):
        return Clock(clock.hour - 1, 45), at + 3
    return clock, at


def _with_colon(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    return _with_sign(tokens, at, ":")


def _with_dot(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    """ "18.00", which may also be a price, a version or a date: after "à", "de" or a label."""
    is_introduced = tokens.is_one_of(at - 1, "a", "de", "des", "entre", "-")
    is_labelled = tokens.text(at - 1) == ":" and tokens.text(at - 2) in _LABELS
    if not (is_introduced or is_labelled):
        return None
    if tokens.is_one_of(at + 3, "€", "euro", "euros", "%", "."):
        return None
    return _with_sign(tokens, at, ".")


def _with_sign(tokens: Tokens, at: int, sign: str) -> tuple[Clock, int] | None:
    hour, minute = tokens.number(at), tokens.number(at + 2)
    if hour is None or minute is None or tokens.text(at + 1) != sign:
        return None
    is_close = tokens.follows_closely(at + 1) and tokens.follows_closely(at + 2)
    if not is_close or len(tokens.text(at + 2)) != _MINUTE_DIGITS:
        return None
    is_with_seconds = tokens.text(at + 3) == sign and tokens.number(at + 4) is not None
    return Clock(hour, minute), at + (5 if is_with_seconds else 3)


def _bare(tokens: Tokens, at: int) -> tuple[Clock, int] | None:
    """The 9 of "de 9 à 12h"."""
    hour = tokens.number(at)
    is_one = hour is not None and hour <= MIDNIGHT and not french.month(tokens, at + 1)
    return (Clock(hour), at + 1) if is_one else None
