"""What an event names, in memory: the place, the organisers, the themes and the countries of now.

A draft, an older revision or a form that was opened before may name what was merged since.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Manager, Model
from modelcluster.queryset import FakeQuerySet

from events.models.vocabulary import Country, Organiser, Place
from site_lianes.core.merging import Mergeable, Replacements, current_keys, replacements
from site_lianes.core.models import Theme

if TYPE_CHECKING:
    from events.models.event import EventPage

# The relations of an event, each with what it names and how.
RELATIONS: dict[str, tuple[type[Mergeable], str]] = {
    "event_organisers": (Organiser, "organiser_id"),
    "event_themes": (Theme, "tag_id"),
    "countries": (Country, "pk"),
}


def name_what_stays(event: "EventPage") -> None:
    """Name, in place of what was merged, what stays, each once. One query, or none."""
    keys = {Place: [event.place_id] if event.place_id else []}
    for name, (model, attribute) in RELATIONS.items():
        keys[model] = [getattr(each, attribute) for each in _in_memory(getattr(event, name))]
    current = current_keys({model._meta.pk: named for model, named in keys.items()})
    name_instead(event, replacements(current))


def name_instead(event: "EventPage", instead: Replacements) -> None:
    """The same, when it is known what was merged and what stays."""
    if not instead:
        return
    event.place_id = instead.get((Place, event.place_id), event.place_id)
    for name, (model, attribute) in RELATIONS.items():
        kept: dict[int, Model] = {}
        for each in _in_memory(getattr(event, name)):
            key = getattr(each, attribute)
            kept.setdefault(instead.get((model, key), key), each)
        if model is Country:
            event.countries.set(Country.objects.filter(pk__in=kept))
            continue
        for key, each in kept.items():
            setattr(each, attribute, key)
        getattr(event, name).set(kept.values())


def _in_memory(manager: Manager) -> Iterator[Model]:
    """What is not in the database alone: there, merges leave nothing that was merged."""
    found = manager.get_queryset()
    return iter(found) if isinstance(found, FakeQuerySet) else iter(())
