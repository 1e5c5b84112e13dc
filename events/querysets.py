"""Which events? Every answer is here, as a sentence: `EventPage.objects.live().upcoming()`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from site_lianes.core.models import Theme

if TYPE_CHECKING:
    from events.models import EventPage

RELATED_EVENTS = 3


class EventPageQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """Events that anybody may see: published, and not restricted to some people."""
        return self.live().filter(view_restrictions=None)

    def upcoming(self) -> Self:
        """Events that are not over at this moment, the nearest first."""
        return self.filter(finishes_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Events that are over at this moment, the latest first: the complement of `upcoming`."""
        return self.filter(finishes_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def with_themes(self, themes: Iterable[Theme]) -> Self:
        """Events that carry one of the themes or more; all events if there are none."""
        themes = list(themes)
        if not themes:
            return self
        # A sub-query rather than a join: an event with two of the themes is listed once.
        carriers = self.model.themes.through.objects.filter(tag__in=themes)
        return self.filter(pk__in=carriers.values("content_object"))

    def meetings_before(self, event: "EventPage") -> Self:
        """The meetings of the event's group that begin before it, the nearest first."""
        earlier = Q(starts_at__lt=event.starts_at) | Q(
            starts_at=event.starts_at, pk__lt=_key(event)
        )
        return self.filter(earlier, **_same_group(event)).order_by("-starts_at", "-pk")

    def meetings_after(self, event: "EventPage") -> Self:
        """The meetings of the event's group that begin after it, the nearest first."""
        later = Q(starts_at__gt=event.starts_at) | Q(starts_at=event.starts_at, pk__gt=_key(event))
        return self.filter(later, **_same_group(event)).order_by("starts_at", "pk")

    def related_to(self, event: "EventPage") -> Self:
        """Other events to come that share a theme or a country with it, the nearest first.

        Neither those that are cancelled, nor those of its group: they stand in its thread.
        """
        carriers = self.model.themes.through.objects
        themes = carriers.filter(content_object=event.pk).values("tag")
        partners = self.model.countries.through.objects
        countries = partners.filter(eventpage=event.pk).values("country")
        shares = Q(pk__in=carriers.filter(tag__in=themes).values("content_object"))
        shares |= Q(pk__in=partners.filter(country__in=countries).values("eventpage"))
        others = self.upcoming().filter(shares).exclude(status="cancelled").exclude(pk=_key(event))
        return others.exclude(**_same_group(event)) if event.group_id else others

    def around(self, event: "EventPage") -> Self:
        """What the page of an event leads to, in one query: see `events.thread`."""
        chosen = Q()
        for events, number in (
            (self.meetings_before(event), 1),
            (self.meetings_after(event), 1),
            (self.related_to(event), RELATED_EVENTS),
        ):
            chosen |= Q(pk__in=events.values("pk")[:number])
        found = self.filter(chosen).order_by("starts_at", "pk")
        return found.select_related("place").defer_streamfields()

    def for_listing(self) -> Self:
        """With what an entry of the agenda shows, in two queries whatever the length."""
        return self.select_related("place").prefetch_related("themes").defer_streamfields()

    def theme_counts(self) -> dict[int, int]:
        """How many of these events carry each theme, by the theme's primary key."""
        counts = (
            self.model.themes.through.objects.filter(content_object__in=self.order_by())
            .values_list("tag")
            .annotate(Count("content_object"))
        )
        return dict(counts)


def _key(event: "EventPage") -> int:
    """The event's primary key; before the first, for one that is not stored yet."""
    return event.pk or 0


def _same_group(event: "EventPage") -> dict[str, int]:
    """What the meetings of its group have in common; nothing has it if the event is in none."""
    return {"group": event.group_id or 0}


EventPageManager = PageManager.from_queryset(EventPageQuerySet)
