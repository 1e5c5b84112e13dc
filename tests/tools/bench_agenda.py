"""Time the agenda at 1,000, 10,000 and 100,000 events, and count its queries.

`python -m tests.tools.bench_agenda [--sizes 10 1000] [--rounds 20] [--postgresql URL]`. On SQLite,
then on PostgreSQL if its server answers, in databases made for it: never the site's. The sizes are
measured in turn, so that a busy machine slows all. Ends in error if a page asks for more queries at
one size than at another.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from tests.tools.own_database import POSTGRESQL, connect
from tests.tools.site_process import SiteProcess, filled_databases

SIZES = (10, 1_000, 10_000, 100_000)
FEW, MANY = 1_000, 100_000
# Each size has so many turns, of several requests.
TURNS = 5
ON_THIS_MACHINE = "postgres://postgres@127.0.0.1:5432/lianes"


def main() -> None:
    options = read_options()
    servers = [""]
    try:
        connect(options.postgresql).close()
        servers.append(options.postgresql)
    except psycopg.Error as error:
        report(f"No PostgreSQL at {options.postgresql}, so SQLite alone is measured: {error}")
    uneven = [page for server in servers for page in bench(server, options)]
    if uneven:
        sys.exit(f"The number of queries changes with that of events: {', '.join(uneven)}.")


def read_options() -> argparse.Namespace:
    of_the_site = os.environ.get("DATABASE_URL", "")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=20, help="requests of each page")
    parser.add_argument(
        "--postgresql",
        default=of_the_site if of_the_site.startswith(POSTGRESQL) else ON_THIS_MACHINE,
        help="the address of a server where databases can be made",
    )
    return parser.parse_args()


def bench(server: str, options: argparse.Namespace) -> list[str]:
    """Measure and print; return the pages whose number of queries changes with the size."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lianes-bench-")))
        databases = filled_databases(stack, data, server, sorted(options.sizes))
        table = Table(list(databases), title="PostgreSQL" if server else "SQLite")
        for name in ("make the events", "record_all"):
            table.add(name, {size: [filled[name]] for size, (_, filled) in databases.items()})
        sites = {
            size: stack.enter_context(SiteProcess(data, database))
            for size, (database, _) in databases.items()
        }
        first = {size: [site.ask("first_request")] for size, site in sites.items()}
        table.add("first request of a process", first)
        measure_pages(table, sites, max(1, options.rounds // TURNS))
        for measure in ("reading_all_entries", "publishing", "after_a_publication"):
            measures = {size: partial(site.ask, measure) for size, site in sites.items()}
            table.add(measure.replace("_", " "), in_turns(measures))
        return table.uneven


def measure_pages(table: "Table", sites: dict[int, SiteProcess], rounds: int) -> None:
    paths = {size: site.ask("pages") for size, site in sites.items()}
    for page in next(iter(paths.values())):
        queries = {site.ask("count_queries", paths[size][page]) for size, site in sites.items()}
        measures = {
            size: partial(site.ask, "page", rounds, paths[size][page])
            for size, site in sites.items()
        }
        table.add(page, in_turns(measures), queries)


def in_turns(measures: dict[int, Callable[[], list[float]]]) -> dict[int, list[float]]:
    """What each size measures, all sizes one after the other several times."""
    times = {size: [] for size in measures}
    for _ in range(TURNS):
        for size, measure in measures.items():
            times[size] += measure()
    return times


class Table:
    """Prints one line a measure: its queries, its median at each size, and how it grows."""

    def __init__(self, sizes: list[int], title: str) -> None:
        self.uneven: list[str] = []
        self._many = MANY if MANY in sizes else sizes[-1]
        smaller = [size for size in sizes if size < self._many] or sizes
        self._few = FEW if FEW in smaller else smaller[0]
        growth = f"{self._many:,}/{self._few:,}"
        report(f"\n{title}: medians in milliseconds; how they grow, and how the quickest times do")
        self._line("", "queries", *(f"{size:,}" for size in sizes), growth, "quickest")

    def add(
        self, name: str, times: dict[int, list[float]], queries: set[int] | None = None
    ) -> None:
        if queries and len(queries) > 1:
            self.uneven.append(name)
        medians = (f"{1000 * median(measured):,.1f}" for measured in times.values())
        growths = (f"{of(times[self._many]) / of(times[self._few]):.2f}" for of in (median, min))
        self._line(name, "-".join(map(str, sorted(queries or ()))), *medians, *growths)

    def _line(self, name: str, queries: str, *cells: str) -> None:
        report(f"{name:<28}{queries:>8}" + "".join(f"{cell:>14}" for cell in cells))


def report(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command prints its figures


if __name__ == "__main__":
    main()
