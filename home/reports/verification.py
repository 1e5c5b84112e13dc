"""Pages that age: which ones nobody has made sure of for long, and saying that one has."""

from datetime import date
from typing import Any

import django_filters
from dateutil.relativedelta import relativedelta
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.utils import get_user_display_name, get_valid_next_url_from_request
from wagtail.log_actions import log
from wagtail.models import Page

from events.dates import day, midnight
from events.models import GroupPage
from home.models import ContentPage, HomePage, Verification
from home.reports.pages import PagesReport, pages_open_to
from site_lianes.core.desk import OpensFilteredMixin
from site_lianes.users.models import User

# Events end by themselves; these pages go on saying what they say.
AGEING_TYPES = (HomePage, ContentPage, GroupPage)
MONTHS = 6


def ageing_pages(user: User) -> QuerySet[Page]:
    """With the day somebody last made sure of each: until one does, that of its publication."""
    pages = pages_open_to(user, "change").live().type(*AGEING_TYPES)
    true_on = Coalesce("verification__verified_on", TruncDate("last_published_at"))
    return pages.select_related("verification__verified_by").annotate(true_on=true_on)


def due(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Of `ageing_pages`, those to make sure of again, the oldest first."""
    limit = timezone.localdate() - relativedelta(months=MONTHS)
    return oldest_first(pages.filter(Q(true_on=None) | Q(true_on__lte=limit)))


def oldest_first(pages: QuerySet[Page]) -> QuerySet[Page]:
    return pages.order_by(F("true_on").asc(nulls_first=True), "title", "pk")


def in_words(on: date | None) -> str:
    return day(midnight(on)) if on else ""


def verification_of(page: Page) -> Verification | None:
    return getattr(page, "verification", None)


def verified(page: Page) -> str:
    """When, and by whom; else since when the page has been saying what it says."""
    verification = verification_of(page)
    if verification is None:
        if page.true_on is None:
            return _("Jamais vérifiée")
        return _("Jamais vérifiée, publiée le %(day)s") % {"day": in_words(page.true_on)}
    words = _("Vérifiée le %(day)s") % {"day": in_words(verification.verified_on)}
    if verification.verified_by is None:
        return words
    return f"{words}, {get_user_display_name(verification.verified_by)}"


class VerifyColumn(BaseColumn):
    """The button that says « vérifiée aujourd’hui »."""

    cell_template_name = "home/reports/verify_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        own = {"csrf_token": get_token(request), "next": request.get_full_path()}
        return super().get_cell_context_data(instance, parent_context) | own


class VerificationFilterSet(WagtailFilterSet):
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Pages"),
        choices=[("due", gettext_lazy("À vérifier"))],
        empty_label=gettext_lazy("Toutes"),
        method="when_due",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Page
        fields = []

    def when_due(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return due(pages)


class VerificationReport(OpensFilteredMixin, PagesReport):
    opens_with = "due=due"
    page_title = gettext_lazy("Pages à vérifier")
    header_icon = "check"
    index_url_name = "verification_report"
    index_results_url_name = "verification_report_results"
    filterset_class = VerificationFilterSet
    nothing = gettext_lazy("Aucune page de texte n’est publiée.")
    nothing_found = gettext_lazy("Toutes les pages ont été vérifiées il y a moins de six mois.")
    export_filename = "pages-a-verifier"
    columns = [
        PagesReport.title_column,
        Column("verified", label=gettext_lazy("Vérifiée"), accessor=verified),
        PagesReport.type_column,
        VerifyColumn("verify", label=gettext_lazy("Aujourd’hui")),
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return oldest_first(ageing_pages(self.request.user))


def verify_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A GET asks, a POST says that the page was read and is true."""
    page = get_object_or_404(Page.objects.live().type(*AGEING_TYPES).specific(), pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method != "POST":
        context = {"page": page, "verified": verified(ageing_pages(request.user).get(pk=pk))}
        return TemplateResponse(request, "home/reports/verify.html", context)
    Verification.objects.update_or_create(
        page_id=page.pk,
        defaults={"verified_on": timezone.localdate(), "verified_by": request.user},
    )
    log(instance=page, action="home.verify", user=request.user)
    messages.success(request, _("« %(title)s » est vérifiée.") % {"title": page.title})
    return redirect(get_valid_next_url_from_request(request) or "verification_report")
