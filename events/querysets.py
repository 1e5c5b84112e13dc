"""Which events? Every answer is here, as a sentence: `EventPage.objects.live().upcoming()`."""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from events import dates
from events.agenda.index import AgendaIndex
from events.desk import gaps
from events.listing import ListedEvents
from site_lianes.users.models import User


class EventPageQuerySet(PageQuerySet):
    def upcoming(self) -> Self:
        """Events that are not over at this moment, the nearest first."""
        return self.filter(finishes_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Events that are over at this moment, the latest first: the complement of `upcoming`."""
        return self.filter(finishes_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def on_days(self, first: date | None, last: date | None) -> Self:
        """Events that take place, at least in part, on these days or between them."""
        events = self
        if first:
            events = events.filter(finishes_at__gt=dates.midnight(first))
        if last:
            events = events.filter(starts_at__lt=dates.midnight(last + timedelta(days=1)))
        return events

    def beginning_on(self, first: date, last: date | None = None) -> Self:
        """Events that begin on this day, or on one of those until `last`."""
        end = dates.midnight((last or first) + timedelta(days=1))
        return self.filter(starts_at__gte=dates.midnight(first), starts_at__lt=end)

    def lacking(self, *gaps_of_event: gaps.Gap) -> Self:
        """Events that should say one of these and do not."""
        conditions = gaps.conditions(timezone.now())
        return self.filter(reduce(or_, (conditions[gap] for gap in gaps_of_event)))

    def with_gaps(self, *gaps_of_event: gaps.Gap) -> Self:
        """With whether each of these is missing, for `gaps.of`."""
        conditions = gaps.conditions(timezone.now())
        return self.annotate(
            **{
                gaps.flag(gap): ExpressionWrapper(conditions[gap], BooleanField())
                for gap in gaps_of_event
            }
        )

    def editable_by(self, user: User) -> Self:
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        return self.filter(pk__in=pages.order_by().values("pk"))

    def for_listing(self) -> Self:
        """With what an entry of the agenda shows, in two queries whatever the length."""
        return self.select_related("place").prefetch_related("themes").defer_streamfields()

    def listed(self, index: AgendaIndex, found: int, **options: Any) -> ListedEvents:
        """The events of a set of the index, in the order of their start."""
        return ListedEvents(self.live().for_listing(), index, found, **options)


EventPageManager = PageManager.from_queryset(EventPageQuerySet)
