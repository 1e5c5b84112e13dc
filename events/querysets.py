"""Which events? Every answer is here, as a sentence: `EventPage.objects.live().upcoming()`."""

from collections.abc import Iterable
from typing import Self

from django.db.models import Count
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from site_lianes.core.models import Theme


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


EventPageManager = PageManager.from_queryset(EventPageQuerySet)
