"""Events of the agenda that a new one would double."""

from datetime import date

from events.models import EventPage
from events.texts.folding import folded


def twins_of(title: str, day: date) -> list[EventPage]:
    """Those of the same day and title, accents and the like apart."""
    events = EventPage.objects.beginning_on(day).order_by("pk").defer_streamfields()
    return [each for each in events if folded(each.title) == folded(title)]
