"""A day and what is written of its hour, as a moment."""

from datetime import date, datetime, time, timedelta

from events import dates
from events.texts.french_dates.hours import MIDNIGHT, Clock


def moment_of(day: date, clock: Clock) -> datetime | None:
    """None if the clocks skip it."""
    is_next_day = clock.hour == MIDNIGHT
    naive = datetime.combine(day + timedelta(days=is_next_day), time(clock.hour % 24, clock.minute))
    try:
        return dates.on_paris_clocks(naive)
    except ValueError:
        return None
