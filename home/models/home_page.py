from typing import Any
from uuid import uuid4

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from events.models import EventIndexPage, EventPage
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
        """Find a page by its whole path: one query, where Wagtail makes two a level."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.live().filter(url_path=url_path).select_related(*PAGE_TYPES).first()
        if page is None:
            raise Http404
        return RouteResult(getattr(page, page.cached_content_type.model, None) or page.specific)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        upcoming = EventPage.objects.listed().descendant_of(self).upcoming()
        return super().get_context(request, *args, **kwargs) | {
            "agenda": EventIndexPage.objects.live().child_of(self).first(),
            "next_events": upcoming.for_listing()[:NEXT_EVENTS],
            "themes": Theme.objects.filter(pk__in=upcoming.theme_counts()),
        }
