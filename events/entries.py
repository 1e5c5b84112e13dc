"""Keeps the entries of the agenda what the public may see of its events."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from events.agenda.facets import terms_of
from events.models import AgendaEdition, AgendaEntry, EventPage
from events.published import facts_of

BATCH = 1000


def record(events: Iterable[int]) -> None:
    """Write anew the entries of these events, known by their primary keys, that have changed.

    In the transaction of the change, so that nobody sees one without the other. An event that the
    public never saw leaves nothing; one that it no longer sees, an entry that is hidden.
    """
    events = list(events)
    for start in range(0, len(events), BATCH):
        _record_batch(events[start : start + BATCH])


def record_all() -> None:
    """Put right each entry that is not what its event says."""
    events = EventPage.objects.order_by().values_list("pk", flat=True)
    entries = AgendaEntry.objects.values_list("pk", flat=True)
    record(sorted({*events, *entries}))


@transaction.atomic
def _record_batch(events: list[int]) -> None:
    # Before anything is read: what others are about to commit must not be written over.
    AgendaEdition.hold()
    known = AgendaEntry.objects.in_bulk(events)
    visible = {event.pk: _entry_of(event) for event in _visible(events)}
    hidden = {pk: _hidden(known[pk]) for pk in known.keys() - visible.keys()}
    former = _former([entry for pk, entry in visible.items() if pk not in known])
    changed = []
    for pk, entry in (visible | hidden).items():
        before = known.get(pk) or former.get(entry.uid)
        if pk in known and entry.says_the_same_as(before):
            continue
        if before:
            entry.follow(before)
        changed.append(entry)
    if changed:
        AgendaEntry.objects.write(changed)


def _former(entries: list[AgendaEntry]) -> dict[UUID, AgendaEntry]:
    """What was said of events that were deleted, by those who now have their UID.

    The entries stay, since an index that has not read them yet shows their events, without a UID.
    """
    deleted = AgendaEntry.objects.filter(uid__in=[entry.uid for entry in entries])
    former = {entry.uid: entry for entry in deleted}
    if former:
        deleted.update(uid=None)
    return former


def _visible(events: list[int]) -> Iterable[EventPage]:
    """Those of these events that anybody may see, with what their terms are made of."""
    visible = EventPage.objects.live().public().filter(pk__in=events).order_by()
    related = visible.select_related("place", "group")
    return related.prefetch_related("themes", "countries", "event_organisers__organiser")


def _entry_of(event: EventPage) -> AgendaEntry:
    return AgendaEntry(
        event_id=event.pk,
        is_public=True,
        starts_at=event.starts_at,
        finishes_at=event.finishes_at,
        terms=" ".join(terms_of(event)),
        uid=event.uid,
        facts=facts_of(event),
        published_at=event.first_published_at or timezone.now(),
    )


def _hidden(entry: AgendaEntry) -> AgendaEntry:
    facts = {name: getattr(entry, name) for name in AgendaEntry.FACTS}
    return AgendaEntry(event_id=entry.event_id, **facts | {"is_public": False})
