"""Compare what `load_model` says with a real run: `python -m tests.tools.check_load`.

One process of our site, which keeps no page, is asked for the list by people who come as they like:
so often that it is busy for a share of the time. `wrk` tells how long they waited, and the model,
given how long such a request takes when nobody else asks, how long they should have. That is not
its CPU alone: on a machine that does other things, each request waits for them, too.
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.tools.bench_load import Round, load
from tests.tools.bench_search_table import report, row
from tests.tools.bench_server import Server
from tests.tools.bench_sites import make_ours, served_ours
from tests.tools.load_model import Costs, Demand, Outcome, simulate

EVENTS = 1_000
VISITORS, SECONDS = 100, 20
# Each waits, on average, for so many milliseconds; together they come at any moment.
SCRIPT = """
math.randomseed(1)
function delay() return math.floor(-math.log(1 - math.random()) * {milliseconds}) end
"""


def main() -> None:
    options = read_options()
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="lianes-bench-", ignore_cleanup_errors=True)
        data = Path(stack.enter_context(temporary))
        site = make_ours(data / "ours", EVENTS, "")
        server = stack.enter_context(served_ours(site, workers=1, PAGE_CACHE_MB="0"))
        path = site.pages["list"]
        load(server, path, 3, 1)  # compiles templates
        alone = load(server, path, SECONDS, 1)
        takes = 1 / alone.a_second
        report(f"A page that is made takes {1e3 * takes:.1f} ms, {1e3 * alone.cpu:.1f} of CPU")
        row("", "requests/s", "p50, ms", "p99, ms", first=24)
        for share in options.shares:
            rate = share / takes
            _print(f"busy {share:.0%}, measured", _measured(server, path, rate, data))
            _print(f"busy {share:.0%}, simulated", _simulated(takes, rate))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.3, 0.6], help="of the time")
    return parser.parse_args()


def _measured(server: Server, path: str, rate: float, data: Path) -> Round:
    script = data / "delay.lua"
    script.write_text(SCRIPT.format(milliseconds=1e3 * VISITORS / rate))
    return load(server, path, SECONDS, VISITORS, "--script", str(script))


def _simulated(takes: float, rate: float) -> Outcome:
    """Nothing is kept, and there is no nginx."""
    demand = Demand(rate, share_never_kept=1, robots_a_second=0)
    return simulate(demand, Costs(proxied=1e-9, kept=takes, made=takes), processes=1)


def _print(name: str, waited: Round | Outcome) -> None:
    cells = (f"{1e3 * waited.p50:,.1f}", f"{1e3 * waited.p99:,.1f}")
    row(name, f"{waited.a_second:,.1f}", *cells, first=24)


if __name__ == "__main__":
    main()
