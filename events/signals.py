"""What a change of an event, or of what it depends on, brings with it, however it was made."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from events.entries import record
from events.models import AgendaEdition, Announcement, EventPage
from events.models.event import event_stored
from events.together import waits
from events.vocabulary.merging import follow_merge
from events.vocabulary.uses import NAMED_BY_EVENTS, events_naming
from site_lianes.core.merging import Mergeable


@receiver(page_published, sender=EventPage)
def announce(instance: EventPage, **_: Any) -> None:
    """Keep what is said from now on, however the page was published: form, bulk or schedule.

    Nothing is kept when date, place and status are as before: a typo corrected is no change. For
    an event that is over, before and after, the last announcement is put right in its place: the
    archive was wrong, the event did not move. A publication that waits for its hour tells nothing.
    """
    if not instance.live:
        return
    said = Announcement.from_event(instance)
    said.announced_at = said.announced_at or timezone.now()
    last = Announcement.objects.of(instance).last()
    if last and last.says_the_same_as(said):
        return
    if last and max(last.finishes_at, said.finishes_at) <= said.announced_at:
        said.pk, said.announced_at = last.pk, last.announced_at
    said.save()


# -- What the public may see, for the agenda -----------------------------------------------------


@receiver(event_stored)
@receiver(page_unpublished, sender=EventPage)
@receiver(post_delete, sender=EventPage)
def record_event(instance: EventPage, **_: Any) -> None:
    if not waits(instance.pk):
        record([instance.pk])


@receiver([page_slug_changed, post_page_move])
def record_events_below(instance: Page, **_: Any) -> None:
    below = EventPage.objects.descendant_of(instance, inclusive=True)
    record(below.values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def record_events_restricted(instance: PageViewRestriction, raw: bool = False, **_: Any) -> None:
    if not raw:
        record_events_below(instance.page)


@receiver(pre_delete, sender=EventPage)
def hold_edition(**_: Any) -> None:
    AgendaEdition.hold()


def note_events_naming(instance: Model, **_: Any) -> None:
    """Once it is deleted, nothing tells which events named it. Held before rows are locked."""
    AgendaEdition.hold()
    instance.noted_events = events_naming(instance)


def record_noted_events(instance: Model, **_: Any) -> None:
    record(instance.noted_events)


def record_events_naming(instance: Model, created: bool, raw: bool = False, **_: Any) -> None:
    """It may have another name, and a place another department."""
    if not (created or raw):
        record(events_naming(instance))


for model in NAMED_BY_EVENTS:
    pre_delete.connect(note_events_naming, sender=model)
    post_delete.connect(record_noted_events, sender=model)
    post_save.connect(record_events_naming, sender=model)


def hold_edition_for_merge(instance: Mergeable, raw: bool = False, **_: Any) -> None:
    if instance.merged_into and not raw:
        AgendaEdition.hold()


def bring_merge_to_events(instance: Mergeable, raw: bool = False, **_: Any) -> None:
    if instance.merged_into and not raw:
        follow_merge(instance, instance.merged_into)


for model in (each for each in NAMED_BY_EVENTS if issubclass(each, Mergeable)):
    pre_save.connect(hold_edition_for_merge, sender=model)
    post_save.connect(bring_merge_to_events, sender=model)


# -- What the search finds -----------------------------------------------------------------------


@receiver(event_stored)
def index_for_search(instance: EventPage, **_: Any) -> None:
    """In the place of Wagtail, which would before its themes and countries are stored."""
    if not waits(instance.pk):
        index.insert_or_update_object(instance)


@receiver(post_delete, sender=EventPage)
def forget_in_search(instance: EventPage, **_: Any) -> None:
    index.remove_object(instance)
