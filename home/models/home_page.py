from copy import copy
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from events.agenda.facets import THEME
from events.agenda.freshness import next_change
from events.dates import day_of, midnight
from events.models import AgendaEntry, EventIndexPage, EventPage
from site_lianes.core.content import kept
from site_lianes.core.models import Theme
from site_lianes.core.pages import SitePage

NEXT_EVENTS = 3

# What the page types that live below the home page are joined with when one is asked for.
PAGE_TYPES = (
    "contentpage__image",
    "eventindexpage",
    "eventpage__group",
    "eventpage__image",
    "eventpage__place",
    "groupindexpage",
    "grouppage",
)


# Few are asked for by several addresses: the agenda, groups.
@partial(kept, most=20)
def page_at(url_path: str) -> Page:
    found = Page.objects.live().filter(slug=url_path.rsplit("/", 2)[-2], url_path=url_path)
    page = found.select_related(*PAGE_TYPES).first()
    if page is None:
        raise Http404
    return getattr(page, page.cached_content_type.model, None) or page.specific


class HomePage(SitePage):
    """Who we are in one sentence, the next events, the themes as doors into the agenda."""

    headline = models.CharField(
        _("accroche"),
        max_length=150,
        blank=True,
        help_text=_("Qui nous sommes, en une phrase, lue avant tout le reste."),
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=500)
    image = models.ForeignKey(
        "images.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )

    # Changes with whatever stands around every page; read with the home page, so at no cost.
    # See `home.frame`.
    frame_key = models.UUIDField(default=uuid4, editable=False)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("image"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.ContentPage", "events.EventIndexPage", "events.GroupIndexPage"]
    max_count = 1
    page_description = _("La page d’accueil.")

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    @property
    def summary(self) -> str:
        return self.introduction or self.headline

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole path: one query, where Wagtail makes two a level.

        By its slug too, the last part of the path: slugs have an index, paths in words have none.
        """
        if path_components:
            page = page_at(f"{self.url_path}{'/'.join(path_components)}/")
        else:
            page, *_rest = super().route(request, path_components)
        # Each request has its own: a page keeps what it has once told of itself.
        return RouteResult(copy(page))

    def changes_at(self, now: datetime) -> datetime:
        """The first moment when it may read otherwise, though nobody changes anything."""
        return next_change(now, AgendaEntry.objects.index())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now, index = timezone.now(), AgendaEntry.objects.index()
        upcoming = index.upcoming(now)
        # What has been going on for months is not what comes next, unless nothing else does.
        going_on = index.beginning_before(midnight(day_of(now)))
        next_ones = EventPage.objects.listed(index, upcoming & ~going_on or upcoming)
        # Of its type, which has an index: SQLite would look for the agenda among all pages.
        agendas = EventIndexPage.objects.exact_type(EventIndexPage).live().child_of(self)
        return super().get_context(request, *args, **kwargs) | {
            "agenda": agendas.first(),
            "next_events": next_ones[:NEXT_EVENTS],
            "themes": Theme.objects.filter(pk__in=index.values_in(THEME, upcoming)),
        }
