"""What each publication of an event adds to what the public was told of it."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from events.models import Announcement, EventPage


@receiver(page_published, sender=EventPage)
def announce(instance: EventPage, **_: Any) -> None:
    """Keep what is said from now on, however the page was published: form, bulk or schedule.

    Nothing is kept when date, place and status are as before: a typo corrected is no change. For
    an event that is over, before and after, the last announcement is put right in its place: the
    archive was wrong, the event did not move.
    """
    said = Announcement.from_event(instance)
    said.announced_at = said.announced_at or timezone.now()
    last = Announcement.objects.of(instance).last()
    if last and last.says_the_same_as(said):
        return
    if last and max(last.finishes_at, said.finishes_at) <= said.announced_at:
        said.pk, said.announced_at = last.pk, last.announced_at
    said.save()
