"""Days in figures: "12/03/2026", "12.03.26", "2026-03-12"."""

from events.texts.french_dates import french
from events.texts.french_dates.tokens import Tokens
from events.texts.french_dates.written import MOST_DAYS, MOST_MONTHS, Day

_SIGNS = ("/", ".", "-")
_CENTURY = 2000


def read_numeric(tokens: Tokens, at: int, *, is_said: bool) -> tuple[Day, int] | None:
    """ "12/03/2026", "12.03.26", "12/03"; what has more numbers is a telephone."""
    sign = tokens.text(at + 1)
    day, month = tokens.number(at), tokens.number(at + 2)
    if sign not in _SIGNS or day is None or month is None:
        return None
    is_close = tokens.follows_closely(at + 1) and tokens.follows_closely(at + 2)
    is_part = tokens.text(at - 1) in _SIGNS and tokens.follows_closely(at)
    is_part = is_part or tokens.is_part(at)
    if is_part or not is_close or not 0 < day <= MOST_DAYS or not 0 < month <= MOST_MONTHS:
        return None
    if year := _year(tokens, at + 4, sign):
        return Day(day, month, year), at + 5
    has_more = tokens.text(at + 3) == sign and tokens.follows_closely(at + 4)
    is_said = is_said or tokens.is_one_of(at - 1, "le", "du", "au", "avant", ":", "date")
    is_date = sign == "/" and len(tokens.text(at + 2)) == len("03") and not has_more
    return (Day(day, month), at + 3) if is_date and is_said else None


def _year(tokens: Tokens, at: int, sign: str) -> int | None:
    """Of two figures or four, after the sign that parts the others too."""
    year, figures = tokens.number(at, 4), len(tokens.text(at))
    if tokens.text(at - 1) != sign or not tokens.follows_closely(at) or figures not in (2, 4):
        return None
    has_more = tokens.text(at + 1) == sign and tokens.follows_closely(at + 2)
    has_more = has_more and tokens.follows_closely(at + 1)
    # "9-10-11 avril" is three days.
    is_day = figures == len("26") and french.month(tokens, at + 1) is not None
    if year is None or has_more or is_day:
        return None
    return year if figures == len("2026") else _CENTURY + year


def read_iso(tokens: Tokens, at: int) -> tuple[Day, int] | None:
    year, month, day = tokens.number(at, 4), tokens.number(at + 2), tokens.number(at + 4)
    if None in (year, month, day) or len(tokens.text(at)) != len("2026"):
        return None
    signs = tokens.text(at + 1), tokens.text(at + 3)
    if signs not in (("-", "-"), ("/", "/")) or not tokens.follows_closely(at + 4):
        return None
    is_one = 0 < month <= MOST_MONTHS and 0 < day <= MOST_DAYS
    after = at + 5
    if tokens.text(after) == "t" and tokens.follows_closely(after):
        after += 1
    return (Day(day, month, year), after) if is_one else None
