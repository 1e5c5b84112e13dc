"""What is read of a pasted text: proposals, with the words they come from and their doubts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from events.texts.spans import Span


class UnreadableTextError(Exception):
    """Nothing can be read of what was sent; its text says why, in French."""


@dataclass(frozen=True)
class Pasted:
    """A text as it is shown beside the form, and the day from which it counts."""

    text: str
    # On which it is read: "demain" is the day after, unless the text is a mail that has its day.
    today: date
    # Where its title stands, for a page whose heading is marked as such.
    heading: Span | None = None


@dataclass(frozen=True)
class Proposal:
    """The value of a field; an empty one may still have doubts."""

    value: Any = None
    spans: tuple[Span, ...] = ()
    # Sentences in French.
    doubts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, kw_only=True)
class When:
    """Aware moments; of a whole day, midnight in Paris, and the end is then the last day."""

    start: Proposal = Proposal()
    end: Proposal = Proposal()
    all_day: bool = False
    # Whether its words mean another day on another day.
    is_relative: bool = False
    deadline: Proposal = Proposal()

    @property
    def starts_at(self) -> datetime | None:
        return self.start.value


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """What a text proposes for each field of an event."""

    title: Proposal
    when: When
    mode: Proposal
    # A `PublishedPlace`.
    place: Proposal
    online_link: Proposal
    kind: Proposal
    # Keys of what the site knows.
    group: Proposal
    themes: Proposal
    countries: Proposal
    # One for each name.
    organisers: tuple[Proposal, ...]
    registration_link: Proposal
    registration_email: Proposal
    registration_phone: Proposal
    contact_email: Proposal
    contact_phone: Proposal
    price: Proposal
    # Plain text, a line for each paragraph.
    body: Proposal
