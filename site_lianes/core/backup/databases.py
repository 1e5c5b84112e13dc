"""The whole of a database to a file and back, by the tools of each."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import ClassVar, Protocol

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _


class Failed(Exception):  # noqa: N818 - told to whoever runs the command, as it is
    pass


class Database(Protocol):
    file_name: ClassVar[str]

    def dump(self, file: Path) -> None:
        """Write all of it, as it is at one moment, while the site goes on writing."""

    def load(self, file: Path) -> None:
        """Fill an empty one."""

    def set_aside(self, directory: Path) -> None:
        """Empty it; what it held is in the directory, as `dump` would write it."""


def database_of(connection: BaseDatabaseWrapper) -> Database:
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor](connection)


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    try:
        return not connection.introspection.table_names()
    except DatabaseError:
        # A damaged file is set aside as it is; a server that does not answer has to be mended.
        if connection.vendor == "sqlite":
            return False
        raise


class SQLite:
    file_name = "db.sqlite3"
    beside = ("", "-wal", "-shm")

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.path = Path(connection.settings_dict["NAME"])

    def dump(self, file: Path) -> None:
        self.connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            # All pages in one step: no writer can come in between, and none has to wait.
            self.connection.connection.backup(copy)
            # One file alone, without the log that WAL keeps beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            _check(copy)

    def load(self, file: Path) -> None:
        self.connection.close()
        for suffix in self.beside:
            self._beside(suffix).unlink(missing_ok=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        coming = self.path.with_name(f".{self.path.name}.coming")
        # For the site alone, not for those who may read its images.
        coming.touch(mode=0o600)
        shutil.copyfile(file, coming)
        with closing(sqlite3.connect(coming)) as copy:
            _check(copy)
        coming.replace(self.path)

    def set_aside(self, directory: Path) -> None:
        # The last to close it brings the log of WAL into the file; a damaged file is moved too.
        self.connection.close()
        for suffix in self.beside:
            if (file := self._beside(suffix)).exists():
                shutil.move(file, directory / f"{self.file_name}{suffix}")
        # What Litestream knows is of the file that has gone.
        shutil.rmtree(self.path.with_name(f".{self.path.name}-litestream"), ignore_errors=True)

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}{suffix}")


def _check(database: sqlite3.Connection) -> None:
    try:
        found = database.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        found = (str(error),)
    if found != ("ok",):
        raise Failed(_("La base SQLite est abîmée : %(what)s") % {"what": found[0]})


class PostgreSQL:
    file_name = "postgresql.dump"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def dump(self, file: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")

    def load(self, file: Path) -> None:
        self._run(
            *("pg_restore", "--no-owner", "--no-privileges"),
            *("--single-transaction", "--exit-on-error"),
            file=file,
        )

    def set_aside(self, directory: Path) -> None:
        self.dump(directory / self.file_name)
        with self.connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")

    def _run(self, program: str, *options: str, file: Path | None = None) -> None:
        # As `dbshell` would start psql: the password goes by the environment, seen by nobody else.
        psql, environment = self.connection.client.settings_to_cmd_args_env(
            self.connection.settings_dict, []
        )
        access, name = psql[1:-1], psql[-1]
        command = [program, *options, *access, f"--dbname={name}"]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and every argument is ours
                [*command, *([str(file)] if file else [])],
                env=os.environ | (environment or {}),
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise Failed(
                _("« %(program)s » manque : installez postgresql-client.") % {"program": program}
            ) from error
        if done.returncode:
            raise Failed(f"{program} : {done.stderr.strip()}")


def fetch_continuous_copy(address: str, file: Path) -> None:
    """The last state of an SQLite database that Litestream has sent to `address`."""
    beside = Path(sys.executable).with_name("litestream")
    program = str(beside) if beside.exists() else "litestream"
    try:
        done = subprocess.run(  # noqa: S603 - no shell; whoever runs the command gives the address
            [program, "restore", "-o", str(file), address],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise Failed(_("« litestream » manque : installez requirements/server.txt.")) from error
    if done.returncode:
        raise Failed(f"litestream : {done.stderr.strip() or done.stdout.strip()}")
