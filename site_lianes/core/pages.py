from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction


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
