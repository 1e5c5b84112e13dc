"""What the agenda brings to Wagtail's admin: its words, its lists, its panels, its screens."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from events import admin_urls, admin_views
from events.admin_buttons import offer_next_meeting, offer_paste, offer_series
from events.agenda.facets import FACETS
from events.checks.views import refuse_to_publish_unread
from events.desk.actions import ActionsPanel, may_add
from events.desk.listing import EventListViewSet, EventTreeViewSet, GroupListViewSet
from events.desk.panels import GapsPanel, MinutesPanel, WeekPanel
from events.models import EventPage
from events.viewsets import (
    CountryViewSet,
    MergeableThemeViewSet,
    OrganiserViewSet,
    PlaceViewSet,
    SchoolHolidayViewSet,
)
from events.vocabulary.hooks import lead_to_what_stays, refuse_to_delete, register_log_actions
from events.vocabulary.viewsets import MergeBulkAction

# -- The words that events use --------------------------------------------------------------------

register_snippet(PlaceViewSet)
register_snippet(OrganiserViewSet)
register_snippet(CountryViewSet)
register_snippet(MergeableThemeViewSet)
register_snippet(SchoolHolidayViewSet)
hooks.register("register_bulk_action", MergeBulkAction)
hooks.register("before_delete_snippet", refuse_to_delete)
hooks.register("before_edit_snippet", lead_to_what_stays)
hooks.register("register_log_actions", register_log_actions)


# -- The menu, the home, the lists ----------------------------------------------------------------


class AddingMenuItem(MenuItem):
    """For those who may add a page somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_add(request.user)


@hooks.register("register_admin_menu_item")
def register_paste() -> MenuItem:
    # The whole of « Coller un événement » is wider than the menu.
    label = gettext_lazy("Coller un texte")
    url = reverse("paste_event")
    return AddingMenuItem(label, url, name="coller", icon_name="clipboard-list", order=165)


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    label = gettext_lazy("Importer")
    url = reverse("import_source")
    return AddingMenuItem(label, url, name="importer", icon_name="download", order=170)


@hooks.register("construct_homepage_panels")
def say_what_awaits(request: HttpRequest, panels: list[Component]) -> None:
    if PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change"}):
        ours = (ActionsPanel, WeekPanel, GapsPanel, MinutesPanel)
        panels += [panel(request.user) for panel in ours]


@hooks.register("register_admin_viewset")
def register_lists() -> list[ViewSet]:
    return [EventListViewSet(), EventTreeViewSet(), GroupListViewSet()]


# -- The screens of an event ----------------------------------------------------------------------

hooks.register("register_page_header_buttons", offer_paste)
hooks.register("register_page_header_buttons", offer_series)
hooks.register("register_page_header_buttons", offer_next_meeting)
hooks.register("register_page_listing_more_buttons", offer_next_meeting)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("insert_global_admin_css")
def style_our_screens() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("staff/screens.css"))


@hooks.register("before_edit_page")
def read_workflow_at_once(request: HttpRequest, page: Page) -> None:
    """The screen of a draft asks sixteen times which workflow it is in."""
    if request.method == "GET" and isinstance(page, EventPage):
        active = WorkflowState.objects.active().select_related("current_task_state__task")
        states = Prefetch("_specific_workflow_states", active, to_attr="_current_workflow_states")
        prefetch_related_objects([page], states)


@hooks.register("before_edit_page")
def read_revisions_at_once(request: HttpRequest, page: Page) -> None:
    """The screen says when the latest and the public one were made and by whom: not what of."""
    if request.method == "GET" and isinstance(page, EventPage):
        names = ("latest_revision", "live_revision")
        revisions = Revision.objects.select_related("user").defer("content")
        found = revisions.in_bulk(filter(None, {getattr(page, f"{name}_id") for name in names}))
        for name in names:
            setattr(page, name, found.get(getattr(page, f"{name}_id")))


@hooks.register("before_copy_page")
def copy_event(request: HttpRequest, page: Page) -> HttpResponse | None:
    if issubclass(page.specific_class, EventPage):
        return admin_views.copy_event(request, page.specific)
    return None


@hooks.register("before_bulk_action")
def keep_remarks_to_be_read(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """Many at once are published only if there is nothing to read of any of them."""
    if action_type != "publish":
        return None
    return refuse_to_publish_unread(request, objects, action)


# -- The pages of visitors ------------------------------------------------------------------------


@hooks.register("register_kept_parameters")
def kept_parameters() -> list[str]:
    """What the agenda and the lists read of their addresses; not days, that have no end."""
    return [*FACETS, "periode", "mois", "page"]
