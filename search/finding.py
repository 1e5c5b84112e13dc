"""Asks the index for the objects of a queryset: one statement for each question."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.search.backends.base import get_model_root

from search.engines import engine_for
from search.engines.base import Sql, order, union
from search.facets import NO_FILTERS, PAST, UPCOMING, Counts, Filters, Group, counts_of
from search.hits import Hits
from search.index import root_type
from search.models import Entry, EntryText
from search.reading import Reading
from site_lianes.core.models import Theme

PERIOD = (
    f"CASE WHEN entry.date >= %s THEN '{UPCOMING}' WHEN entry.date IS NOT NULL THEN '{PAST}' END"
)
HAS_THEME = """EXISTS (SELECT 1 FROM search_entry_themes AS carried
    WHERE carried.entry_id = entry.id AND carried.theme_id = %s)"""
SHOWN = """text.entry_id, text.title, text.text, text."when", text."where",
    entry.object_id, entry.kind_id"""
# SQLite takes no offset without a limit.
ALL = 2**62


class Finder:
    """The entries of a queryset's objects that a query finds.

    Of the `readings` of the query, the first that finds something is taken. They come in lists:
    each but the first may take a query of its own to be known.
    """

    def __init__(
        self,
        queryset: QuerySet,
        readings: Callable[[], Iterable[list[Reading]]],
        *,
        titles_only: bool = False,
    ) -> None:
        self.queryset = queryset
        self.readings = readings
        self.titles_only = titles_only
        self.connection = connections[router.db_for_read(Entry)]
        self.engine = engine_for(self.connection.vendor)
        self.now = self.connection.ops.adapt_datetimefield_value(timezone.now())

    @cached_property
    def reading(self) -> Reading:
        """An empty one, which finds nothing, if none finds anything."""
        self.first(lambda hits: self.rows("SELECT 1", self.among(hits), "LIMIT 1"))
        return self.reading

    def first(self, found_by: Callable[[Hits], list[Any]]) -> list[Any]:
        """What is found by the first reading that finds something: from then on, the reading."""
        likeliest = Reading()
        for likeliest, *others in self.readings():
            for reading in chain([likeliest], self.finding(others)):
                if found := found_by(self.hits(reading)):
                    self.reading = reading
                    return found
        self.reading = Reading(promoted=likeliest.promoted)
        return []

    def finding(self, readings: Sequence[Reading]) -> Iterator[Reading]:
        """The first of these that finds something: of several, one statement tells which."""
        if not readings[1:]:
            yield from readings
            return
        among = [self.among(self.hits(each)) for each in readings]
        asked = [
            Sql(f"SELECT {at} WHERE EXISTS (SELECT 1 {each.text})", each.params)
            for at, each in enumerate(among)
        ]
        for (at,) in self.rows(union(asked), "ORDER BY 1 LIMIT 1"):
            yield readings[at]

    def count(self) -> int:
        [(count,)] = self.rows("SELECT COUNT(*)", self.among(self.hits()))
        return count

    def keys(self, start: int, stop: int | None) -> list[tuple[int, int]]:
        """The key of each object and its score, in their order."""
        select = "SELECT entry.object_id, score"
        if start or "reading" in self.__dict__:
            if self.reading.is_empty:
                return []
            return self.rows(self.ordered(select, self.hits(), start, stop))
        return self.first(lambda hits: self.rows(self.ordered(select, hits, start, stop)))

    def entries(
        self, start: int, stop: int | None, filters: Filters, columns: Sequence[str] = ()
    ) -> list[EntryText]:
        """What the index keeps of each, in their order, with columns of the objects' own table.

        One statement. Texts are read of those that are shown, never of all that is ordered.
        """
        if self.reading.is_empty:
            return []
        found = self.ordered("SELECT entry.id, score", self.hits(), start, stop, filters)
        root = get_model_root(self.queryset.model)._meta
        again = order(self.now)
        own = "".join(f", object.{name}" for name in columns)
        texts = EntryText.objects.raw(
            # CROSS: SQLite takes the tables in this order.
            f"SELECT {SHOWN}{own} FROM ({found.text}) AS hit CROSS JOIN search_entry AS entry "
            f"CROSS JOIN search_entrytext AS text CROSS JOIN {root.db_table} AS object "
            "WHERE entry.id = hit.id AND text.entry_id = hit.id "
            f"AND object.{root.pk.column} = entry.object_id {again.text}",
            (*found.params, *again.params),
        )
        return list(texts)

    def counts(self, filters: Filters) -> Counts:
        """One statement, whatever is found."""
        if "reading" in self.__dict__:
            rows = self.counted(self.hits(), filters)
        else:
            rows = self.first(lambda hits: self.counted(hits, filters))
        groups = [Group(*alike, size) for *alike, theme, _, _, size in rows if theme is None]
        counts = counts_of(groups, filters)
        for *_, theme, slug, name, size in rows:
            if theme is not None:
                counts.themes[Theme(pk=theme, slug=slug, name=name)] = size
        return counts

    def counted(self, hits: Hits, filters: Filters) -> list[Any]:
        """Groups of entries that are alike, and how many carry each theme."""
        has_theme = Sql(HAS_THEME, (filters.theme,)) if filters.theme else Sql("TRUE")
        alike, carried = self.among(hits), self.among(hits, replace(filters, theme=None))
        columns = f"SELECT entry.kind_id, entry.year, {PERIOD}, {has_theme.text}"
        themes = (
            "UNION ALL SELECT NULL, NULL, NULL, NULL, theme.id, theme.slug, theme.name, COUNT(*) "
            f"FROM (SELECT entry.id {carried.text}) AS found "
            "JOIN search_entry_themes AS carried ON carried.entry_id = found.id "
            "JOIN core_theme AS theme ON theme.id = carried.theme_id "
            "GROUP BY theme.id, theme.slug, theme.name"
        )
        return self.rows(
            Sql(f"{columns}, NULL, NULL, NULL, COUNT(*)", (self.now, *has_theme.params)),
            Sql(f"{alike.text} GROUP BY 1, 2, 3, 4", alike.params),
            Sql(themes, carried.params),
        )

    def object_ids(self) -> RawSQL:
        """For a queryset: `filter(pk__in=finder.object_ids())`."""
        among = self.among(self.hits())
        return RawSQL(f"SELECT entry.object_id {among.text}", among.params)

    def hits(self, reading: Reading | None = None) -> Hits:
        return Hits(self.engine, reading or self.reading, titles_only=self.titles_only)

    def ordered(
        self,
        select: str,
        hits: Hits,
        start: int,
        stop: int | None,
        filters: Filters = NO_FILTERS,
    ) -> Sql:
        ranked = self.engine.ranked(hits.asked(), self.now)
        where = self.where(hits, filters)
        length = ALL if stop is None else stop - start
        return Sql(
            f"{select} FROM {ranked.found.text} WHERE {where.text} "
            f"{ranked.order.text} LIMIT %s OFFSET %s",
            (*ranked.found.params, *where.params, *ranked.order.params, length, start),
        )

    def among(self, hits: Hits, filters: Filters = NO_FILTERS) -> Sql:
        """FROM the entries that were hit and that the queryset and the filters let through."""
        found, where = hits.found(), self.where(hits, filters)
        return Sql(
            # CROSS: SQLite takes the tables in this order, and looks up a row for each hit.
            f"FROM ({found.text}) AS hit CROSS JOIN search_entry AS entry "
            f"WHERE entry.id = hit.id AND {where.text}",
            (*found.params, *where.params),
        )

    def where(self, hits: Hits, filters: Filters) -> Sql:
        conditions = [
            hits.in_phrases(),
            Sql("entry.content_type_id = %s", (root_type(self.queryset.model).pk,)),
            self.in_queryset,
            *self.filtered(filters),
        ]
        return Sql(
            " AND ".join(condition.text for condition in conditions),
            tuple(param for each in conditions for param in each.params),
        )

    def filtered(self, filters: Filters) -> Iterable[Sql]:
        if filters.kind is not None:
            yield Sql("entry.kind_id = %s", (filters.kind,))
        if filters.year is not None:
            yield Sql("entry.year = %s", (filters.year,))
        if filters.period is not None:
            yield Sql(f"{PERIOD} = %s", (self.now, filters.period))
        if filters.theme is not None:
            yield Sql(HAS_THEME, (filters.theme,))

    @cached_property
    def in_queryset(self) -> Sql:
        """For each entry its object is looked up: few are hit of the many in the queryset."""
        query = self.queryset.order_by()
        if not (query.query.where or query.query.is_sliced or query.query.combinator):
            return Sql("TRUE")
        is_plain = not (query.query.is_sliced or query.query.combinator or query.query.distinct)
        if is_plain:
            query = query.filter(pk=RawSQL("entry.object_id", ()))
        try:
            text, params = (
                query.values("pk").query.get_compiler(connection=self.connection).as_sql()
            )
        except EmptyResultSet:
            return Sql("FALSE")
        return Sql(
            f"EXISTS ({text})" if is_plain else f"entry.object_id IN ({text})", tuple(params)
        )

    def rows(self, *parts: str | Sql) -> list[Any]:
        parts = [Sql(part) if isinstance(part, str) else part for part in parts]
        with self.connection.cursor() as cursor:
            cursor.execute(
                " ".join(part.text for part in parts),
                [param for part in parts for param in part.params],
            )
            return cursor.fetchall()
