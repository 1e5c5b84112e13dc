"""How many cores so many visits need, by the measured cost of a request: `make simulate`.

`python -m tests.tools.simulate_load [--proxied 100] [--kept 50] [--made 9000]`, in microseconds of
CPU a request, from what `make bench` prints: nginx's own share, a page that is kept, a page that is
made. `--growth` multiplies the last by what 100 times the content adds. docs/scale.md tells what
comes out, and `check_load` compares the model with a real run.
"""

import argparse

from tests.tools.bench_search_table import report, row
from tests.tools.load_model import Costs, Demand, at_peak, processes_needed

# A network of today, then more visits and more content.
VISITS_A_DAY, EVENTS, OTHER_PAGES = 1_000, 1_000, 500
TIMES = ((1, 1), (100, 1), (1_000, 10), (10_000, 1), (10_000, 100))


def main() -> None:
    options = read_options()
    report(f"Cores at the hour of the most visits, 99 answers of 100 within {options.p99:g} s")
    columns = ("requests/s", "by nginx", "made", "nginx, cores", "busy, cores", "processes")
    row("visits, content", *columns, "p50, ms", "p99, ms")
    for visits, content in TIMES:
        growth = options.growth if content > 1 else 1
        costs = Costs(options.proxied * 1e-6, options.kept * 1e-6, options.made * growth * 1e-6)
        demand = Demand(at_peak(VISITS_A_DAY * visits), pages=EVENTS * content + OTHER_PAGES)
        processes, outcome = processes_needed(demand, costs, options.p99, options.pages)
        row(
            f"× {visits:,}, × {content:,}",
            f"{demand.a_second:,.1f}",
            f"{outcome.share(outcome.by_nginx):.1%}",
            f"{outcome.share(outcome.made):.1%}",
            f"{outcome.cores_of_nginx:.3f}",
            f"{outcome.cores_of_processes:.3f}",
            str(processes),
            f"{1e3 * outcome.p50:,.2f}",
            f"{1e3 * outcome.p99:,.2f}",
        )


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proxied", type=float, default=100, help="µs of nginx")
    parser.add_argument("--kept", type=float, default=50, help="µs, of a page that is kept")
    parser.add_argument("--made", type=float, default=9_000, help="µs, of a page that is made")
    parser.add_argument("--growth", type=float, default=1.15, help="of the last, with more content")
    parser.add_argument("--pages", type=int, default=2_000, help="that a process keeps")
    parser.add_argument("--p99", type=float, default=1, help="seconds")
    return parser.parse_args()


if __name__ == "__main__":
    main()
