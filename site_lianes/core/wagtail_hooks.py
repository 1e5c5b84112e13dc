from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from site_lianes.core.monitoring.health import Check, check_migrations, check_redis


@hooks.register("register_readiness_checks", order=-1)
def register_readiness_checks() -> dict[str, Check]:
    checks = {"migrations": check_migrations}
    if "redis" in settings.CACHES["default"]["BACKEND"].lower():
        checks["redis"] = check_redis
    return checks


@hooks.register("construct_wagtail_userbar")
def check_what_the_staff_writes(
    request: HttpRequest, items: list[BaseItem], page: Page | None
) -> None:
    """Wagtail's checks of a page and its preview: of its content, not of the frame round it."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.axe_include = ["main"]
            item.axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt"]
            item.axe_messages = ContentCheckerItem.axe_messages | {
                "image-alt": {
                    "error_name": _("Image sans texte de remplacement"),
                    "help_text": _("Décrivez ce que montre l’image."),
                }
            }


@hooks.register("insert_editor_js")
def wait_for_drafts() -> str:
    return format_html('<script type="module" src="{}"></script>', static("staff/saving.js"))
