"""What the reports on pages have in common."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events.desk.tables import GuardedTableMixin
from site_lianes.users.models import User


def pages_open_to(user: User, action: str) -> QuerySet[Page]:
    pages = page_permission_policy.instances_user_has_permission_for(user, action)
    return Page.objects.filter(pk__in=pages.order_by().values("pk"), depth__gt=1)


class PagesReport(GuardedTableMixin, ReportView):
    """Pages that this person may do something about; a table says the columns that are shown."""

    permission_policy = page_permission_policy
    table_classname = "listing staff-table"
    # What one needs to find any page in it.
    action = "change"
    title_column = TitleColumn(
        "title",
        label=_("Page"),
        accessor="get_admin_display_title",
        url_name="wagtailadmin_pages:edit",
    )
    type_column = Column("type", label=_("Type"), accessor="page_type_display_name")
    verbose_name_plural = _("pages")
    # What is said of an empty list.
    nothing = ""
    nothing_found = _("Aucune page ne répond à ces critères.")

    @property
    def permission_required(self) -> str:
        return self.action

    @property
    def pages(self) -> QuerySet[Page]:
        return pages_open_to(self.request.user, self.action)

    @cached_property
    def exported(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns if isinstance(column, Column)}

    @property
    def list_export(self) -> list[str]:
        return list(self.exported)

    @property
    def export_headings(self) -> dict[str, str]:
        return {name: column.label for name, column in self.exported.items()}

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        return {name: column.get_value(item) for name, column in self.exported.items()}

    @cached_property
    def no_results_message(self) -> str:
        return self.nothing_found if self.is_filtering else self.nothing
