from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from partners.views import AddLogosView
from partners.viewsets import FunderViewSet

register_snippet(FunderViewSet)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("financeurs/logos/", AddLogosView.as_view(), name="add_logos")]
