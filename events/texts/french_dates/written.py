"""A day as it is written."""

from dataclasses import dataclass

MOST_DAYS, MOST_MONTHS = 31, 12


@dataclass(frozen=True)
class Day:
    """One day: its parts as they are written."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True)
class Ordinal:
    """ "Le premier mardi de mars": of the current month or a later one if it names none."""

    position: int
    weekday: int
    month: int | None = None
    year: int | None = None
