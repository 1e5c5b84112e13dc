"""The site in processes of its own, on databases with many pages, for the benchmarks."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from tests.tools.own_database import own_database

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "from tests.tools import {measures}; {measures}.answer()"


class SiteProcess:
    """Answers what a module of measures knows."""

    def __init__(
        self,
        data: Path,
        database: str,
        measures: str = "agenda_measures",
        settings: str = "site_lianes.settings.local",
    ) -> None:
        inherited = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
        own = {
            "DATABASE_URL": database,
            "DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": settings,
            "SITE_URL": "http://127.0.0.1:8000",
        }
        self._process = subprocess.Popen(
            [
                *(sys.executable, "manage.py", "shell", "--verbosity=0"),
                *("-c", INSIDE.format(measures=measures)),
            ],
            cwd=ROOT,
            env=inherited | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def ask(self, what: str, *arguments: object) -> Any:
        self._process.stdin.write(f"{what} {' '.join(map(str, arguments))}\n")
        self._process.stdin.flush()
        if answer := self._process.stdout.readline():
            return json.loads(answer)
        raise RuntimeError(f"{what} failed: see above")


def filled_databases(
    stack: ExitStack,
    data: Path,
    server: str,
    sizes: list[int],
    process: Callable[..., SiteProcess] = SiteProcess,
) -> dict[int, tuple[str, dict[str, float]]]:
    """For each size a database with as many pages, and how long it took to fill it.

    They are copies of one that is migrated. On a PostgreSQL server, or else in SQLite files.
    """
    empty = own_copy(stack, data, server, "bench")
    with process(data, empty) as site:
        site.ask("prepare")
    databases = {}
    for size in sizes:
        database = own_copy(stack, data, server, f"bench_{size}", copied=empty)
        with process(data, database) as site:
            databases[size] = database, site.ask("fill", size)
    return databases


def own_copy(stack: ExitStack, data: Path, server: str, name: str, copied: str = "") -> str:
    """The address of a database made for as long as `stack` lasts: empty, or like another."""
    if server:
        template = {"template": urlsplit(copied).path.strip("/")} if copied else {}
        return stack.enter_context(own_database(server, name, **template))
    file = data / f"{name}.sqlite3"
    if copied:
        shutil.copy(urlsplit(copied).path.removeprefix("/"), file)
    return f"sqlite:///{file}"
