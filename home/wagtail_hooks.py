from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home import admin_views

# They lead to another site, in English.
NOT_OURS = ("editor-guide", "whats-new-in-wagtail")


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("aide/", admin_views.guide, name="guide"),
        path("aide/images/<str:name>", admin_views.guide_image, name="guide_image"),
        path("aide/<slug:name>/", admin_views.guide, name="guide"),
    ]


@hooks.register("register_help_menu_item")
def register_guide() -> MenuItem:
    return MenuItem(
        _("Guide de la rédaction"), reverse_lazy("guide"), name="guide", icon_name="help", order=1
    )


@hooks.register("construct_help_menu")
def leave_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(NOT_OURS)]
