from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from search import asked
from search.forms import SearchForm
from search.opensearch import short_name
from search.page import SearchPage
from search.suggestions import suggestions
from site_lianes.core.addresses import absolute
from site_lianes.core.page_cache.keeping import A_WHILE, kept_for

OPENSEARCH_TYPE = "application/opensearchdescription+xml; charset=utf-8"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Search all public pages of the site, whatever their type."""
    form = SearchForm(request.GET)
    context = {"form": form}
    if form.words:
        search = SearchPage(form.choices, public_pages(request))
        page = form.page_of(search.page)
        if page.number == 1 and not search.choices.is_narrowed:
            asked.note(form.words, search.total)
        context |= {"search": search, "results": page}
    return render(request, "search/results.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Pages whose title has words that begin like those being typed."""
    found = [
        {"title": title, "url": page.get_url(request), "when": when}
        for page, title, when in suggestions(SearchForm(request.GET).words, public_pages(request))
    ]
    # The middleware would ask who is signed in to give its policy: no cache could keep that.
    headers = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Robots-Tag": "noindex",
    }
    return JsonResponse(found, safe=False, headers=headers)


def public_pages(request: HttpRequest) -> PageQuerySet:
    """The pages of this site that anybody may read."""
    root = Site.find_for_request(request).root_page
    return Page.objects.live().public().descendant_of(root, inclusive=True)


@kept_for(A_WHILE)
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
