"""Compare our pages with a stock project's, and with files: `make bench` (five minutes).

`python -m tests.tools.bench [--events 1000] [--rounds 5] [--seconds 3] [--workers 1]`. In the same
run and with the same content: our site by `manage.py serve`, the same without its page cache, a
project of `wagtail start` with an event and an index (`tests/tools/stock`), and nginx with
ready-made files. Rounds are short and in turn, so that a busy machine slows all. Needs Debian's
`wrk` and `nginx`; all is on this machine, in databases made for it.
"""

import argparse
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.tools.bench_search_table import mark, report, row
from tests.tools.bench_sites import (
    Server,
    make_ours,
    make_stock,
    served_files,
    served_ours,
    served_stock,
)

KEPT, COLD, STOCK, FILES = "ours", "ours, cold", "wagtail start", "nginx, files"
NAMES = {"a_second": "requests/s", "cpu": "CPU"}
# Page, figure, of which to which, at least and at most.
TARGETS = (
    ("event page", "a_second", KEPT, FILES, 0.7, math.inf),
    ("list", "a_second", KEPT, FILES, 0.7, math.inf),
    ("event page", "cpu", KEPT, FILES, 0, 2.5),
    ("list", "cpu", KEPT, FILES, 0, 2.5),
    ("event page", "cpu", COLD, STOCK, 0, 1 / 3),
    ("list", "cpu", COLD, STOCK, 0, 0.2),
    ("theme filter", "cpu", COLD, STOCK, 0, 0.2),
)
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1}
PROGRAMS = {"wrk": "wrk", "nginx": "nginx-light"}


@dataclass(frozen=True)
class Round:
    a_second: float
    p50: float
    p99: float
    cpu: float


Figures = dict[tuple[str, str], list[Round]]


def main() -> None:
    options = read_options()
    for program, package in PROGRAMS.items():
        if not shutil.which(program):
            sys.exit(f"« {program} » introuvable : sudo apt install {package}")
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="lianes-bench-", ignore_cleanup_errors=True)
        data = Path(stack.enter_context(temporary))
        servers, pages = serve_all(stack, data, options)
        figures = measure(servers, pages, options)
        for page in pages:
            print_page(page, servers, figures)
        print_memory(servers)
        missed = print_targets(figures)
    sys.exit(1 if missed else 0)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each round")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1, help="of each server")
    return parser.parse_args()


def serve_all(
    stack: ExitStack, data: Path, options: argparse.Namespace
) -> tuple[dict[str, Server], dict[str, str]]:
    """The servers by name, and the addresses of the pages to ask them for."""
    (ours := data / "ours").mkdir()
    (files := data / "files").mkdir()
    report(f"Making {options.events:,} events, for our site and for a stock one…")
    content = make_ours(ours, options.events)
    project = make_stock(data, ours / "content.json")
    pages = {
        "event page": f"/agenda/{content['event']}/",
        "list": "/agenda/",
        "theme filter": f"/agenda/?theme={content['theme']}",
    }
    kept = stack.enter_context(served_ours(ours, options.workers))
    bodies = {path: kept.get(path) for path in pages.values() if "?" not in path}
    servers = {
        KEPT: kept,
        COLD: stack.enter_context(served_ours(ours, options.workers, PAGE_CACHE_MB="0")),
        STOCK: stack.enter_context(served_stock(project, options.workers)),
        FILES: stack.enter_context(served_files(files, bodies | {"/": b"-"}, options.workers)),
    }
    return servers, pages


def measure(
    servers: dict[str, Server], pages: dict[str, str], options: argparse.Namespace
) -> Figures:
    figures = defaultdict(list)
    for number in range(options.rounds + 1):
        for page, path in pages.items():
            for name, server in servers.items():
                if name == FILES and "?" in path:
                    continue
                taken = load(server, path, options)
                if number:  # the first round compiles templates and fills caches
                    figures[page, name].append(taken)
    return figures


def load(server: Server, path: str, options: argparse.Namespace) -> Round:
    before = server.cpu_seconds
    done = subprocess.run(
        [
            *("wrk", "--threads", "1", "--connections", str(options.connections)),
            *("--duration", f"{options.seconds}s", "--latency", "--timeout", "30s"),
            *("--header", "Accept-Encoding: gzip"),
            f"http://127.0.0.1:{server.port}{path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    cpu = server.cpu_seconds - before
    if "Non-2xx" in done or "Socket errors" in done:
        raise RuntimeError(f"{path} fails under load:\n{done}")
    number = int(re.search(r"(\d+) requests in", done)[1])
    return Round(
        a_second=float(re.search(r"Requests/sec: +([\d.]+)", done)[1]),
        p50=_seconds(done, "50%"),
        p99=_seconds(done, "99%"),
        cpu=cpu / number,
    )


def _seconds(done: str, percentile: str) -> float:
    value, unit = re.search(rf"{percentile} +([\d.]+)(us|ms|s)", done).groups()
    return float(value) * UNITS[unit]


def print_page(page: str, servers: dict[str, Server], figures: Figures) -> None:
    report(f"\n{page}: medians of the rounds")
    row("", "requests/s", "p50, ms", "p99, ms", "CPU, µs")
    for name in servers:
        if rounds := figures[page, name]:
            values = [median_of(rounds, each) for each in ("a_second", "p50", "p99", "cpu")]
            a_second, p50, p99, cpu = values
            row(
                name,
                f"{a_second:,.0f}",
                f"{1e3 * p50:,.2f}",
                f"{1e3 * p99:,.2f}",
                f"{1e6 * cpu:,.0f}",
            )


def print_memory(servers: dict[str, Server]) -> None:
    report("\nMemory after the load, all processes, in MB")
    for name, server in servers.items():
        row(name, f"{server.memory / 1e6:,.0f}")


def print_targets(figures: Figures) -> int:
    """The ratios that are promised; returns how many are not reached."""
    report("\nRatios")
    missed = 0
    for page, figure, of, to, least, most in TARGETS:
        ratio = median_of(figures[page, of], figure) / median_of(figures[page, to], figure)
        is_reached = least <= ratio <= most
        missed += not is_reached
        bound = f"at least {least}" if least else f"at most {most:.2f}"
        said = f"{page}: {NAMES[figure]}, {of} / {to} ({bound})"
        row(f"{mark(is_reached)} {said}", f"{ratio:.3f}", first=75)
    return missed


def median_of(rounds: list[Round], name: str) -> float:
    return median(getattr(each, name) for each in rounds)


if __name__ == "__main__":
    main()
