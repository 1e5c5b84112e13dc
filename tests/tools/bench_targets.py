"""The ratios that the benchmarks promise."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.tools.bench_load import Figures
from tests.tools.bench_search_table import mark, report, row

NAMES = {"a_second": "requests/s", "cpu": "CPU"}


@dataclass(frozen=True)
class Target:
    """A figure of a page, of one who answers it to another: at least so much, or at most."""

    page: str
    figure: str
    of: str
    to: str
    least: float | None = None
    most: float | None = None


def print_targets(targets: Iterable[Target], figures: Figures) -> int:
    """Returns how many are not reached."""
    report("\nRatios")
    missed = 0
    for one in targets:
        ratio = figures.ratio(one.page, one.figure, one.of, one.to)
        name = f"{one.page}: {NAMES[one.figure]}, {one.of} / {one.to}"
        missed += print_ratio(name, ratio, least=one.least, most=one.most)
    return missed


def print_ratio(
    name: str, ratio: float, least: float | None = None, most: float | None = None
) -> bool:
    """Returns whether it is missed."""
    is_reached = (least is None or ratio >= least) and (most is None or ratio <= most)
    bounds = {"at least": least, "at most": most}
    bound = "".join(f" ({word} {each:.3g})" for word, each in bounds.items() if each is not None)
    row(f"{mark(is_reached) if bound else ' '} {name}{bound}", f"{ratio:.3f}", first=75)
    return not is_reached
