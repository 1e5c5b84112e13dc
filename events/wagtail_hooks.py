from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from events import admin_views
from events.imports import views as import_views
from events.models import EventPage
from events.series import views as series_views
from events.viewsets import (
    CountryViewSet,
    MergeableThemeViewSet,
    OrganiserViewSet,
    PlaceViewSet,
    SchoolHolidayViewSet,
)
from events.vocabulary.hooks import lead_to_what_stays, refuse_to_delete, register_log_actions
from events.vocabulary.viewsets import MergeBulkAction
from site_lianes.users.models import User

register_snippet(PlaceViewSet)
register_snippet(OrganiserViewSet)
register_snippet(CountryViewSet)
register_snippet(MergeableThemeViewSet)
register_snippet(SchoolHolidayViewSet)


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "add")


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    label = gettext_lazy("Importer")
    return ImportMenuItem(
        label, reverse("import_source"), name="importer", icon_name="download", order=205
    )


hooks.register("register_bulk_action", MergeBulkAction)
hooks.register("before_delete_snippet", refuse_to_delete)
hooks.register("before_edit_snippet", lead_to_what_stays)
hooks.register("register_log_actions", register_log_actions)


@hooks.register("insert_global_admin_css")
def style_our_screens() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("staff/screens.css"))


@hooks.register("before_copy_page")
def copy_event(request: HttpRequest, page: Page) -> HttpResponse | None:
    if issubclass(page.specific_class, EventPage):
        return admin_views.copy_event(request, page.specific)
    return None


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("importer/", import_views.SourceView.as_view(), name="import_source"),
        path("importer/<int:pk>/", import_views.PreviewView.as_view(), name="import_preview"),
        path(
            "importer/<int:pk>/suite/", import_views.ProgressView.as_view(), name="import_progress"
        ),
        path(
            "importer/<int:pk>/rencontres/", import_views.LinesView.as_view(), name="import_lines"
        ),
        path("rencontres/<int:pk>/repeter/", series_views.repeat_event, name="repeat_event"),
        path(
            "rencontres/<int:pk>/suivantes/",
            series_views.change_meetings_after,
            name="change_meetings_after",
        ),
    ]


@hooks.register("register_page_header_buttons")
def offer_series(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside "copy", on the screen of an event."""
    if not isinstance(page, EventPage):
        return
    rights = page.permissions_for_user(user)
    if rights.can_copy_to(page.get_parent()):
        url = reverse("repeat_event", args=[page.pk])
        yield Button(_("Répéter cette rencontre…"), url, icon_name="calendar-alt", priority=31)
    if page.series_id and rights.can_edit():
        url = reverse("change_meetings_after", args=[page.pk])
        text = _("Appliquer aux rencontres suivantes…")
        yield Button(text, url, icon_name="arrow-right-full", priority=32)
