"""The site in processes of its own, on databases with many events, for `bench_agenda`."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from tests.tools.own_database import own_database

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "from tests.tools import agenda_measures; agenda_measures.answer()"


class SiteProcess:
    """Answers what `agenda_measures` knows."""

    def __init__(self, data: Path, database: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
        own = {
            "DATABASE_URL": database,
            "DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
            "SITE_URL": "http://127.0.0.1:8000",
        }
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", INSIDE],
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
    stack: ExitStack, data: Path, server: str, sizes: list[int]
) -> dict[int, tuple[str, dict[str, float]]]:
    """For each size a database with as many events, and how long it took to fill it.

    They are copies of one that is migrated. On a PostgreSQL server, or else in SQLite files.
    """
    empty = _database(stack, data, server, "bench")
    with SiteProcess(data, empty) as site:
        site.ask("prepare")
    databases = {}
    for size in sizes:
        database = _database(stack, data, server, f"bench_{size}", copied=empty)
        with SiteProcess(data, database) as site:
            databases[size] = database, site.ask("fill", size)
    return databases


def _database(stack: ExitStack, data: Path, server: str, name: str, copied: str = "") -> str:
    if server:
        template = {"template": urlsplit(copied).path.strip("/")} if copied else {}
        return stack.enter_context(own_database(server, name, **template))
    file = data / f"{name}.sqlite3"
    if copied:
        shutil.copy(urlsplit(copied).path.removeprefix("/"), file)
    return f"sqlite:///{file}"
