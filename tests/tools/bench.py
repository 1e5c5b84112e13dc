"""Compare our pages with a stock project's, and with files: `make bench` (ten minutes).

`python -m tests.tools.bench [--events 1000] [--large [100000]] [--database postgresql://…]
[--rounds 9] [--seconds 2] [--workers 1]`. In the same run and with the same content: our site by
`manage.py serve`, asked by browsers that are alike and by others; the same without its page cache;
the same behind nginx as on a server; a project of `wagtail start` with an event and an index
(`tests/tools/stock`); nginx with ready-made files. `--large` compares our site with itself when it
has so many events. Rounds are short and in turn, so that a busy machine slows all; a ratio is the
median of those of the rounds. Needs Debian's `wrk` and `nginx`; all is on this machine, in
databases made for it. On PostgreSQL, CPU counts all that its server does: use one that serves
nobody else.
"""

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.tools.bench_load import Case, measure
from tests.tools.bench_nginx import served_behind, served_files
from tests.tools.bench_search_table import report
from tests.tools.bench_sites import Ours, Stock, make_ours, make_stock, served_ours, served_stock
from tests.tools.bench_sizes import compare_sizes
from tests.tools.bench_start import print_memory, time_starts
from tests.tools.bench_targets import Target, print_targets
from tests.tools.own_database import own_database
from tests.tools.programs import find_nginx

KEPT, COLD, STOCK, FILES = "ours", "ours, cold", "wagtail start", "nginx, files"
# What a head asks for is remembered: without that.
NEW_HEADS = "ours, new heads"
AS_OTHERS = ("--script", str(Path(__file__).with_name("new_heads.lua")))
BEHIND, FILE_BESIDE = "ours behind nginx", "file, same nginx"
# What `wagtail start` has, too, and what a file can hold.
COMPARED = ("event page", "list", "theme filter")
IN_FILES = ("event page", "list")
TARGETS = (
    *(Target(page, "a_second", KEPT, FILES, least=0.7) for page in IN_FILES),
    *(Target(page, "cpu", KEPT, FILES, most=2.5) for page in IN_FILES),
    *(Target(page, "cpu", BEHIND, FILE_BESIDE, most=1.6) for page in IN_FILES),
    Target("event page", "cpu", COLD, STOCK, most=1 / 3),
    Target("list", "cpu", COLD, STOCK, most=0.2),
    Target("theme filter", "cpu", COLD, STOCK, most=0.2),
)
PROGRAMS = {"wrk": "wrk", "nginx": "nginx-light"}


def main() -> None:
    options = read_options()
    for program, package in PROGRAMS.items():
        if not (find_nginx() if program == "nginx" else shutil.which(program)):
            sys.exit(f"« {program} » introuvable : sudo apt install {package}")
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="lianes-bench-", ignore_cleanup_errors=True)
        missed = compare(stack, Path(stack.enter_context(temporary)), options)
    sys.exit(1 if missed else 0)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument(
        "--large", type=int, nargs="?", const=100_000, help="events, to compare with few"
    )
    parser.add_argument("--database", default="", help="an address of PostgreSQL; else SQLite")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=2, help="of each round")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1, help="of each server")
    return parser.parse_args()


def compare(stack: ExitStack, data: Path, options: argparse.Namespace) -> int:
    """Print all figures; returns how many promises are not kept."""
    report(f"Making {options.events:,} events, for our site and for a stock one…")
    ours = make_ours(data / "ours", options.events, database_for(stack, options, "bench_ours"))
    stock = make_stock(data, ours, database_for(stack, options, "bench_stock"))
    missed = time_starts(ours, stock)
    with ExitStack() as serving:
        cases = serve_all(serving, ours, stock, options)
        figures = measure(cases, options)
        figures.print()
        others = (NEW_HEADS, FILE_BESIDE)
        servers = {case.name: case.server for case in cases if case.name not in others}
        missed += print_memory(servers, KEPT, STOCK)
    missed += print_targets(TARGETS, figures)
    if options.large:
        report(f"\nMaking {options.large:,} events…")
        database = database_for(stack, options, "bench_large")
        large = make_ours(data / "large", options.large, database)
        missed += compare_sizes(ours, large, options)
    return missed


def database_for(stack: ExitStack, options: argparse.Namespace, purpose: str) -> str:
    """The address of a PostgreSQL database made for this run; empty for SQLite."""
    if not options.database:
        return ""
    return stack.enter_context(own_database(options.database, purpose))


def serve_all(
    stack: ExitStack, ours: Ours, stock: Stock, options: argparse.Namespace
) -> list[Case]:
    """Who answers which page, each in a process of its own."""
    serving, workers = stack.enter_context, options.workers
    kept = serving(served_ours(ours, workers))
    paths = [ours.pages[page] for page in IN_FILES]
    bodies = {path: kept.get(path) for path in paths}
    (folder := ours.data / "files").mkdir()
    behind = serving(served_behind(ours, bodies))
    sites = {
        KEPT: kept,
        COLD: serving(served_ours(ours, workers, PAGE_CACHE_MB="0")),
        STOCK: serving(served_stock(stock, workers)),
        BEHIND: behind,
    }
    files = serving(served_files(folder, bodies, workers))
    cases = []
    for page in COMPARED:
        path = ours.pages[page]
        cases += [Case(page, name, server, path) for name, server in sites.items()]
        if page in IN_FILES:
            cases.append(Case(page, NEW_HEADS, kept, path, AS_OTHERS))
            cases.append(Case(page, FILES, files, path))
            cases.append(Case(page, FILE_BESIDE, behind, f"/static/bench{path}index.html"))
    return cases


if __name__ == "__main__":
    main()
