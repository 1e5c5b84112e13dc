"""Services that a test may stop: a PostgreSQL server of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import free_port
from tests.tools.programs import find_postgresql

# It refuses to run as root, and Debian has an account for it.
OWNER = "postgres"


@contextmanager
def own_postgresql() -> Iterator["PostgreSQL"]:
    folder = Path(tempfile.mkdtemp(prefix="lianes-postgresql-"))
    server = PostgreSQL(folder)
    try:
        server.create()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


class PostgreSQL:
    """A cluster in a folder, which it is given to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()

    @property
    def address(self) -> str:
        return f"postgres://{OWNER}@127.0.0.1:{self._port}/{OWNER}"

    def create(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self._folder, OWNER, OWNER)
        options = ["--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "--no-sync", *options)
        # What a killed server has written is in the system's memory: the disk need not have it.
        said = f"\nport = {self._port}\nunix_socket_directories = ''\nfsync = off\n"
        with (self._folder / "postgresql.conf").open("a") as settings:
            settings.write(said)
        self.start()

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder / 'log'}")

    def stop(self) -> None:
        """As when it is killed: nobody is told, and its log is read at the next start."""
        self._run("pg_ctl", "stop", "--mode=immediate", check=False)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(find_postgresql() / program), f"--pgdata={self._folder}", *arguments]
        if os.geteuid() == 0:
            command = [
                "setpriv",
                f"--reuid={OWNER}",
                f"--regid={OWNER}",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=check, cwd=self._folder, stdout=subprocess.DEVNULL)
