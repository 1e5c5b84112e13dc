"""Until when a page that shows events stays as it is, for whoever keeps a copy of it."""

from datetime import UTC, datetime

from events import dates
from events.agenda.index import AgendaIndex


def next_change(now: datetime, index: AgendaIndex, *own: datetime | None) -> datetime:
    """The first moment after `now` at which an event begins or ends, a day begins, or one of `own`.

    What somebody changes in the meantime is not foreseen: it makes another edition of the index.
    """
    moments = (index.next_change(now), dates.midnight_after(now), *own)
    # In UTC: two moments on the clocks of Paris are not always in the order of their hours.
    in_utc = (moment.astimezone(UTC) for moment in moments if moment)
    return min(moment for moment in in_utc if moment > now)
