from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site

from search.forms import SearchForm

RESULTS_PER_PAGE = 20


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
