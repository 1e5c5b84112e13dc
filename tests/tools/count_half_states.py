"""Kills a process while it publishes, and counts what it left halfway: `make count-half-states`.

Two hundred times, by the form of the admin; on PostgreSQL if DATABASE_URL names a server.
"""

import argparse
import sys
import tempfile

from tests.browser.prepared import prepared_site
from tests.browser.site import environment_of, free_port, postgresql
from tests.deploy.kills import killed_while_publishing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(prefix="lianes-kills-") as data:
        environment = environment_of(data, free_port())
        with prepared_site(environment, postgresql()) as own:
            killed = killed_while_publishing(environment | own, count)
    sys.stdout.write(
        f"kills                  {killed.kills}\n"
        f"said to be published   {killed.published}\n"
        f"lost, or left halfway  {len(killed.faults)}\n"
    )
    sys.stdout.write("".join(f"{line}\n" for line in killed.faults))
    sys.exit(bool(killed.faults))


if __name__ == "__main__":
    main()
