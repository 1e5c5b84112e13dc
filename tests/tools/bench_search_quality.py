"""What the example queries find, by our engine and by Wagtail's own: a part of `bench_search`."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from tests.tools.bench_search_table import report, row
from tests.tools.site_process import SiteProcess, own_copy

OURS, STOCK = "default", "stock"
# The lowest mean reciprocal rank of each set.
SETS = {"examples": 0.95, "more_examples": 0.9}
# Without a page of its own, a site with the examples alone.
Site = partial(SiteProcess, measures="search_quality", settings="tests.tools.search_settings")


def compare_quality(stack: ExitStack, data: Path, servers: dict[str, str]) -> list[str]:
    """Measure and print; return what is not as it must be."""
    verdicts = {name: verdicts_on(stack, data, server) for name, server in servers.items()}
    faults = []
    for examples in SETS:
        report(f"\nQuality, {examples}")
        row("", "found", "in all", "mean rank", "strays", first=24)
        for name, given in verdicts.items():
            for backend, label in ((OURS, "ours"), (STOCK, "Wagtail's")):
                print_verdict(f"{name}, {label}", given[examples, backend])
            faults += faults_of(name, examples, given[examples, OURS])
        lists = [given[examples, OURS]["found"] for given in verdicts.values()]
        differing = [query for query in lists[0] if lists[0][query] != lists[-1][query]]
        if len(servers) > 1:
            report(f"the same lists on {' and '.join(servers)}: {'no' if differing else 'yes'}")
        faults += [f"{examples}: «{query}» depends on the database." for query in differing]
    return faults


def verdicts_on(stack: ExitStack, data: Path, server: str) -> dict[tuple[str, str], Any]:
    with Site(data, own_copy(stack, data, server, "bench_quality")) as site:
        site.ask("migrate")
        verdicts = {}
        for examples in SETS:
            # The second set beside the first: what is looked for stands among more.
            site.ask("fill", examples)
            for backend in (OURS, STOCK):
                verdicts[examples, backend] = site.ask("verdict", examples, backend)
        return verdicts


def print_verdict(label: str, given: dict[str, Any]) -> None:
    ranks = given["ranks"]
    found = sum(rank is not None for rank in ranks.values())
    rank = f"{given['mean_reciprocal_rank']:.3f}"
    row(label, f"{found}", f"{len(ranks)}", rank, f"{len(given['strays'])}", first=24)


def faults_of(name: str, examples: str, given: dict[str, Any]) -> list[str]:
    faults = [f"{name}: «{query}» does not find its document." for query in given["missed"]]
    faults += [f"{name}: «{query}» finds {text!r}." for query, text in given["strays"]]
    if given["mean_reciprocal_rank"] < SETS[examples]:
        faults.append(f"{name}, {examples}: the mean reciprocal rank is below {SETS[examples]}.")
    return faults
