"""What stands around every page: the menu, the breadcrumb, the network's name, text and offices."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from events.share_card import ShareCard
from home import structured_data
from home.models import NetworkSettings, Office
from site_lianes.core.addresses import absolute
from site_lianes.core.pages import ShareImage


@dataclass(frozen=True)
class Frame:
    home: Page
    network: NetworkSettings
    offices: list[Office]
    menu: list[Page]
    legal_pages: list[Page]
    breadcrumb: list[Page]

    @property
    def parent(self) -> Page:
        """The page above the current one."""
        return self.breadcrumb[-1] if self.breadcrumb else self.home

    @property
    def structured_data(self) -> dict[str, Any]:
        """The organisation and its offices, for search engines."""
        return structured_data.describe(self.network, self.offices, url=absolute("/"))

    @property
    def share_image(self) -> ShareImage:
        """The picture of the pages that have none of their own."""
        card = network_card(self.network)
        path = reverse("home:share_card", args=[card.digest])
        return ShareImage(absolute(path), card.in_words)


def network_card(network: NetworkSettings) -> ShareCard:
    host = urlsplit(settings.SITE_URL).hostname or ""
    return ShareCard(title=network.name, details=network.definition, signature=host)


def frame_for(request: HttpRequest, page: Page | None) -> Frame:
    """The frame of `page`, or of an address that is no page (search, errors), in two queries."""
    site = Site.find_for_request(request)
    home = site.root_page
    network, offices = NetworkSettings.with_offices(site)
    pages = _top_level_and_above(home, page)
    top_level = [each for each in pages if each.depth == home.depth + 1]
    return Frame(
        home=home,
        network=network,
        offices=offices,
        menu=[each for each in top_level if each.show_in_menus],
        legal_pages=[each for each in top_level if each.in_foot],
        breadcrumb=[each for each in pages if page and page.is_descendant_of(each)],
    )


def _top_level_and_above(home: Page, page: Page | None) -> list[Page]:
    wanted = Q(depth=home.depth + 1, path__startswith=home.path)
    if page:
        # The ancestors' paths are prefixes of the page's own: treebeard's materialised path.
        ends = range(len(home.path) + Page.steplen, len(page.path), Page.steplen)
        wanted |= Q(path__in=[page.path[:end] for end in ends])
    pages = Page.objects.live().filter(wanted).order_by("path")
    return list(pages.annotate(in_foot=F("contentpage__in_foot")))
