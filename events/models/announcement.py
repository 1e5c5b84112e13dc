from datetime import datetime
from typing import Self

from django.db import models

from events import changes
from events.choices import Mode, Status
from events.dates import last_moment
from events.models.event import EventPage
from events.models.vocabulary import Place


class AnnouncementQuerySet(models.QuerySet):
    def of(self, event: EventPage) -> Self:
        """What was said of an event, in the order of time; nothing for one not stored yet."""
        return self.filter(event_id=event.pk).order_by("announced_at", "pk")


class Announcement(models.Model):
    """What the public was told of an event's date, place and status, from one publication on.

    A table of its own rather than a child of the page: publishing a revision rewrites a page's
    children, copying a page copies them, and what the public was told is neither.
    """

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="announcements")
    announced_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    all_day = models.BooleanField()
    status = models.CharField(max_length=12, choices=Status.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="+")
    # As it was said: the place may be renamed or deleted.
    place_name = models.CharField(max_length=255, blank=True)

    objects = AnnouncementQuerySet.as_manager()
    # What was said of a place is no use of it: the list of its uses names pages.
    wagtail_reference_index_ignore = True

    SAID_AS_IT_IS = ("starts_at", "ends_at", "all_day", "status", "mode")

    def __str__(self) -> str:
        return f"{self.event_id}, {self.announced_at:%Y-%m-%d}"

    @classmethod
    def from_event(cls, event: EventPage) -> Self:
        return cls(
            event_id=event.pk,
            announced_at=event.last_published_at,
            place=event.place,
            place_name=str(event.place or ""),
            **{name: getattr(event, name) for name in cls.SAID_AS_IT_IS},
        )

    @property
    def finishes_at(self) -> datetime:
        return last_moment(self.starts_at, self.ends_at, all_day=self.all_day)

    def says_the_same_as(self, other: "Announcement") -> bool:
        same = all(getattr(self, name) == getattr(other, name) for name in self.SAID_AS_IT_IS)
        return same and changes.same_place(self, other)
