from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from events.agenda.filter import AgendaFilter
from events.agenda.freshness import next_change
from events.agenda.index import AgendaIndex
from events.agenda.month import AgendaMonth, MonthLink, find_month_to_open, has_month
from events.agenda.results import AgendaResults
from events.forms import AgendaFilterForm
from events.models.agenda_choices import read_choices
from events.models.agenda_entry import AgendaEntry
from events.models.event import EventPage
from site_lianes.core.content import Kept
from site_lianes.core.pages import SitePage


class FilteredAgenda(NamedTuple):
    """What the agenda shows by a filter, the same on each of its pages."""

    results: AgendaResults
    month: AgendaMonth | None
    month_to_open: MonthLink | None
    # HTML, to choose another. It shows what was understood, never what was typed.
    filter_form: SafeString


# By the filter, the address of the agenda and the moment until which it is so.
_kept = Kept[tuple[AgendaFilter, str, datetime], FilteredAgenda](50)


class EventIndexPage(SitePage):
    """The agenda: a list of what is to come, a table of a month, an archive; all filtered alike."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=500)

    content_panels = [*SitePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count = 1
    page_description = _("L’agenda : la liste des événements, avec ses filtres.")

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def changes_at(self, now: datetime) -> datetime:
        """The first moment when it may read otherwise, though nobody changes anything."""
        return next_change(now, AgendaEntry.objects.index())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now, index = timezone.now(), AgendaEntry.objects.index()
        form = AgendaFilterForm(request.GET, index, read_choices)
        if form.filter.month and not has_month(form.filter.month, index):
            raise Http404
        agenda, month, month_to_open, filter_form = self._filtered(
            self.get_url(request), form, index, now
        )
        page = None if month else form.page_of(agenda.page)
        query = form.filter.query()
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "filter_form": filter_form,
            "agenda": agenda,
            "month": month,
            "month_to_open": month_to_open,
            "events": page,
            "canonical_query": form.filter.query(page.number if page else 1),
            # The plain agenda stays known even when it is empty; an empty filter set never is. Days
            # can be chosen without end.
            "noindex": bool(
                (page and page.number > 1) or (query and not agenda.total) or form.filter.has_days
            ),
        }

    def _filtered(
        self, url: str, form: AgendaFilterForm, index: AgendaIndex, now: datetime
    ) -> FilteredAgenda:
        asked, events = form.filter, EventPage.objects

        def make() -> FilteredAgenda:
            agenda = AgendaResults(asked, index, form.choices, events, now)
            month = AgendaMonth(asked, index, events, now, url) if asked.month else None
            shown = {"agenda": agenda, "month": month, "form": form, "agenda_url": url}
            filter_form = render_to_string("events/includes/agenda_filter.html", shown)
            return FilteredAgenda(agenda, month, find_month_to_open(asked, index, now), filter_form)

        return _kept.one((asked, url, next_change(now, index)), make)
