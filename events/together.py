"""Many events stored at once: what is made from each of them is made once, at the end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from events.entries import record
from events.models import EventPage

_waiting: ContextVar[set[int] | None] = ContextVar("events that wait", default=None)


@contextmanager
def stored_together() -> Iterator[None]:
    """One transaction; the agenda, the search and the references follow as it ends.

    An event that is published is saved three times: each time would have cost as much.
    """
    waiting: set[int] = set()
    before = _waiting.set(waiting)
    with transaction.atomic():
        try:
            with disable_reference_index_auto_update():
                yield
        finally:
            _waiting.reset(before)
        catch_up(waiting)


def waits(event: int) -> bool:
    """Whether the event, by its primary key, is one of many: then its turn comes."""
    waiting = _waiting.get()
    if waiting is None:
        return False
    waiting.add(event)
    return True


def catch_up(events: Iterable[int]) -> None:
    """What is made from these events, by their primary keys: entries, references, search."""
    events = sorted(events)
    record(events)
    found = list(EventPage.get_indexed_objects().filter(pk__in=events))
    for event in found:
        ReferenceIndex.create_or_update_for_object(event)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(EventPage, found)
