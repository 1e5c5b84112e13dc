"""The demonstration, prepared once for all the sites that a run of the tests serves: as copies.

Whichever process of the run needs it first makes it; the last one to end removes it.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from tests.tools.own_database import address_of, connect, create, drop, own_database

ROOT = Path(__file__).resolve().parents[2]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
DIRECTORY = Path(tempfile.gettempdir()) / f"lianes-prepared-{RUN}"
DATABASE = f"lianes_prepared_{RUN}"


@contextmanager
def prepared_site(environment: dict[str, str], server: str) -> Iterator[dict[str, str]]:
    """Fill the data directory of a site, which is empty, with the demonstration.

    Gives what its environment is to have besides: the address of a database that lives as long as
    this lasts, on the PostgreSQL `server`; nothing when there is none, as SQLite is a file.
    """
    shutil.copytree(_prepared_once(server), environment["DATA_DIR"], dirs_exist_ok=True)
    if not server:
        yield {}
        return
    port = urlsplit(environment["SITE_URL"]).port
    with own_database(server, f"browser_{port}", template=DATABASE) as own:
        yield {"DATABASE_URL": own}


@cache
def _prepared_once(server: str) -> Path:
    DIRECTORY.mkdir(exist_ok=True)
    held = (DIRECTORY / "held").open("w")
    fcntl.flock(held, fcntl.LOCK_SH)
    atexit.register(_leave, held, server)
    data, ready = DIRECTORY / "data", DIRECTORY / "ready"
    with (DIRECTORY / "made").open("w") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        if not ready.exists():
            _prepare(data, server)
            ready.touch()
    return data


def _prepare(data: Path, server: str) -> None:
    own = {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local"}
    if server:
        with connect(server) as connection:
            create(connection, DATABASE)
        own["DATABASE_URL"] = address_of(server, DATABASE)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "REDIS_URL")
    }
    subprocess.run(
        [sys.executable, "manage.py", "serve", "--prepare-only"],
        cwd=ROOT,
        env=inherited | own,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _leave(held: IO[str], server: str) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another process still serves from it
    shutil.rmtree(DIRECTORY, ignore_errors=True)
    if server:
        with connect(server) as connection:
            drop(connection, DATABASE)
