"""Puts load on pages in short rounds, in turn: a busy machine slows all that are compared."""

import argparse
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from tests.tools.bench_search_table import report, row
from tests.tools.bench_server import Server

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1}


class Case(NamedTuple):
    """A page, who answers it, and where; more options of `wrk`."""

    page: str
    name: str
    server: Server
    path: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    a_second: float
    p50: float
    p99: float
    cpu: float


class Figures:
    """The rounds of each page and who answers it."""

    def __init__(self) -> None:
        self._rounds: dict[str, dict[str, list[Round]]] = defaultdict(lambda: defaultdict(list))

    def add(self, page: str, name: str, one: Round) -> None:
        self._rounds[page][name].append(one)

    def median(self, page: str, name: str, figure: str) -> float:
        return median(getattr(one, figure) for one in self._rounds[page][name])

    def ratio(self, page: str, figure: str, of: str, to: str) -> float:
        """The median of the rounds' own ratios: what slows one whole round is not in it."""
        both = zip(self._rounds[page][of], self._rounds[page][to], strict=True)
        return median(getattr(one, figure) / getattr(other, figure) for one, other in both)

    def print(self) -> None:
        for page, by_name in self._rounds.items():
            report(f"\n{page}: medians of the rounds")
            row("", "requests/s", "p50, ms", "p99, ms", "CPU, µs", first=24)
            for name in by_name:
                a_second, p50, p99, cpu = (
                    self.median(page, name, figure) for figure in ("a_second", "p50", "p99", "cpu")
                )
                cells = (f"{1e3 * p50:,.2f}", f"{1e3 * p99:,.2f}", f"{1e6 * cpu:,.0f}")
                row(name, f"{a_second:,.0f}", *cells, first=24)


def measure(cases: Iterable[Case], options: argparse.Namespace) -> Figures:
    figures, cases = Figures(), list(cases)
    for number in range(options.rounds + 1):
        for case in cases:
            asked = (case.path, options.seconds, options.connections, *case.options)
            one = load(case.server, *asked)
            if number:  # the first round compiles templates and fills caches
                figures.add(case.page, case.name, one)
    return figures


def load(server: Server, path: str, seconds: int, connections: int, *more: str) -> Round:
    """One round of `wrk`, with more of its options."""
    before = server.cpu_seconds
    host = ("--header", f"Host: {server.host}") if server.host else ()
    done = subprocess.run(
        [
            *("wrk", "--threads", "1", "--connections", str(connections)),
            *("--duration", f"{seconds}s", "--latency", "--timeout", "30s"),
            *("--header", "Accept-Encoding: gzip", *host, *more, f"{server.address}{path}"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    cpu = server.cpu_seconds - before
    number = int(re.search(r"(\d+) requests in", done)[1])
    if "Non-2xx" in done or "Socket errors" in done or not number:
        raise RuntimeError(f"{path} fails under load:\n{done}")
    return Round(
        a_second=float(re.search(r"Requests/sec: +([\d.]+)", done)[1]),
        p50=_seconds(done, "50%"),
        p99=_seconds(done, "99%"),
        cpu=cpu / number,
    )


def _seconds(done: str, percentile: str) -> float:
    value, unit = re.search(rf"{percentile} +([\d.]+)(us|ms|s)", done).groups()
    return float(value) * UNITS[unit]
