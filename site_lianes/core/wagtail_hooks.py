from django.conf import settings
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from site_lianes.core.monitoring.health import Check, check_migrations, check_redis
from site_lianes.core.viewsets import ThemeViewSet

register_snippet(ThemeViewSet)


@hooks.register("register_readiness_checks", order=-1)
def register_readiness_checks() -> dict[str, Check]:
    checks = {"migrations": check_migrations}
    if "redis" in settings.CACHES["default"]["BACKEND"].lower():
        checks["redis"] = check_redis
    return checks
