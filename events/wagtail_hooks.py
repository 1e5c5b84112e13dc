from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from events.imports import views
from events.models import Organiser, Place
from events.viewsets import CountryViewSet, OrganiserViewSet, PlaceViewSet

register_snippet(PlaceViewSet)
register_snippet(OrganiserViewSet)
register_snippet(CountryViewSet)


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


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "add")


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    label = gettext_lazy("Importer")
    return ImportMenuItem(
        label, reverse("import_source"), name="importer", icon_name="download", order=205
    )


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("importer/", views.SourceView.as_view(), name="import_source"),
        path("importer/<int:pk>/", views.PreviewView.as_view(), name="import_preview"),
        path("importer/<int:pk>/suite/", views.ProgressView.as_view(), name="import_progress"),
        path("importer/<int:pk>/rencontres/", views.LinesView.as_view(), name="import_lines"),
    ]
