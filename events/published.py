"""What the public was last told of an event: plain values, for calendars, feeds and the API.

`facts_of` takes them from the page when it is published; the entry of the agenda keeps them, so
that what was withdrawn can still be said to be.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from events.choices import Status, current_mode
from events.sharing import announced
from events.texts.folding import folded
from site_lianes.core.addresses import absolute
from site_lianes.core.plain_text import plain_text

if TYPE_CHECKING:
    from events.models import AgendaEntry, EventPage, Place


@dataclass(frozen=True)
class PublishedPlace:
    name: str
    street: str
    postal_code: str
    town: str

    @classmethod
    def of(cls, place: "Place") -> Self:
        return cls(place.name, place.street, place.postal_code, place.town)

    @property
    def in_words(self) -> str:
        """ "Salle Yser, 5 rue Jules de Vicq, 59000 Lille"."""
        town = f"{self.postal_code} {self.town}".strip()
        return ", ".join(filter(None, (self.name, self.street, town)))

    def reads_as(self, other: Self) -> bool:
        """Whether it is written alike, but for accents, case and hyphens."""
        return folded(self.in_words) == folded(other.in_words)


@dataclass(frozen=True, kw_only=True)
class PublishedEvent:
    uid: UUID
    # How many times its date, its place or its status has changed: RFC 5545, 3.8.7.4.
    sequence: int
    # Whether it was published, then unpublished, restricted or deleted.
    is_withdrawn: bool
    # The first publication and the last change, to the second.
    published_at: datetime
    changed_at: datetime
    starts_at: datetime
    # As on the page: None when no end is known; for a whole day, a moment of the last day.
    ends_at: datetime | None
    all_day: bool
    title: str
    status: str
    mode: str
    place: PublishedPlace | None
    # A tombstone keeps the facts of its day: what came to be told since is empty.
    online_link: str = ""
    kind: str = ""
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    group: str = ""
    summary: str = ""
    # The body, without its layout.
    text: str = ""
    price: str = ""
    registration_link: str = ""
    # Below the address of the site; the page of what is withdrawn answers no more.
    path: str = ""

    @classmethod
    def from_entry(cls, entry: "AgendaEntry") -> Self:
        names = {field.name for field in fields(cls)}
        facts = {name: value for name, value in entry.facts.items() if name in names}
        place, ends_at = facts.pop("place"), facts.pop("ends_at")
        lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
        return cls(
            uid=entry.uid,
            sequence=entry.sequence,
            is_withdrawn=not entry.is_public,
            published_at=entry.published_at,
            changed_at=entry.changed_at,
            starts_at=entry.starts_at,
            ends_at=datetime.fromisoformat(ends_at) if ends_at else None,
            place=PublishedPlace(**place) if place else None,
            **facts | lists,
        )

    @property
    def is_cancelled(self) -> bool:
        return self.is_withdrawn or self.status == Status.CANCELLED

    @property
    def announced_title(self) -> str:
        """The title, with "ANNULÉ — " in front once it does not take place."""
        return announced(self.title, Status.CANCELLED if self.is_cancelled else self.status)

    @property
    def current_mode(self) -> str:
        return current_mode(self.mode, self.status)


@dataclass(frozen=True)
class Feed:
    """What a calendar or a feed holds: the events, in the order of their start, and its name."""

    # "Agenda de Lianes coopération : eau et assainissement, Nord".
    name: str
    # Absolute addresses: its own, and that of the page that lists the same.
    url: str
    page_url: str
    # When what it holds last changed.
    changed_at: datetime
    events: Sequence[PublishedEvent]

    def url_of(self, event: PublishedEvent) -> str:
        """The page of an event; for one that was withdrawn, the page of the feed."""
        return self.page_url if event.is_withdrawn else absolute(event.path)


def facts_of(event: "EventPage") -> dict[str, Any]:
    """What is told of a page, ready for JSON. No e-mail and no telephone: they may be personal."""
    parts = event.get_url_parts()
    return {
        "ends_at": event.ends_at.isoformat() if event.ends_at else None,
        "all_day": event.all_day,
        "title": event.title,
        "status": event.status,
        "mode": event.mode,
        "place_id": event.place_id,
        "place": asdict(PublishedPlace.of(event.place)) if event.place else None,
        "online_link": event.online_link,
        "kind": event.kind,
        "themes": sorted(theme.name for theme in event.themes.all()),
        "countries": [country.name for country in event.countries.all()],
        "organisers": [link.organiser.name for link in event.event_organisers.all()],
        "group": event.group.title if event.group else "",
        "summary": event.summary,
        "text": plain_text(event.body),
        "price": event.price,
        "registration_link": event.registration_link,
        "path": parts[2] if parts else "",
    }


# A change of these, or to be withdrawn and to come back, is news to who has it in a calendar.
SCHEDULE = ("ends_at", "all_day", "status", "mode", "place_id")
