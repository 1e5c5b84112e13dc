"""What an imported event names: its place, its organisers, its themes, its countries, its group."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from events.imports.values import ImportedEvent
from events.published import PublishedPlace
from events.texts.folding import folded

PLACE, ORGANISER, THEME, COUNTRY, GROUP = "place", "organiser", "theme", "country", "group"
LABELS = {
    PLACE: _("Lieu"),
    ORGANISER: _("Organisateur"),
    THEME: _("Thème"),
    COUNTRY: _("Pays"),
    GROUP: _("Groupe"),
}


@dataclass(frozen=True)
class Word:
    """One place, one organiser… as a file names it."""

    kind: str
    name: str
    place: PublishedPlace | None = None

    @property
    def key(self) -> str:
        """The same for two spellings of one name."""
        if self.place:
            return f"{PLACE}:{folded(self.name)}|{folded(self.place.town)}"
        return f"{self.kind}:{folded(self.name) or self.name}"

    @property
    def town(self) -> str:
        return self.place.town if self.place else ""

    @property
    def in_words(self) -> str:
        return self.place.in_words if self.place else self.name

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        place = said["place"]
        return cls(said["kind"], said["name"], PublishedPlace(**place) if place else None)


def kind_of(key: str) -> str:
    return key.partition(":")[0]


def words_of(event: ImportedEvent) -> Iterator[Word]:
    if event.place and event.place.in_words:
        # A place without a name is known by its street, or else by its town.
        place = event.place
        yield Word(PLACE, place.name or place.street or place.town, place)
    named = {
        ORGANISER: event.organisers,
        THEME: event.themes,
        COUNTRY: event.countries,
        GROUP: [event.group],
    }
    for kind, names in named.items():
        yield from (Word(kind, name) for name in names if name.strip())


def distinct_words(events: Iterable[ImportedEvent]) -> dict[Word, int]:
    """Each word of a file once, as it is first written, and how many events name it."""
    first: dict[str, Word] = {}
    counts: dict[Word, int] = {}
    for event in events:
        for key, word in {word.key: word for word in words_of(event)}.items():
            as_first_written = first.setdefault(key, word)
            counts[as_first_written] = counts.get(as_first_written, 0) + 1
    order = list(LABELS)
    return dict(sorted(counts.items(), key=lambda item: order.index(item[0].kind)))
