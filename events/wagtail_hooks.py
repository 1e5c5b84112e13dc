from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from events import admin_views
from events.agenda.facets import FACETS
from events.checks import views as checks_views
from events.desk.actions import ActionsPanel, copy_last_meeting, may_add
from events.desk.listing import EventListViewSet, EventTreeViewSet, GroupListViewSet
from events.desk.panels import GapsPanel, MinutesPanel, WeekPanel
from events.imports import views as import_views
from events.models import EventIndexPage, EventPage, GroupPage, Organiser, Place
from events.paste import views as paste_views
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


class AddingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "add")


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    label = gettext_lazy("Importer")
    return AddingMenuItem(
        label, reverse("import_source"), name="importer", icon_name="download", order=170
    )


@hooks.register("register_admin_menu_item")
def register_paste() -> MenuItem:
    label = gettext_lazy("Coller un événement")
    url = reverse("paste_event")
    return AddingMenuItem(label, url, name="coller", icon_name="clipboard-list", order=165)


@hooks.register("register_admin_viewset")
def register_lists() -> list[ViewSet]:
    return [EventListViewSet(), EventTreeViewSet(), GroupListViewSet()]


@hooks.register("construct_homepage_panels")
def say_what_awaits(request: HttpRequest, panels: list[Component]) -> None:
    if PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change"}):
        ours = (ActionsPanel, WeekPanel, GapsPanel, MinutesPanel)
        panels += [panel(request.user) for panel in ours]


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
        path("coller/", paste_views.paste_event, name="paste_event"),
        path("coller/relire/", paste_views.review_pasted_event, name="review_pasted_event"),
        path("importer/", import_views.SourceView.as_view(), name="import_source"),
        path("importer/<int:pk>/", import_views.PreviewView.as_view(), name="import_preview"),
        path(
            "importer/<int:pk>/suite/", import_views.ProgressView.as_view(), name="import_progress"
        ),
        path(
            "importer/<int:pk>/rencontres/", import_views.LinesView.as_view(), name="import_lines"
        ),
        path("rencontres/copier/", copy_last_meeting, name="copy_last_meeting"),
        path("rencontres/<int:pk>/remarques/", checks_views.remarks, name="event_remarks"),
        path("rencontres/<int:pk>/repeter/", series_views.repeat_event, name="repeat_event"),
        path(
            "rencontres/<int:pk>/suivantes/",
            series_views.change_meetings_after,
            name="change_meetings_after",
        ),
    ]


@hooks.register("register_page_header_buttons")
def offer_paste(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside "add", on the list of events."""
    if isinstance(page, EventIndexPage) and page.permissions_for_user(user).can_add_subpage():
        text = _("Coller un événement…")
        yield Button(text, reverse("paste_event"), icon_name="clipboard-list", priority=30)


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


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_next_meeting(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """On the screen of a group, and on its line in lists."""
    if isinstance(page, GroupPage) and may_add(user):
        url = f"{reverse('copy_last_meeting')}?group={page.agenda_slug}"
        yield Button(_("Copier sa dernière rencontre…"), url, icon_name="copy", priority=22)


@hooks.register("register_kept_parameters")
def kept_parameters() -> list[str]:
    """What the agenda and the lists read of their addresses; not days, that have no end."""
    return [*FACETS, "periode", "mois", "page"]
