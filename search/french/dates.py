"""Dates typed in figures are read as they would be written: "05/03/2026" is "5 mars 2026"."""

import re

__all__ = ["DATE", "MONTHS", "words_of_date"]

MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)

_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0[1-9]|1[0-2])"

# To be compiled with re.VERBOSE. Nothing of a longer row of figures is a date; "24/7" is none.
DATE = rf"""
    (?<![0-9][/.\-])
    (?:
        (?P<day>{_DAY}|[1-9]) (?P<separator>[/.\-]) (?P<month>{_MONTH}|[1-9]) (?P=separator)
        (?P<year>[0-9]{{4}}|[0-9]{{2}})
      | (?P<iso_year>[0-9]{{4}}) - (?P<iso_month>{_MONTH}) - (?P<iso_day>{_DAY})
      | (?P<short_day>{_DAY}) / (?P<short_month>{_MONTH})
    )
    (?! \w | [/.\-][0-9] )
"""


def words_of_date(found: re.Match[str]) -> list[str]:
    """The words of a match of DATE: "2026-03-05" and "5/3/26" are 5, mars, 2026."""
    day = found["day"] or found["iso_day"] or found["short_day"]
    month = found["month"] or found["iso_month"] or found["short_month"]
    year = found["year"] or found["iso_year"]
    words = [str(int(day)), MONTHS[int(month) - 1]]
    if not year:
        return words
    return [*words, year if len(year) == len("2026") else f"20{year}"]
