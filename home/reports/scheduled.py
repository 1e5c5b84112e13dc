"""What will be published, or taken off the site, at an hour that is set already."""

from datetime import datetime

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, Revision

from events.dates import hour, weekday_and_day
from home.reports.pages import PagesReport, pages_open_to
from site_lianes.users.models import User


def scheduled_pages(user: User) -> QuerySet[Page]:
    """Of those that this person may publish, the nearest hour first."""
    awaited = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    hours = awaited.order_by("approved_go_live_at").values("approved_go_live_at")
    pages = pages_open_to(user, "publish").annotate(goes_live_at=Subquery(hours[:1]))
    leaving = Q(live=True, expire_at__gt=timezone.now())
    scheduled = pages.filter(Q(goes_live_at__isnull=False) | leaving)
    return scheduled.order_by(Coalesce("goes_live_at", "expire_at"), "pk")


def at(moment: datetime) -> str:
    return f"{weekday_and_day(moment)} à {hour(moment)}"


def arrival(page: Page) -> str:
    """An hour that has passed means that the timer of the server does not run."""
    if not page.goes_live_at:
        return ""
    late = page.goes_live_at <= timezone.now()
    words = _("aurait dû paraître le %(at)s") if late else _("paraît le %(at)s")
    return words % {"at": at(page.goes_live_at)}


def departure(page: Page) -> str:
    return _("retirée le %(at)s") % {"at": at(page.expire_at)} if page.expire_at else ""


class ScheduledReport(PagesReport):
    action = "publish"
    page_title = gettext_lazy("Publications programmées")
    header_icon = "time"
    index_url_name = "scheduled_report"
    index_results_url_name = "scheduled_report_results"
    nothing = gettext_lazy("Aucune publication n’est programmée.")
    export_filename = "publications-programmees"
    columns = [
        PagesReport.title_column,
        Column("arrival", label=gettext_lazy("Parution"), accessor=arrival),
        Column("departure", label=gettext_lazy("Retrait"), accessor=departure),
        PagesReport.type_column,
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return scheduled_pages(self.request.user)
