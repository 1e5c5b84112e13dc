"""What a file says of its events, before anybody has looked at it: plain values."""

from dataclasses import dataclass
from datetime import datetime

from events.choices import Mode, Status
from events.published import PublishedPlace


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; its text says why, in French."""


@dataclass(frozen=True, kw_only=True)
class ImportedEvent:
    # Where it stands in the file, in French, for a person: "ligne 12", "événement 3".
    where: str
    # As the file has it; empty if it has none.
    uid: str = ""
    title: str
    # Aware. For a whole day, midnight in Paris; the end is then the last day, included.
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    status: str = Status.CONFIRMED
    mode: str = Mode.ON_SITE
    # Any of its fields may be empty.
    place: PublishedPlace | None = None
    online_link: str = ""
    # A value of `events.choices.Kind`, or nothing.
    kind: str = ""
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    group: str = ""
    summary: str = ""
    # Plain text, a line for each paragraph.
    text: str = ""
    price: str = ""
    registration_link: str = ""
    # Its page where it comes from.
    link: str = ""


@dataclass(frozen=True)
class Refusal:
    """An event that cannot be taken, and why, in French."""

    where: str
    title: str
    reason: str
