"""What a process of our site takes before and after the load, beside a stock project's."""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from statistics import median

from tests.tools.bench_search_table import report, row
from tests.tools.bench_server import Server
from tests.tools.bench_sites import Ours, Stock, served_stock, started_ours
from tests.tools.bench_targets import print_ratio

STARTS = 7
MOST_OF_STOCK_TIME, MOST_OF_STOCK_MEMORY = 1.5, 1


def time_starts(ours: Ours, stock: Stock) -> int:
    """From the command of the server to the first answer, the home page, in turn."""
    report("\nCold start to the first answer: medians")
    ways: dict[str, Callable[[], AbstractContextManager[Server]]] = {
        "ours": lambda: started_ours(ours),
        "wagtail start": lambda: served_stock(stock, workers=1),
    }
    times = {name: [] for name in ways}
    for number in range(STARTS + 1):
        for name, start in ways.items():
            begin = time.perf_counter()
            with start() as server:
                seconds = time.perf_counter() - begin
                one = seconds, replace(server, database=None).cpu_seconds
            if number:  # the first compiles Python
                times[name].append(one)
    row("", "seconds", "of CPU")
    medians = {}
    for name, found in times.items():
        medians[name], cpu = (median(each) for each in zip(*found, strict=True))
        row(name, f"{medians[name]:.2f}", f"{cpu:.2f}")
    ratio = medians["ours"] / medians["wagtail start"]
    return print_ratio("cold start, ours / wagtail start", ratio, most=MOST_OF_STOCK_TIME)


def print_memory(servers: dict[str, Server], ours: str, stock: str) -> int:
    """Of the processes that answer, and of all: what watches over them, what has its hour."""
    report(f"\nMemory after the load, in MB ({os.cpu_count()} cores)")
    row("", "workers", "all processes", first=24)
    for name, server in servers.items():
        workers, every = (
            f"{each / 1e6:,.0f}" for each in (server.memory_of_workers, server.memory)
        )
        row(name, workers, every, first=24)
    ratio = servers[ours].memory_of_workers / servers[stock].memory_of_workers
    return print_ratio(f"memory of workers, {ours} / {stock}", ratio, most=MOST_OF_STOCK_MEMORY)
