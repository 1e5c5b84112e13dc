"""Counts the answers that are out of date a second after a publication: `make count-stale`.

Two nodes behind nginx, visitors on all lists, two hundred publications of six kinds, each watched
on the event's page, lists, home, feeds, sitemap and search, on each node and through nginx.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_lianes.settings.test")
django.setup()

from tests.deploy.server import running_server  # noqa: E402 - once Django is set up
from tests.deploy.watching import seen_under_load  # noqa: E402 - it sends forms of the site

REPORT = """publications                {publications}
addresses that say them     {addresses}
out of date after a second  {stale}
seen at an address after    {median:.2f} s (median)
                            {p99:.2f} s (p99)
                            {longest:.2f} s (longest)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count = parser.parse_args().count
    with (
        tempfile.TemporaryDirectory(prefix="lianes-stale-") as data,
        running_server(Path(data), nodes=2) as server,
    ):
        seen = seen_under_load(server, count)
    stale = [line for each in seen for line in each.stale]
    moments = [moment for each in seen for moment in each.moments]
    hundredths = quantiles(moments, n=100, method="inclusive")
    report = REPORT.format(
        publications=len(seen),
        addresses=len(moments),
        stale=len(stale),
        median=hundredths[49],
        p99=hundredths[98],
        longest=max(moments),
    )
    sys.stdout.write(report + "".join(f"{line}\n" for line in stale))
    sys.exit(bool(stale))


if __name__ == "__main__":
    main()
