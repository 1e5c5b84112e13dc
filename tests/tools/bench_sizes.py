"""Our site with few events and with many, in the same run: what a page costs as it grows."""

import argparse
from contextlib import ExitStack

from tests.tools.bench_load import Case, measure
from tests.tools.bench_sites import Ours, served_ours
from tests.tools.bench_targets import Target, print_targets

MOST = 1.15
SETTINGS = {"kept": {}, "cold": {"PAGE_CACHE_MB": "0"}}


def in_short_rounds(options: argparse.Namespace) -> argparse.Namespace:
    """More rounds in the same time: what each leaves half done is alike for ours and ours."""
    rounds = options.rounds * options.seconds
    return argparse.Namespace(**vars(options) | {"rounds": rounds, "seconds": 1})


def compare_sizes(small: Ours, large: Ours, options: argparse.Namespace) -> int:
    """Print the figures and the ratios of CPU; returns how many are too high."""
    sites = {f"{options.events:,}": small, f"{options.large:,}": large}
    few, many = sites
    with ExitStack() as stack:
        servers = {
            f"{size}, {way}": stack.enter_context(served_ours(site, options.workers, **settings))
            for way, settings in SETTINGS.items()
            for size, site in sites.items()
        }
        cases = [
            Case(page, f"{size}, {way}", servers[f"{size}, {way}"], sites[size].pages[page])
            for page in small.pages
            for way in SETTINGS
            for size in sites
        ]
        figures = measure(cases, in_short_rounds(options))
    figures.print()
    targets = [
        Target(page, "cpu", f"{many}, {way}", f"{few}, {way}", most=MOST)
        for page in small.pages
        for way in SETTINGS
    ]
    return print_targets(targets, figures)
