from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction


class SitePage(Page):
    """What every page type of the site is."""

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The restrictions on this page and the pages above it.

        One query for the usual page, that nobody has restricted; Wagtail's own, on every page
        view, makes two. Wherever an alias stands on the path, Wagtail's own answers.
        """
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        branch = Page.objects.filter(path__in=[self.path[:end] for end in ends])
        rows = list(branch.order_by().values_list("alias_of", "view_restrictions"))
        if any(alias_of for alias_of, _ in rows):
            return super().get_view_restrictions()
        found = [restriction for _, restriction in rows if restriction]
        restrictions = PageViewRestriction.objects
        return restrictions.filter(pk__in=found) if found else restrictions.none()
