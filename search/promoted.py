"""What the staff put first for a query."""

from collections.abc import Sequence

from django.db.models import Q
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.query import PageQuerySet

from search import french, synonyms
from search.typed import looked_for


def promoted(
    words: str, public: PageQuerySet, among: Sequence[str] | None = None
) -> list[SearchPromotion]:
    """Those whose query is the same words, however they are written.

    One query of the database; none if `among`, all that results are promoted for, is known and
    has not these words.
    """
    name = _name(words)
    if not name or (among is not None and name not in map(_name, among)):
        return []
    shown = Q(page__in=public) | Q(page=None) & ~Q(external_link_url="")
    found = SearchPromotion.objects.filter(shown).select_related("query", "page")
    ordered = found.order_by("sort_order", "pk")
    return [each for each in ordered if _name(each.query.query_string) == name]


def _name(words: str) -> synonyms.Key:
    return synonyms.key(looked_for(french.tokens(words)))
