"""The places of the site that a text names, whatever the wording around them."""

from collections.abc import Iterable
from dataclasses import replace

from events.imports.matching import Known
from events.paste.values import Proposal
from events.published import PublishedPlace
from events.texts import folding
from events.texts.folding import folded
from events.texts.spans import Span


def named_place(readable: str, known: Iterable[Known], found: Proposal) -> Proposal:
    """The place that was found, under the name that the site has for it if the text says that name.

    Its town has to be said too: there is a "salle des fêtes" in every town. Where nothing was
    found, a place of the site that is named with its town is.
    """
    named = [
        (each, spans)
        for each in known
        if each.town and (spans := _spans(readable, each)) and _says(readable, each.town)
    ]
    if found:
        within = [
            each
            for each, _spans_ in named
            if _is_in(each.name, found.value) and _may_be_of(each, found.value)
        ]
        best = max(within, key=lambda each: len(each.name), default=None)
        if best and folded(best.name) != folded(found.value.name):
            place = replace(found.value, name=best.name, town=found.value.town or best.town)
            return replace(found, value=place)
        if best and not found.value.town:
            return replace(found, value=replace(found.value, town=best.town))
        return found
    if not named:
        return found
    best, spans = max(named, key=lambda pair: (len(pair[0].name), -pair[1][0].start))
    return Proposal(PublishedPlace(best.name, "", "", best.town), spans[:1])


def _spans(readable: str, known: Known) -> list[Span]:
    pattern = folding.pattern_of(known.name)
    return [Span(*match.span()) for match in pattern.finditer(readable)] if pattern else []


def _says(readable: str, town: str) -> bool:
    pattern = folding.pattern_of(town)
    return bool(pattern and pattern.search(readable))


def _is_in(name: str, place: PublishedPlace) -> bool:
    """Whether the words of the place begin with that name, or are it."""
    said, ours = folded(place.name), folded(name)
    return f" {ours} " in f" {said} "


def _may_be_of(known: Known, place: PublishedPlace) -> bool:
    return not place.town or folded(place.town) == folded(known.town)
