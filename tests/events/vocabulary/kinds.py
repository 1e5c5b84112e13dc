"""The four kinds of words that are merged, and how an event is given each."""

from collections.abc import Callable
from typing import Any

import pytest

from events.models import Country, EventPage, Organiser, Place
from site_lianes.core.merging import Mergeable
from site_lianes.core.models import Theme
from tests.factories import CountryFactory, OrganiserFactory, PlaceFactory, ThemeFactory

NAMED: dict[Any, Callable[[Mergeable], dict[str, Any]]] = {
    PlaceFactory: lambda word: {"place": word},
    OrganiserFactory: lambda word: {"organisers": [word]},
    ThemeFactory: lambda word: {"themes": [word]},
    CountryFactory: lambda word: {"countries": [word]},
}
every_kind = pytest.mark.parametrize("factory", NAMED)


def names(event: EventPage, word: Mergeable) -> list[Any]:
    """The keys by which an event names words of this kind."""
    match word:
        case Place():
            return [event.place_id]
        case Organiser():
            return [link.organiser_id for link in event.event_organisers.all()]
        case Theme():
            return [theme.pk for theme in event.themes.all()]
        case Country():
            return [country.pk for country in event.countries.all()]
    raise TypeError(word)


def give(event: EventPage, word: Mergeable) -> None:
    """In memory, as a form does."""
    match word:
        case Place():
            event.place = word
        case Organiser():
            event.event_organisers.create(organiser=word)
        case Theme():
            event.themes.set([word])
        case Country():
            event.countries.set([word])
