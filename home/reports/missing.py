"""What is missing: all that a page should say and does not, the nearest events first."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from events.desk.gaps import Gap
from events.models import EventPage, GroupPage
from home.models import ContentPage, HomePage
from home.reports.pages import PagesReport
from site_lianes.core.typography import enumerate_in_french

INTRODUCTION, ALT = "introduction", "alt"
GAPS = {gap.value: gap.label for gap in Gap} | {
    INTRODUCTION: _("introduction"),
    ALT: _("description de l’image"),
}


def lacking() -> dict[str, list[QuerySet]]:
    """The pages that have each gap, by their types."""
    texts = (HomePage, ContentPage, GroupPage)
    pictures = (HomePage, ContentPage, EventPage)
    return {gap.value: [EventPage.objects.lacking(gap)] for gap in Gap} | {
        INTRODUCTION: [
            model.objects.filter(introduction="", search_description="") for model in texts
        ],
        # Whoever does not see the image is told nothing of it (WCAG 1.1.1).
        ALT: [model.objects.filter(image__description="") for model in pictures],
    }


def having(gaps: list[str]) -> Q:
    found = lacking()
    return reduce(
        or_,
        (Q(pk__in=pages.order_by().values("pk")) for gap in gaps for pages in found[gap]),
    )


def flags() -> dict[str, ExpressionWrapper]:
    """For each page that is shown, which gaps it has."""
    return {
        f"lacks_{gap}": ExpressionWrapper(
            reduce(or_, (Q(Exists(pages.filter(pk=OuterRef("pk")))) for pages in found)),
            BooleanField(),
        )
        for gap, found in lacking().items()
    }


def gaps_of(page: Page) -> str:
    return enumerate_in_french(
        [str(label) for gap, label in GAPS.items() if getattr(page, f"lacks_{gap}")]
    )


def dates_of(page: Page) -> str:
    event = getattr(page, "eventpage", None)
    return event.dates_in_words if event else ""


class MissingFilterSet(WagtailFilterSet):
    lacking = django_filters.MultipleChoiceFilter(
        label=_("Ce qui manque"),
        choices=list(GAPS.items()),
        method="with_gaps",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Page
        fields = []

    def with_gaps(self, pages: QuerySet[Page], name: str, value: list[str]) -> QuerySet[Page]:
        return pages.filter(having(value)) if value else pages


class MissingReport(PagesReport):
    page_title = _("Ce qui manque")
    header_icon = "warning"
    index_url_name = "missing_report"
    index_results_url_name = "missing_report_results"
    filterset_class = MissingFilterSet
    nothing = _("Rien ne manque.")
    export_filename = "ce-qui-manque"
    columns = [
        PagesReport.title_column,
        Column("lacking", label=_("Il manque"), accessor=gaps_of),
        Column("dates", label=_("Date"), accessor=dates_of, sort_key="eventpage__starts_at"),
        PagesReport.type_column,
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        pages = self.pages.filter(having(list(GAPS))).annotate(**flags())
        streams = [f"eventpage__{name}" for name in EventPage.get_streamfield_names()]
        return pages.select_related("eventpage").defer(*streams)

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        starts_at = F("eventpage__starts_at")
        is_last_first = self.ordering == "-eventpage__starts_at"
        order = starts_at.desc if is_last_first else starts_at.asc
        return queryset.order_by(order(nulls_last=True), "title", "pk")
