"""What `bench_search` asks of one site with many pages: it runs inside that site.

`agenda_measures` says how. Times are in seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils.http import urlencode
from wagtail.models import Page

from search.finding import Finder
from search.reading import readings
from search.typed import typed
from tests.search.hostile import random_text
from tests.tools import agenda_measures
from tests.tools.agenda_measures import prepare, seconds
from tests.tools.many_texts import make_texts
from tests.visitors import as_visitors

OURS, STOCK = "default", "stock"
# What each backend keeps is in the tables, and virtual tables, that begin like this.
TABLES = {OURS: "search_", STOCK: "wagtailsearch_indexentry"}
FIRST_PAGE = 20
QUERIES = {
    "rare": "hydroponie",
    "middling": "apiculture",
    "common": "réseau",
    "two-words": "jumelage apiculture",
    "rare-and-common": "hydroponie réseau",
    "never-together": "hydroponie jumelage",
    "phrase": "« réseau de »",
    "misspelt": "apciulture",
    "prefix": "jumel",
    "nowhere": "xylophone",
}
# Of the slowest, so many are asked again, so often: a busy machine slows any.
SLOWEST, AGAIN, SHOWN = 20, 5, 40


def fill(size: str) -> dict[str, float]:
    return {"make the pages": seconds(lambda: make_texts(int(size)))}


def index(backend: str) -> float:
    """How long `update_index` takes."""
    took = seconds(lambda: call_command("update_index", backend_name=backend, verbosity=0))
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute; nobody does it on SQLite.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return took


def bytes_of(backend: str) -> int:
    """Of the tables and indexes where this backend keeps what it knows."""
    statement = """SELECT SUM(pg_total_relation_size(oid)) FROM pg_class
        WHERE relkind = 'r' AND relname LIKE %s"""
    if connection.vendor == "sqlite":
        statement = """SELECT SUM(pgsize) FROM dbstat JOIN sqlite_master AS of USING (name)
            WHERE of.tbl_name LIKE %s"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"{TABLES[backend]}%"])
        return int(cursor.fetchone()[0])


def kinds() -> list[str]:
    return list(QUERIES)


def found(kind: str) -> int:
    return Page.objects.live().search(QUERIES[kind]).count()


def engine(kind: str, rounds: str) -> list[float]:
    """What the database takes for the statements of a search, from words to the keys of a page."""

    def ask() -> None:
        Finder(Page.objects.live(), lambda: readings(typed(QUERIES[kind]))).keys(0, FIRST_PAGE)

    return repeated(partial(answered, statements_of(ask)), int(rounds))


def ours(kind: str, rounds: str) -> list[float]:
    return repeated(lambda: pages_found(kind, OURS), int(rounds))


def stock_engine(kind: str, rounds: str, limit: str) -> list[float]:
    """The same for Wagtail's: as many as `limit` seconds allow; none if one search takes longer."""
    times: list[float] = []
    with at_most(float(limit)):
        statements = statements_of(lambda: pages_found(kind, STOCK))
        times += timed(lambda: answered(statements), int(rounds), float(limit))
    return times


def stock(kind: str, rounds: str, limit: str) -> list[float]:
    times: list[float] = []
    with at_most(float(limit)):
        times += timed(lambda: pages_found(kind, STOCK), int(rounds), float(limit))
    return times


def timed(ask: Callable[[], Any], rounds: int, limit: float) -> list[float]:
    until = perf_counter() + limit
    times: list[float] = []
    while len(times) < rounds and perf_counter() < until:
        times.append(seconds(ask))
    return times


def statements_of(ask: Callable[[], Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        ask()
    return found


def answered(statements: list[tuple[str, Any]]) -> None:
    """All rows of each."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def pages_found(kind: str, backend: str) -> list[Page]:
    """From the typed words to the pages."""
    return list(Page.objects.live().search(QUERIES[kind], backend=backend)[:FIRST_PAGE])


def repeated(ask: Callable[[], Any], rounds: int) -> list[float]:
    ask()
    return [seconds(ask) for _ in range(rounds)]


@contextmanager
def at_most(limit: float) -> Iterator[None]:
    """End what the database is asked in it after so many seconds."""
    connection.ensure_connection()
    until = perf_counter() + limit
    set_limit(lambda: perf_counter() > until, f"{limit:.0f}s")
    try:
        yield
    except OperationalError:
        if perf_counter() < until:
            raise
    finally:
        set_limit(None, "0")


def set_limit(is_over: Callable[[], bool] | None, timeout: str) -> None:
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(is_over, 10_000)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [timeout])


def results_pages() -> dict[str, str]:
    """The addresses to measure, by what is looked for."""
    return {kind: address(words) for kind, words in QUERIES.items()}


def address(words: str) -> str:
    return f"/recherche/?{urlencode({'q': words})}"


@as_visitors()
def hostile(number: str) -> dict[str, Any]:
    """The times of the results page on as many random texts, and which are the slowest."""
    random = Random(4)  # noqa: S311 - no secret
    texts = [random_text(random) for _ in range(int(number))]
    get = agenda_measures.get
    get(address("mali"))
    times = [seconds(lambda text=text: get(address(text))) for text in texts]
    slowest = sorted(zip(times, texts, strict=True), reverse=True)[:SLOWEST]
    again = [(min(repeated(lambda t=text: get(address(t)), AGAIN)), text) for _, text in slowest]
    return {
        "median": median(times),
        "slowest": [(taken, repr(text[:SHOWN])) for taken, text in sorted(again, reverse=True)],
    }


KNOWN = (
    prepare,
    fill,
    index,
    bytes_of,
    kinds,
    found,
    engine,
    ours,
    stock,
    stock_engine,
    results_pages,
    as_visitors()(agenda_measures.count_queries),
    as_visitors()(agenda_measures.page),
    hostile,
)


def answer() -> None:
    agenda_measures.answer(KNOWN)
