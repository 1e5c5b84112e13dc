from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from events.forms import AgendaFilterForm
from events.models.event import EventPage
from events.querysets import EventPageQuerySet
from site_lianes.core.pages import SitePage

EVENTS_PER_PAGE = 20


class EventIndexPage(SitePage):
    """The agenda: upcoming events, past ones as an archive, filtered by themes."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=500)

    content_panels = [*SitePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count = 1
    page_description = _("L’agenda : la liste des événements, avec ses filtres.")

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    @property
    def events(self) -> EventPageQuerySet:
        return EventPage.objects.listed().child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        form = AgendaFilterForm(request.GET)
        events = form.in_period(self.events)
        form.offer_themes(events.theme_counts())
        results = Paginator(events.with_themes(form.themes).for_listing(), EVENTS_PER_PAGE)
        page = results.get_page(form.page)
        canonical_query = form.canonical_query(page.number)
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "events": page,
            "is_archive": form.is_archive,
            "canonical_query": canonical_query,
            # The plain agenda stays known even when it is empty; an empty filter set never is.
            "noindex": page.number > 1 or bool(canonical_query and not results.count),
        }
