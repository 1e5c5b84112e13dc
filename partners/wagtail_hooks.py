from collections.abc import Iterable

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from partners.models import Funder
from partners.views import AddLogosView
from partners.viewsets import FunderViewSet

register_snippet(FunderViewSet)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("financeurs/logos/", AddLogosView.as_view(), name="add_logos")]


@hooks.register("words_around_pages")
def words_of_the_band() -> Iterable[str]:
    """The names under the logos, for what reads a page of the site that is pasted."""
    return Funder.objects.values_list("name", flat=True)
