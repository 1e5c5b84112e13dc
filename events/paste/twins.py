"""Events of the agenda that a new one would double."""

from datetime import date, timedelta

from events import dates
from events.imports.folding import folded
from events.models import EventPage


def twins_of(title: str, day: date) -> list[EventPage]:
    """Those of the same day and title, accents and the like apart."""
    span = dates.midnight(day), dates.midnight(day + timedelta(days=1))
    events = EventPage.objects.filter(starts_at__gte=span[0], starts_at__lt=span[1])
    return [
        each
        for each in events.order_by("pk").defer_streamfields()
        if folded(each.title) == folded(title)
    ]
