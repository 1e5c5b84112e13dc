"""The admin as a whole: its menu, its home, the reports on pages."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home import admin_views
from home.desk import ScheduledPanel, VerificationPanel
from home.models import NetworkSettings
from home.reports.missing import MissingReport
from home.reports.pages import PagesReport
from home.reports.scheduled import ScheduledReport
from home.reports.verification import AGEING_TYPES, VerificationReport, verify_page
from site_lianes.users.models import User

# In English, about Wagtail, on another host.
ABOUT_WAGTAIL = ("whats-new-in-wagtail", "editor-guide")
# For who looks after the site.
TECHNICAL_REPORTS = {"workflow-tasks", "page-types-usage"}


# -- The menu ------------------------------------------------------------------------------------


class OfficesMenuItem(SettingMenuItem):
    """Among what the staff works with, rather than among the settings."""

    def __init__(self) -> None:
        super().__init__(NetworkSettings, icon="home", name="bureaux", order=160)
        self.label = gettext_lazy("Bureaux")


class ReportMenuItem(MenuItem):
    def __init__(self, report: type[PagesReport], order: int) -> None:
        super().__init__(
            report.page_title,
            reverse(report.index_url_name),
            name=report.export_filename,
            icon_name=report.header_icon,
            order=order,
        )
        self.action = report.action

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, self.action)


@hooks.register("register_admin_menu_item")
def register_offices() -> MenuItem:
    return OfficesMenuItem()


@hooks.register("register_reports_menu_item")
def register_missing() -> MenuItem:
    return ReportMenuItem(MissingReport, order=100)


@hooks.register("register_reports_menu_item")
def register_verification() -> MenuItem:
    return ReportMenuItem(VerificationReport, order=200)


@hooks.register("register_reports_menu_item")
def register_scheduled() -> MenuItem:
    return ReportMenuItem(ScheduledReport, order=300)


@hooks.register("construct_settings_menu")
def leave_offices_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [
        item for item in menu_items if getattr(item, "model", None) is not NetworkSettings
    ]


@hooks.register("construct_reports_menu")
def leave_reports_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in TECHNICAL_REPORTS]


@hooks.register("register_help_menu_item")
def register_guide() -> MenuItem:
    return MenuItem(
        gettext_lazy("Guide de la rédaction"),
        reverse_lazy("guide"),
        name="guide",
        icon_name="help",
        order=1,
    )


@hooks.register("construct_help_menu")
def leave_other_hosts_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(ABOUT_WAGTAIL)]


# -- The home ------------------------------------------------------------------------------------


@hooks.register("construct_homepage_panels")
def say_what_awaits(request: HttpRequest, panels: list[Component]) -> None:
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(VerificationPanel(request.user))
    if page_permission_policy.user_has_permission(request.user, "publish"):
        panels.append(ScheduledPanel(request.user))


# After Wagtail's own.
@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list[Component]) -> None:
    """How many pages and files there are is of no use to anybody: the menu leads to them."""
    items.clear()


# -- The reports ---------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    reports = {
        "manque": MissingReport,
        "a-verifier": VerificationReport,
        "programmees": ScheduledReport,
    }
    urls = [
        path("aide/", admin_views.guide, name="guide"),
        path("aide/images/<str:name>", admin_views.guide_image, name="guide_image"),
        path("aide/<slug:name>/", admin_views.guide, name="guide"),
        path("a-verifier/<int:pk>/", verify_page, name="verify_page"),
    ]
    for word, report in reports.items():
        results = report.as_view(results_only=True)
        urls += [
            path(f"rapports/{word}/", report.as_view(), name=report.index_url_name),
            path(f"rapports/{word}/lignes/", results, name=report.index_results_url_name),
        ]
    return urls


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("home.verify", gettext_lazy("Vérifier"), gettext_lazy("Page vérifiée"))


@hooks.register("register_page_header_buttons")
def offer_verification(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On the screen of a page that ages."""
    ages = page.live and issubclass(page.specific_class, AGEING_TYPES)
    if ages and page.permissions_for_user(user).can_edit():
        url = reverse("verify_page", args=[page.pk])
        yield Button(_("Vérifier cette page…"), url, icon_name="check", priority=33)


# -- What is pasted ------------------------------------------------------------------------------


@hooks.register("words_around_pages")
def words_of_the_network() -> Iterator[str]:
    """What a page of the site says besides its content, for what reads one that is pasted."""
    for network in NetworkSettings.objects.prefetch_related("offices"):
        yield from (network.name, network.definition, network.paragraph, "Informations pratiques")
        for office in network.offices.all():
            yield from (office.name, office.care_of, office.street)
            yield f"{office.street} {office.postal_code} {office.town}"
