"""The search of Wagtail, in French: pages, the admin's lists and choosers, the public search."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.backends.database.fallback import DatabaseSearchQueryCompiler
from wagtail.search.index import AutocompleteField, BaseField
from wagtail.search.query import And, Boost, Fuzzy, Phrase, PlainText, SearchQuery

from search.finding import Finder
from search.index import Rebuilder, SearchIndex
from search.reading import Reading, beginnings, readings
from search.results import SearchResults
from search.typed import typed


class SearchQueryCompiler(DatabaseSearchQueryCompiler):
    """Words typed by someone, or a combination of such made by a program.

    For the latter, and where the index is broken, Wagtail's own conditions on the database.
    """

    # Set once the index failed to answer.
    is_degraded = False

    @cached_property
    def finder(self) -> Finder | None:
        """None for what no one types: negations, alternatives, everything."""
        text = as_typed(self.query)
        return None if text is None else self.finder_of(text, self.query)

    def finder_of(self, text: str, query: SearchQuery) -> Finder:
        is_any = isinstance(query, PlainText) and query.operator == "or"
        return Finder(
            self.queryset, lambda: self.readings(text, is_any), titles_only=self.titles_only
        )

    def readings(self, text: str, is_any: bool) -> Iterator[list[Reading]]:
        return readings(typed(text), is_any=is_any)

    @property
    def titles_only(self) -> bool:
        """Whether the fields to search are no more than the index keeps as titles."""
        fields = self.queryset.model.get_search_fields()
        titles = {each.field_name for each in fields if isinstance(each, AutocompleteField)}
        return bool(self.fields) and {*self.fields} <= titles | {"title"}

    def titled(self) -> QuerySet:
        """Without the index: the objects whose title, or first text, has each of the words."""
        queryset = self.queryset
        for word in (as_typed(self.query) or "").split():
            queryset = queryset.filter(**{f"{self.fields_names[0]}__icontains": word})
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def _get_filters_from_queryset(self, check_only: bool = False) -> None:
        """Wagtail asks that an index know what it filters by; ours asks the database."""

    def _get_order_by(self) -> Iterable[tuple[bool, BaseField]]:
        """Nor has it to know what else objects are ordered by."""
        return ()

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Any:
        text = as_typed(query)
        if text is None:
            return super().build_database_filter(query, boost)
        return Q(pk__in=self.finder_of(text, query).object_ids())


class AutocompleteQueryCompiler(SearchQueryCompiler):
    """Titles with words that begin like the typed ones; if there are none, what a search finds."""

    def readings(self, text: str, is_any: bool) -> Iterator[list[Reading]]:
        yield from beginnings(typed(text))
        yield from super().readings(text, is_any)

    @property
    def titles_only(self) -> bool:
        return False


class SearchBackend(BaseSearchBackend):
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = SearchIndex
    results_class = SearchResults
    rebuilder_class = Rebuilder
    # What is published is published, should its index be broken: `check_search_index` mends that.
    catch_indexing_errors = True


def as_typed(query: SearchQuery) -> str | None:
    """What someone would have typed for it; None if no typing says it."""
    if isinstance(query, PlainText | Fuzzy):
        return query.query_string
    if isinstance(query, Phrase):
        return f'"{query.query_string}"'
    if isinstance(query, Boost):
        return as_typed(query.subquery)
    if isinstance(query, And):
        parts = [as_typed(part) for part in query.subqueries]
        return None if None in parts else " ".join(parts)
    return None
