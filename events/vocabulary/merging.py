"""What a merge of two places, organisers, themes or countries does to what names them."""

from collections.abc import Iterable

from wagtail.search import index

from events.agenda.facets import COUNTRY, ORGANISER, THEME, term
from events.imports.merged import follow_in_provenance
from events.models import (
    AgendaEntry,
    Announcement,
    Country,
    EventOrganiser,
    EventPage,
    EventTheme,
    Organiser,
    Place,
)
from events.published import PublishedPlace
from events.together import catch_up
from site_lianes.core.merging import Mergeable
from site_lianes.core.models import Theme

# The rows by which events name each, in their order, and the facet under which that finds them.
LINKS = {
    Theme: (EventTheme, "tag", "content_object", "pk"),
    Organiser: (EventOrganiser, "organiser", "event", "sort_order"),
    Country: (EventPage.countries.through, "country", "eventpage", "pk"),
}
FACETS = {Theme: THEME, Organiser: ORGANISER, Country: COUNTRY}


def follow_merge(old: Mergeable, new: Mergeable) -> None:
    """Events name what stays, and so does all that is made from them.

    By the rows of the events. Drafts and revisions go on naming `old`: what is read of them names
    the other (`events.models.naming`).
    """
    changed = replace(old, new)
    if isinstance(old, Place):
        _keep_what_reads_alike(old, new, changed)
    else:
        _find_withdrawn(term(FACETS[type(old)], old.pk), term(FACETS[type(old)], new.pk))
    follow_in_provenance(old, new)
    catch_up(changed)
    if isinstance(old, index.Indexed):
        index.remove_object(old)


def replace(old: Mergeable, new: Mergeable) -> list[int]:
    """Have the events that name `old` name `new`, each once; returns their primary keys."""
    if isinstance(old, Place):
        events = EventPage.objects.filter(place=old).order_by()
        changed = list(events.values_list("pk", flat=True))
        events.update(place=new)
        # What was announced there was announced here: no page says that it has moved.
        Announcement.objects.filter(place=old).update(place=new)
        return changed
    model, word, event, order = LINKS[type(old)]
    links = model.objects.filter(**{f"{word}__in": [old, new]}).order_by(order, "pk")
    first: set[int] = set()
    changed, doubles = [], []
    for pk, named, of in links.values_list("pk", word, event):
        if named == old.pk:
            changed.append(of)
        if of in first:
            doubles.append(pk)
        first.add(of)
    model.objects.filter(pk__in=doubles).delete()
    model.objects.filter(**{word: old}).update(**{word: new})
    return changed


def _keep_what_reads_alike(old: Place, new: Place, events: Iterable[int]) -> None:
    """A place that reads as before is no news for calendars: their sequence stays."""
    said = PublishedPlace.of(new)
    entries = [
        entry
        for entry in AgendaEntry.objects.filter(pk__in=events, facts__place_id=old.pk)
        if PublishedPlace(**entry.facts["place"]).reads_as(said)
    ]
    for entry in entries:
        entry.facts["place_id"] = new.pk
    AgendaEntry.objects.bulk_update(entries, ["facts"], batch_size=500)


def _find_withdrawn(old: str, new: str) -> None:
    """Who follows either is told of what was withdrawn of both."""
    withdrawn = AgendaEntry.objects.filter(is_public=False, terms__contains=old)
    entries = [entry for entry in withdrawn if old in entry.terms.split()]
    for entry in entries:
        entry.terms = " ".join(sorted({*entry.terms.split(), new} - {old}))
    AgendaEntry.objects.bulk_update(entries, ["terms"], batch_size=500)
