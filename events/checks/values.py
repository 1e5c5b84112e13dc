"""What the checks compare, as plain values, and what they say."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

# Where a field of the form is, if it is not at its own input: in another tab, in a chooser.
_ANCHORS = {
    "body": "panel-child-contenu-body-section",
    "image": "panel-child-contenu-image-section",
    "minutes": "tab-compte_rendu",
    "decisions": "tab-compte_rendu",
    "place": "id_place-search",
}


class Remark(NamedTuple):
    """One sentence for the editor, and the field of the form where it is mended."""

    field: str
    text: str
    # The page of another event that it speaks of.
    other: int | None = None

    @property
    def anchor(self) -> str:
        return _ANCHORS.get(self.field, f"id_{self.field}")

    @property
    def digest(self) -> str:
        """What the editor confirms: another sentence is another remark."""
        return blake2b(f"{self.field}\n{self.text}".encode(), digest_size=6).hexdigest()


class Text(NamedTuple):
    field: str
    # How a sentence names it: "le résumé".
    name: str
    words: str


class Link(NamedTuple):
    """A link of a rich text or a field. `kind` is "page", "document" or "address"."""

    field: str
    words: str
    kind: str
    target: str


class Picture(NamedTuple):
    field: str
    title: str
    alt: str


@dataclass(frozen=True)
class CheckedPlace:
    # Of one that is still to be created, none.
    pk: int | None
    name: str
    street: str
    postal_code: str
    town: str

    @property
    def department(self) -> str:
        return self.postal_code[:2]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"


class Neighbour(NamedTuple):
    """Another event that begins on the same day."""

    pk: int
    title: str
    is_live: bool
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    place: CheckedPlace | None
    # Those that it shares with the event, by name.
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedEvent:
    pk: int | None
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    is_called_off: bool = False
    is_on_site: bool = True
    place: CheckedPlace | None = None
    themes: tuple[int, ...] = ()
    organisers: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """What the site has round an event, as far as a check needs it."""

    neighbours: tuple[Neighbour, ...] = ()
    places: tuple[CheckedPlace, ...] = ()
    dead_links: tuple[Link, ...] = ()
