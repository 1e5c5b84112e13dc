"""What a demo event is made of, in plain values; the rest of the form stays empty."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from events.dates import PARIS


@dataclass(frozen=True, kw_only=True)
class EventSpec:
    slug: str
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    status: str = "confirmed"
    mode: str = "on-site"
    place: str = ""
    online_link: str = ""
    kind: str = ""
    group: str = ""
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    has_image: bool = False
    registration_email: str = ""
    registration_deadline: datetime | None = None
    price: str = ""
    contact_name: str = ""
    # What was said before, where it differs: the event is published with it, then as it is.
    first_announced: dict[str, Any] = field(default_factory=dict)
    participants: int | None = None
    decisions: str = ""
    minutes: str = ""


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(6)


def in_weeks(weeks: int, weekday: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment counted from this week, so that the demo always has events to come."""
    today = timezone.localdate()
    day = today + timedelta(weeks=weeks, days=weekday - today.weekday())
    return at(day.year, day.month, day.day, hour, minute)
