from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, ReferenceIndex, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from events import admin_views
from events.checks import views as checks_views
from events.imports import views as import_views
from events.models import EventPage, Organiser, Place
from events.series import views as series_views
from events.viewsets import CountryViewSet, OrganiserViewSet, PlaceViewSet, SchoolHolidayViewSet
from site_lianes.users.models import User

register_snippet(PlaceViewSet)
register_snippet(OrganiserViewSet)
register_snippet(CountryViewSet)
register_snippet(SchoolHolidayViewSet)


@hooks.register("before_delete_snippet")
def keep_what_events_use(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Refuse to delete a place or an organiser that an event names, one by one or in bulk."""
    for instance in instances:
        if not isinstance(instance, Place | Organiser):
            continue
        if ReferenceIndex.get_references_to(instance).exists():
            text = _("« %(name)s » sert à des événements : il ne peut pas être supprimé.")
            messages.error(request, text % {"name": instance})
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


@hooks.register("before_bulk_action")
def keep_remarks_to_be_read(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """Many at once are published only if there is nothing to read of any of them."""
    if action_type != "publish":
        return None
    return checks_views.refuse_to_publish_unread(request, objects, action)


@hooks.register("before_edit_page")
def read_workflow_at_once(request: HttpRequest, page: Page) -> None:
    """The screen of a draft asks sixteen times which workflow it is in."""
    if request.method == "GET" and isinstance(page, EventPage):
        active = WorkflowState.objects.active().select_related("current_task_state__task")
        states = Prefetch("_specific_workflow_states", active, to_attr="_current_workflow_states")
        prefetch_related_objects([page], states)


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "add")


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    label = gettext_lazy("Importer")
    return ImportMenuItem(
        label, reverse("import_source"), name="importer", icon_name="download", order=205
    )


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
        path("rencontres/<int:pk>/remarques/", checks_views.remarks, name="event_remarks"),
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
