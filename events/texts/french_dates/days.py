"""Days as people write them, before anything says in which year they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.texts.french_dates import french, hours, numeric, relative
from events.texts.french_dates.hours import Clock
from events.texts.french_dates.relative import Recurring, Relative
from events.texts.french_dates.tokens import Tokens
from events.texts.french_dates.written import MOST_DAYS, Day, Ordinal
from events.texts.spans import Span

_MOST_LISTED = 10
_RANGES = ("au", "-", ">", "→")
_LISTS = ("et", ",", "&", "/", "puis", "ou")


Written = Day | Ordinal | Relative | Recurring


@dataclass(frozen=True)
class Mention:
    """One or several days in one expression."""

    span: Span
    days: tuple[Written, ...]
    is_range: bool = False
    # Of "du vendredi 20 mars à 18h au dimanche 22 mars à 17h".
    first_hour: Clock | None = None
    last_hour: Clock | None = None


def all_days(tokens: Tokens) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        found = read_days(tokens, at)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def read_days(tokens: Tokens, at: int) -> tuple[Mention, int] | None:
    """The days that begin here, with the place after them."""
    if other := relative.read_recurring(tokens, at) or relative.read_relative(tokens, at):
        return _mention(tokens, at, other[1], (other[0],)), other[1]
    first = _read_day(tokens, at)
    if not first:
        return None
    ways = (read(tokens, at, *first) for read in (_read_range, _read_list))
    return next((found for found in ways if found and _is_complete(found[0])), None)


def _mention(tokens: Tokens, at: int, after: int, days: tuple[Written, ...]) -> Mention:
    return Mention(Span(tokens[at].start, tokens[after - 1].end), days)


def _is_complete(mention: Mention) -> bool:
    """Its month is written; or its weekday is, of a single day."""
    days = [day for day in mention.days if isinstance(day, Day)]
    return all(day.month for day in days) or (
        len(mention.days) == 1 and days[0].weekday is not None
    )


def _read_range(tokens: Tokens, at: int, first: Written, after: int) -> tuple[Mention, int] | None:
    first_hour, connector = _hour_within(tokens, after)
    is_between = tokens.is_one_of(at - 2, "entre") or tokens.is_one_of(at - 1, "entre")
    if not tokens.is_one_of(connector, *_RANGES) and not (
        is_between and tokens.text(connector) == "et"
    ):
        return None
    if tokens.text(connector) == "-" and not _is_a_range_dash(tokens, at, connector, first):
        return None
    last = _read_day(tokens, _past_article(tokens, connector + 1))
    if not last:
        return None
    if tokens.text(connector) == "-" and tokens.text(last[1]) == "-":
        # "9-10-11 avril".
        last = _read_day(tokens, last[1] + 1) or last
    days = _completed((first, last[0]))
    last_hour, end = _hour_within(tokens, last[1]) if first_hour else (None, last[1])
    mention = _mention(tokens, at, end, days)
    return replace(mention, is_range=True, first_hour=first_hour, last_hour=last_hour), end


def _is_a_range_dash(tokens: Tokens, at: int, dash: int, first: Written) -> bool:
    """ "14-22 novembre", and not the "salle 3 - 5 mars"."""
    is_close = tokens.follows_closely(dash) and tokens.follows_closely(dash + 1)
    is_day = isinstance(first, Day) and (first.month is not None or first.weekday is not None)
    return is_close or is_day or tokens.is_one_of(at - 1, "", "\n", "du", "les", "le", ":")


def _hour_within(tokens: Tokens, at: int) -> tuple[Clock | None, int]:
    after = at + tokens.is_one_of(at, ",", "(")
    after += tokens.is_one_of(after, "a", "des")
    if found := hours.read_clock(tokens, after):
        return found
    return None, at


def _read_list(tokens: Tokens, at: int, first: Written, after: int) -> tuple[Mention, int]:
    days = [first]
    while len(days) < _MOST_LISTED and tokens.is_one_of(tokens.past_break(after), *_LISTS):
        sign = tokens.past_break(after)
        next_at = sign + 1 + (tokens.text(sign) == "," and tokens.text(sign + 1) == "et")
        found = _read_day(tokens, _past_article(tokens, tokens.past_break(next_at)))
        if not found or not _continues(days[-1], found[0], tokens.text(sign)):
            break
        days.append(found[0])
        after = found[1]
    if len(days) > 1 and not _is_complete(_mention(tokens, at, after, _completed(tuple(days)))):
        # "Les 12 et 13" of nothing.
        days, after = [first], _read_day(tokens, at)[1]
    return _mention(tokens, at, after, _completed(tuple(days))), after


def _continues(before: Written, day: Written, sign: str) -> bool:
    """After a whole date, a comma or a slash begins something else."""
    if not (isinstance(before, Day) and isinstance(day, Day)):
        return False
    return before.month is None or sign in ("et", "&", "puis", "ou", ",")


def _past_article(tokens: Tokens, at: int) -> int:
    return at + tokens.is_one_of(at, "le", "les", "du")


def _completed(days: tuple[Written, ...]) -> tuple[Written, ...]:
    """ "5 et 6 juin 2027": the month and year of the last are those of the others."""
    found: list[Written] = []
    month = year = None
    for day in reversed(days):
        if isinstance(day, Day):
            is_before = month is not None and day.month is not None and day.month > month
            shared = year - 1 if year and is_before else year
            day = replace(day, month=day.month or month, year=day.year or shared)  # noqa: PLW2901
            month, year = day.month, day.year
        found.append(day)
    return tuple(reversed(found))


def _read_day(tokens: Tokens, at: int) -> tuple[Written, int] | None:
    return _read_ordinal(tokens, at) or numeric.read_iso(tokens, at) or _read_written(tokens, at)


def _read_written(tokens: Tokens, at: int) -> tuple[Day, int] | None:
    """ "Jeudi 17 octobre 2019", "jeu. 17/10", "17"."""
    weekday = french.weekday(tokens, at)
    number_at = at
    if weekday:
        number_at = weekday[1] + tokens.is_one_of(weekday[1], ",")
        number_at = _past_article(tokens, tokens.past_break(number_at))
    if found := numeric.read_numeric(tokens, number_at, is_said=weekday is not None):
        day, after = found
        return replace(day, weekday=weekday[0] if weekday else None), after
    return _read_in_letters(tokens, number_at, weekday[0] if weekday else None)


def _read_in_letters(tokens: Tokens, at: int, weekday: int | None) -> tuple[Day, int] | None:
    found = french.number(tokens, at)
    if not found or not 0 < found[0] <= MOST_DAYS:
        return None
    day, after = found
    if tokens.is_one_of(after, *french.ORDINAL_ENDS) and tokens.follows_closely(after):
        after += 1
    elif tokens.is_part(at) or tokens.is_one_of(after, "h", "heures", "heure", ":", "%", "€", "°"):
        return None
    month_at = tokens.past_break(after)
    month_at += tokens.is_one_of(month_at, "-", ".") and tokens.number(at) is not None
    month = french.month(tokens, month_at)
    is_in_words = tokens.number(at) is None
    if not month:
        return None if is_in_words else (Day(day, weekday=weekday), after)
    year, after = _year(tokens, month[1])
    return Day(day, month[0], year, weekday), after


def _year(tokens: Tokens, at: int) -> tuple[int | None, int]:
    year_at = tokens.past_break(at)
    year_at += tokens.is_one_of(year_at, "-") and tokens.number(year_at + 1, 4) is not None
    year = tokens.number(year_at, 4)
    is_one = year is not None and len(tokens.text(year_at)) == len("2026")
    return (year, year_at + 1) if is_one else (None, at)


def _read_ordinal(tokens: Tokens, at: int) -> tuple[Ordinal, int] | None:
    position = french.POSITIONS.get(tokens.text(at))
    after = at + 1
    if position is None and tokens.is_one_of(after, *french.ORDINAL_ENDS):
        number = tokens.number(at)
        position = number if number and number <= max(french.POSITIONS.values()) else None
        after += 1
    weekday = french.WEEKDAYS.get(tokens.text(after))
    if position is None or weekday is None:
        return None
    after += 1
    if of_month := tokens.after(after, "du", "mois"):
        after = of_month
        if not tokens.is_one_of(after, "de", "d"):
            return Ordinal(position, weekday), after
    elif not tokens.is_one_of(after, "de", "d"):
        return None
    after += 1 + (tokens.text(after + 1) == "'")
    month = french.month(tokens, after)
    if not month:
        return None
    year, after = _year(tokens, month[1])
    return Ordinal(position, weekday, month[0], year), after
