"""What to read after an event: the meetings of its group around it, and events like it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.models import EventPage


@dataclass(frozen=True)
class Thread:
    previous: "EventPage | None"
    next: "EventPage | None"
    related: "list[EventPage]"


def sort_around(event: "EventPage", others: "list[EventPage]") -> Thread:
    """Tell apart what `EventPageQuerySet.around(event)` found in one query."""
    group = [each for each in others if event.group_id and each.group_id == event.group_id]
    moment = (event.starts_at, event.pk or 0)
    return Thread(
        previous=next((each for each in group if (each.starts_at, each.pk) < moment), None),
        next=next((each for each in group if (each.starts_at, each.pk) > moment), None),
        related=[each for each in others if each not in group],
    )
