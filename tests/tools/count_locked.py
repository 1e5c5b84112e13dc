"""Five people publish at once for a minute; counts what is refused or lost: `make count-locked`.

On SQLite, by the form of the admin, through nginx and two nodes.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_lianes.settings.test")
django.setup()

from tests.deploy.editing import five_editors  # noqa: E402 - once Django is set up
from tests.deploy.server import running_server  # noqa: E402 - the same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    seconds = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory(prefix="lianes-editors-") as data,
        running_server(Path(data), nodes=2) as server,
    ):
        edited = five_editors(server, seconds)
    sys.stdout.write(
        f"publications          {sum(edited.publications)} {edited.publications}\n"
        f"failed                {len(edited.failures)}\n"
        f"lost                  {len(edited.lost)}\n"
        f"« database is locked » {edited.locked}\n"
        f"longest               {edited.longest:.2f} s (the form, then its sending)\n"
    )
    sys.stdout.write("".join(f"{line}\n" for line in edited.failures))
    sys.exit(bool(edited.failures or edited.lost or edited.locked))


if __name__ == "__main__":
    main()
