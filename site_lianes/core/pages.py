from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, PageViewRestriction

from site_lianes.images.renditions import SHARE_SPEC, is_large_enough_to_share


@dataclass(frozen=True)
class ShareImage:
    """The picture that a network or a messenger shows with a link: its absolute address."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


class SitePage(Page):
    """What every page type of the site is."""

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The restrictions on this page and the pages above it, in one query.

        Wagtail's own makes a query more, on every page view, for the same answer: an alias is
        restricted as its source is.
        """
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        paths = [self.path[:end] for end in ends]
        on_pages = Q(page__path__in=paths, page__alias_of=None)
        on_sources = Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(on_pages | on_sources).distinct()

    @property
    def share_title(self) -> str:
        return self.title

    @property
    def share_description(self) -> str:
        """What search engines and shares say under the title; empty when the page says nothing."""
        texts = (getattr(self, name, "") for name in ("summary", "introduction"))
        return self.search_description or next(filter(None, texts), "")

    @cached_property
    def share_image(self) -> ShareImage | None:
        """The page's photo, cut to what networks show; None lets the network's card stand in."""
        photo = getattr(self, "image", None)
        if photo is None or not is_large_enough_to_share(photo):
            return None
        rendition = get_rendition_or_not_found(photo, SHARE_SPEC)
        return ShareImage(rendition.full_url, photo.description, rendition.width, rendition.height)
