from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, PagePermissionTester, PageViewRestriction, Revision, Workflow

from site_lianes.core.content import kept
from site_lianes.core.merging import Replacements, current_keys, replacements
from site_lianes.core.page_cache.keeping import A_WHILE, can_be_kept, keep
from site_lianes.core.revisions import named_keys, without_gone
from site_lianes.images.renditions import SHARE_SPEC, is_large_enough_to_share
from site_lianes.users.models import User


@dataclass(frozen=True)
class ShareImage:
    """The picture that a network or a messenger shows with a link: its absolute address."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


@dataclass(frozen=True)
class SearchFacts:
    """What the search says of a page besides its texts.

    `date` is the moment from which it is past, None for what has no date; `when` and `where` are
    words for the reader.
    """

    date: datetime | None = None
    when: str = ""
    where: str = ""
    theme_ids: tuple[int, ...] = ()


class SitePagePermissionTester(PagePermissionTester):
    """Who may not publish deletes or moves nothing that was public, or is approved to be.

    Wagtail's own spares what is public now.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not super().can_delete(ignore_bulk):
            return False
        if self.user.is_superuser or "publish" in self.permissions:
            return True
        pages = self.page.get_descendants(inclusive=True)
        if pages.filter(first_published_at__isnull=False).exists():
            return False
        keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
        approved = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        return not approved.filter(object_id__in=keys).exists()


@kept
def restrictions_above(path: str) -> list[tuple[int | None, int | None]]:
    """For the page of this path and those above it: of what it is an alias, and restrictions."""
    ends = range(Page.steplen, len(path) + 1, Page.steplen)
    branch = Page.objects.filter(path__in=[path[:end] for end in ends])
    return list(branch.order_by().values_list("alias_of", "view_restrictions"))


class SitePage(Page):
    """What every page type of the site is."""

    search_facts = SearchFacts()
    # When it takes place, for shares: of an event, words.
    dates_in_words = ""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: User | AnonymousUser) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    def changes_at(self, now: datetime) -> datetime:
        """The first moment when it may read otherwise, though nobody changes anything."""
        return now + A_WHILE

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()  # what is read from here on is no older
        response = super().serve(request, *args, **kwargs)
        if can_be_kept(request):
            query = response.context_data.get("canonical_query", "")
            keep(request, response, query=query, until=self.changes_at(now))
        return response

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """What modelcluster makes of it, that asks for each foreign key alone: here, in one query.

        A revision may also name what was merged since it was written.
        """
        if not check_fks:
            return super().from_serializable_data(data, check_fks=False)
        current = current_keys(named_keys(cls, data))
        kept = without_gone(cls, data, current, strict=strict_fks)
        if kept is None:
            return None
        page = super().from_serializable_data(kept, check_fks=False)
        page.name_instead(replacements(current))
        return page

    def name_instead(self, instead: Replacements) -> None:
        """Name, in place of what was merged, what stays."""

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """What no copy takes over is the page's own: no revision brings another value back."""
        page = super().with_content_json(content)
        for name in self._own_columns():
            setattr(page, name, getattr(self, name))
        # Just read for the address, and no revision moves a page: where treebeard looks for it, as
        # Wagtail itself gives it to subpages.
        page._cached_parent_obj = self.get_parent()  # noqa: SLF001
        return page

    def keep_own_values(self) -> None:
        """An alias is given all that its source holds: what no copy takes over stays its own."""
        if not (self.alias_of_id and self.exclude_fields_in_copy):
            return
        names = self._own_columns()
        stored = type(self).objects.filter(pk=self.pk).values(*names).first()
        for name in names:
            field = self._meta.get_field(name)
            setattr(self, name, stored[name] if stored else field.get_default())

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """That of this page, else of the nearest page above it.

        One query a page, where Wagtail's own makes six for a form: a page is read for one request.
        """
        return self._nearest_workflow

    @cached_property
    def _nearest_workflow(self) -> Workflow | None:
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        branch = [self.path[:end] for end in ends]
        workflows = Workflow.objects.filter(active=True, workflow_pages__page__path__in=branch)
        return workflows.order_by("-workflow_pages__page__depth").first()

    def _own_columns(self) -> list[str]:
        """By their columns: a foreign key by its value, without a query."""
        return [self._meta.get_field(name).attname for name in self.exclude_fields_in_copy]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The restrictions on this page and the pages above it.

        One query for the usual page, that nobody has restricted; Wagtail's own, on every page
        view, makes two. Wherever an alias stands on the path, Wagtail's own answers.
        """
        rows = restrictions_above(self.path)
        if any(alias_of for alias_of, _ in rows):
            return super().get_view_restrictions()
        found = [restriction for _, restriction in rows if restriction]
        restrictions = PageViewRestriction.objects
        return restrictions.filter(pk__in=found) if found else restrictions.none()

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
