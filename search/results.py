"""What a search gives: lazily, as Wagtail's interface has it."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

from django.db import DatabaseError, connections, transaction
from django.db.models import Model
from wagtail.search.backends.database.fallback import DatabaseSearchResults

from search.facets import NO_FILTERS, Counts, Filters
from search.finding import Finder
from search.models import EntryText
from search.reading import Reading

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class SearchResults(DatabaseSearchResults):
    """The objects of a queryset that a query finds, the most relevant first.

    Should the index be broken, those that have the words in their title: `is_degraded` says so.
    """

    @property
    def finder(self) -> Finder | None:
        """Shared by all slices: how the query is understood is found out once."""
        return self.query_compiler.finder

    @property
    def is_degraded(self) -> bool:
        return self.query_compiler.is_degraded

    @property
    def reading(self) -> Reading:
        """How the words were understood."""
        return self._answer(lambda: self.finder.reading, Reading)

    def entries(
        self, filters: Filters = NO_FILTERS, columns: Sequence[str] = ()
    ) -> list[EntryText]:
        """What the index keeps of each, within the limits of the slice."""
        return self._answer(
            lambda: self.finder.entries(self.start, self.stop, filters, columns), list
        )

    def counts(self, filters: Filters = NO_FILTERS) -> Counts:
        return self._answer(lambda: self.finder.counts(filters), Counts)

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        return self._answer(lambda: super(SearchResults, self).facet(field_name), OrderedDict)

    def _do_search(self) -> list[Model]:
        if self.query_compiler.order_by_relevance and self.finder:
            return self._answer(self._ranked, lambda: list(self._titled()))
        return self._answer(lambda: list(self.get_queryset()), lambda: list(self._titled()))

    def _do_count(self) -> int:
        def count() -> int:
            if not self.finder:
                return self.get_queryset().count()
            found = self.finder.count()
            return max(0, min(self.stop or found, found) - self.start)

        return self._answer(count, lambda: self._titled().count())

    def _ranked(self) -> list[Model]:
        """Two statements: which, and in which order; then the objects."""
        scores = dict(self.finder.keys(self.start, self.stop))
        found = self.query_compiler.queryset.order_by().in_bulk(list(scores))
        objects = [found[pk] for pk in scores if pk in found]
        if self._score_field:
            for each in objects:
                setattr(each, self._score_field, float(scores[each.pk]))
        return objects

    def _titled(self) -> Any:
        """Without the index."""
        return self.query_compiler.titled()[self.start : self.stop]

    def _answer(self, ask: Callable[[], Answer], degraded: Callable[[], Answer]) -> Answer:
        """Of the index, or without it from now on should it be broken."""
        if not self.is_degraded:
            try:
                with self._savepoint():
                    return ask()
            except DatabaseError:
                logger.exception("The search index is broken: `check_search_index` repairs it.")
                self.query_compiler.is_degraded = True
        return degraded()

    def _savepoint(self) -> Any:
        """A statement that fails leaves PostgreSQL's transaction unusable, if there is one."""
        connection = connections[self.query_compiler.queryset.db]
        return transaction.atomic() if connection.in_atomic_block else nullcontext()
