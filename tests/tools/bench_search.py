"""Compare the site's search with Wagtail's own, on SQLite and on PostgreSQL.

`python -m tests.tools.bench_search [--sizes 1000 10000] [--rounds 20] [--databases sqlite]`.
What is found for the example queries; how long it takes at 1,000, 10,000 and 100,000 pages; the
results page, its queries and what random texts do to it; the index, its size and how long it takes
to make. In databases made for it: never the site's.

Ends in error if an example's document is missed, if the two databases do not find the same, or if
the results page makes more queries than it may. Times are printed, with their targets.
"""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.tools.bench_search_quality import compare_quality
from tests.tools.bench_search_speed import measure_speed
from tests.tools.own_database import POSTGRESQL

SIZES = (1_000, 10_000, 100_000)
ON_THIS_MACHINE = "postgres://postgres@127.0.0.1:5432/lianes"


def main() -> None:
    options = read_options()
    # By their names; SQLite has no address.
    servers = {name: options.postgresql * (name == "PostgreSQL") for name in options.databases}
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lianes-bench-")))
        faults = compare_quality(stack, data, servers)
        for name, server in servers.items():
            faults += measure_speed(data, name, server, options)
    if faults:
        sys.exit("\n".join(["", *faults]))


def read_options() -> argparse.Namespace:
    of_the_site = os.environ.get("DATABASE_URL", "")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=20, help="searches of each kind")
    parser.add_argument(
        "--databases",
        nargs="+",
        choices=("SQLite", "PostgreSQL"),
        default=("SQLite", "PostgreSQL"),
    )
    parser.add_argument(
        "--stock-up-to", type=int, default=10_000, help="pages at which Wagtail's own is measured"
    )
    parser.add_argument("--limit", type=int, default=45, help="seconds that it has for each kind")
    parser.add_argument("--strings", type=int, default=1_000, help="random texts to look for")
    parser.add_argument(
        "--postgresql",
        default=of_the_site if of_the_site.startswith(POSTGRESQL) else ON_THIS_MACHINE,
        help="the address of a server where databases can be made",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
