"""How long the search takes, by our engine and by Wagtail's own: a part of `bench_search`."""

import argparse
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from tests.tools.bench_search_table import mark, milliseconds, report, row
from tests.tools.site_process import SiteProcess, filled_databases

OURS, STOCK = "default", "stock"
# Each kind of search has so many turns, of several searches.
TURNS = 5
MOST_QUERIES = 8
# The targets are for this size: in seconds, and as a ratio.
OF_TARGETS = 10_000
LONGEST = {"rare": 0.001, "middling": 0.001, "common": 0.020}
# Of words found in up to 3 % of the pages.
OF_FEW_PAGES = {"rare", "middling"}
TIMES_FASTER = 100
MOST_TIMES_THE_MEDIAN = 10
Site = partial(SiteProcess, measures="search_measures", settings="tests.tools.search_settings")


def measure_speed(data: Path, name: str, server: str, options: argparse.Namespace) -> list[str]:
    """Measure and print; return what is not as it must be."""
    with ExitStack() as stack:
        databases = filled_databases(stack, data, server, sorted(options.sizes), Site)
        sites = {
            size: stack.enter_context(Site(data, database))
            for size, (database, _) in databases.items()
        }
        report(f"\n{name}: the index")
        row("pages", "ours, s", "Wagtail's, s", "ours, MB", "Wagtail's, MB")
        for size, site in sites.items():
            print_index(size, site, with_stock=size <= options.stock_up_to)
        for size, site in sites.items():
            print_times(f"{name}, {size:,} pages", size, site, options)
        faults = print_results_pages(name, sites, options.rounds)
        if sites and options.strings:
            size, site = next(iter(sites.items()))
            print_hostile(f"{name}, {size:,} pages", site, options.strings)
        return faults


def print_index(size: int, site: SiteProcess, *, with_stock: bool) -> None:
    backends = (OURS, STOCK) if with_stock else (OURS,)
    took = [f"{site.ask('index', backend):.1f}" for backend in backends]
    weighs = [f"{site.ask('bytes_of', backend) / 1e6:.1f}" for backend in backends]
    unknown = [] if with_stock else ["-"]
    row(f"{size:,}", *took, *unknown, *weighs, *unknown)


def print_times(title: str, size: int, site: SiteProcess, options: argparse.Namespace) -> None:
    """What the database takes for a search; then from words to pages; ours and Wagtail’s."""
    report(f"\n{title}: medians in milliseconds, of the database and from words to pages")
    row("", "found", "ours, db", "Wagtail's, db", "faster", "ours", "Wagtail's", "faster")
    rounds = max(1, options.rounds // TURNS)
    for kind in site.ask("kinds"):
        times: dict[str, list[float]] = {"engine": [], "stock_engine": [], "ours": [], "stock": []}
        is_stock_asked = size <= options.stock_up_to
        for _ in range(TURNS):
            for name in ("engine", "ours"):
                times[name] += site.ask(name, kind, rounds)
            for name in ("stock_engine", "stock") if is_stock_asked else ():
                more = site.ask(name, kind, rounds, options.limit / TURNS)
                times[name] += more
                # What is too slow once is not asked again.
                is_stock_asked = is_stock_asked and len(more) == rounds
        row(
            kind,
            f"{site.ask('found', kind):,}",
            with_target(size, kind, median(times["engine"])),
            of_stock(times["stock_engine"], size, options),
            faster(size, kind, ratio(times["stock_engine"], times["engine"])),
            milliseconds(median(times["ours"])),
            of_stock(times["stock"], size, options),
            plain(ratio(times["stock"], times["ours"])),
        )


def ratio(slow: list[float], fast: list[float]) -> float | None:
    return median(slow) / median(fast) if slow else None


def with_target(size: int, kind: str, seconds: float) -> str:
    if size != OF_TARGETS or kind not in LONGEST:
        return milliseconds(seconds)
    return f"{mark(seconds <= LONGEST[kind])} {milliseconds(seconds)}"


def of_stock(times: list[float], size: int, options: argparse.Namespace) -> str:
    if size > options.stock_up_to:
        return "-"
    return milliseconds(median(times)) if times else f"> {options.limit / TURNS:,.0f} s"


def faster(size: int, kind: str, times: float | None) -> str:
    has_target = times is not None and size == OF_TARGETS and kind in OF_FEW_PAGES
    return f"{mark(times >= TIMES_FASTER)} {plain(times)}" if has_target else plain(times)


def plain(times: float | None) -> str:
    return "-" if times is None else f"{times:,.1f}"


def print_results_pages(name: str, sites: dict[int, SiteProcess], rounds: int) -> list[str]:
    report(f"\n{name}: the results page, medians in milliseconds")
    row("", "queries", *(f"{size:,} pages" for size in sites))
    faults = []
    addresses = next(iter(sites.values())).ask("results_pages") if sites else {}
    for kind, address in addresses.items():
        queries = {site.ask("count_queries", address) for site in sites.values()}
        times = (median(site.ask("page", rounds, address)) for site in sites.values())
        row(kind, "-".join(map(str, sorted(queries))), *map(milliseconds, times))
        if len(queries) > 1 or max(queries) > MOST_QUERIES:
            faults.append(f"{name}, results for {kind}: {sorted(queries)} queries.")
    return faults


def print_hostile(title: str, site: SiteProcess, number: int) -> None:
    answer = site.ask("hostile", number)
    slowest, text = answer["slowest"][0]
    ratio = slowest / answer["median"]
    report(
        f"\n{title}: the results page on {number:,} random texts: median "
        f"{milliseconds(answer['median'])} ms, slowest {milliseconds(slowest)} ms, "
        f"{mark(ratio <= MOST_TIMES_THE_MEDIAN)} {ratio:.1f} times as long: {text}"
    )
    for seconds, other in answer["slowest"][1:5]:
        report(f"{milliseconds(seconds):>10} ms  {other}")
