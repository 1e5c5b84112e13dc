from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail.models import Page, Site

from search.forms import SearchForm
from search.opensearch import short_name
from site_lianes.core.addresses import absolute

RESULTS_PER_PAGE = 20
OPENSEARCH_TYPE = "application/opensearchdescription+xml; charset=utf-8"


def results(request: HttpRequest) -> HttpResponse:
    """Search all public pages of the site, whatever their type."""
    form = SearchForm(request.GET)
    pages = Page.objects.none()
    if form.words:
        root = Site.find_for_request(request).root_page
        public = Page.objects.live().public().descendant_of(root, inclusive=True)
        pages = public.specific().search(form.words)
    found = Paginator(pages, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "search/results.html", {"form": form, "results": found})


@cache_control(public=True, max_age=86_400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser can offer this site among its search engines."""
    context = {
        "short_name": short_name(settings.WAGTAIL_SITE_NAME),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "results_url": absolute(reverse("search:results")),
        "own_url": absolute(request.path),
        "icon_url": absolute(static("icons/favicon.svg")),
    }
    return render(request, "search/opensearch.xml", context, content_type=OPENSEARCH_TYPE)
