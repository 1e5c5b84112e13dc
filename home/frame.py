"""What stands around every page: menu, breadcrumb, the network's text, offices and funders."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from events.share_card import ShareCard
from home import structured_data
from home.models import HomePage, NetworkSettings, Office
from partners.models import Funder
from site_lianes.core.addresses import absolute
from site_lianes.core.content import kept
from site_lianes.core.pages import ShareImage


@dataclass(frozen=True)
class Frame:
    home: HomePage
    network: NetworkSettings
    offices: list[Office]
    funders: list[Funder]
    menu: list[Page]
    legal_pages: list[Page]
    breadcrumb: list[Page]
    # The page, if a menu has it, and the page of a menu that it is under.
    place: tuple[int, ...]

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
    """The frame of `page`, or of an address that is no page (search, errors)."""
    site = Site.find_for_request(request)
    home = site.root_page.specific
    network, offices, funders, top_level = _common_parts(site, home)
    above = _pages_above(home, page) if page and page.depth > home.depth + 2 else top_level
    breadcrumb = [each for each in above if page and page.is_descendant_of(each)]
    in_menus = page and page.depth <= home.depth + 1
    return Frame(
        home=home,
        network=network,
        offices=offices,
        funders=funders,
        menu=[each for each in top_level if each.show_in_menus],
        legal_pages=[each for each in top_level if each.in_foot],
        breadcrumb=breadcrumb,
        place=(page.pk if in_menus else 0, *(each.pk for each in breadcrumb[:1])),
    )


@kept
def _common_parts(
    site: Site, home: HomePage
) -> tuple[NetworkSettings, list[Office], list[Funder], list[Page]]:
    """What is the same around every page: kept in this process until `frame_key` changes.

    The key comes from the database with the home page, hence every process sees a change at once.
    """
    key = f"frame-{home.pk}-{home.frame_key}"
    parts = caches["local"].get(key)
    if parts is None:
        pages = Page.objects.live().child_of(home).order_by("path")
        in_foot = F("contentpage__in_foot")
        funders = list(Funder.objects.shown().with_logos())
        parts = (
            *NetworkSettings.with_offices(site),
            funders,
            list(pages.annotate(in_foot=in_foot)),
        )
        caches["local"].set(key, parts)
    return parts


def _pages_above(home: Page, page: Page) -> list[Page]:
    """The ancestors of a page that lies deep, the home page left out."""
    return list(page.get_ancestors().live().filter(depth__gt=home.depth))
