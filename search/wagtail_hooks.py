from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from search.admin_views import AskedView, PromoteView
from search.desk import UnansweredPanel
from search.models import Synonyms
from search.upkeep.engine import check_readable
from search.viewsets import SynonymsViewSet
from site_lianes.core.monitoring.health import Check

register_snippet(SynonymsViewSet)

PROMOTING = [
    f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete")
]
# Wagtail's own entries: the first is in our menu; the second counts what we count ourselves.
ELSEWHERE = {"promoted-search-results", "search-terms"}


class PermittedMenuItem(MenuItem):
    """For those who have one of these permissions."""

    def __init__(self, *args: object, permissions: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request: HttpRequest) -> bool:
        return any(map(request.user.has_perm, self.permissions))


def asked_words(order: int) -> MenuItem:
    return PermittedMenuItem(
        _("Ce que l’on cherche"),
        reverse_lazy("asked_words"),
        name="ce-que-l-on-cherche",
        icon_name="view",
        order=order,
        permissions=["search.view_askedwords"],
    )


@hooks.register("register_admin_menu_item")
def register_search_menu() -> MenuItem:
    items = [
        asked_words(order=1),
        Synonyms.snippet_viewset.get_menu_item(order=2),
        PermittedMenuItem(
            _("Résultats mis en avant"),
            reverse_lazy("wagtailsearchpromotions:index"),
            name="resultats-mis-en-avant",
            icon_name="pick",
            order=3,
            permissions=PROMOTING,
        ),
    ]
    return SubmenuMenuItem(
        _("Recherche"), Menu(items=items), name="recherche", icon_name="search", order=250
    )


@hooks.register("register_reports_menu_item")
def register_asked_words() -> MenuItem:
    return asked_words(order=400)


@hooks.register("construct_homepage_panels")
def say_what_is_not_found(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("search.view_askedwords"):
        panels.append(UnansweredPanel(request.user))


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def leave_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in ELSEWHERE]


@hooks.register("register_readiness_checks")
def register_readiness_checks() -> dict[str, Check]:
    return {"recherche": check_readable}


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="search", codename="view_askedwords")


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("recherche/", AskedView.as_view(), name="asked_words"),
        path("recherche/lignes/", AskedView.as_view(results_only=True), name="asked_words_results"),
        path("recherche/mettre-en-avant/", PromoteView.as_view(), name="promote_results"),
    ]
