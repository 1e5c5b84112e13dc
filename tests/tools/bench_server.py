"""A server that `bench` measures: where it answers, and what its processes take."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.site import stop

SECONDS_TO_START = 120


@dataclass(frozen=True)
class Server:
    address: str
    # The processes that were started for it; what is below them is counted, too.
    started: tuple[int, ...]
    host: str = ""
    # The first process of PostgreSQL. All that it does is counted: it should serve nobody else.
    database: int | None = None

    def get(self, path: str) -> bytes:
        """A page that is answered by HTTP."""
        connection = http.client.HTTPConnection(self.address.partition("//")[2], timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status}")
            return answer.read()
        finally:
            connection.close()

    @property
    def cpu_seconds(self) -> float:
        roots = (*self.started, *([self.database] if self.database else ()))
        return sum(_ticks(pid) for root in roots for pid in _family(root)) / os.sysconf(
            "SC_CLK_TCK"
        )

    @property
    def memory(self) -> int:
        """Of all processes but the database's, in bytes; what they share is counted once."""
        return sum(_memory(pid) for root in self.started for pid in _family(root))

    @property
    def memory_of_workers(self) -> int:
        """Of those that answer: neither what watches over them, nor what stands beside them."""
        return sum(_memory(pid) for root in self.started for pid in _workers(root))


@contextmanager
def started(
    command: list[str], folder: Path, environment: dict[str, str], answers: Callable[[], object]
) -> Iterator[int]:
    """The process of a command, once `answers` raises nothing any more."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(answers)
        yield process.pid
    finally:
        stop(process)


def listens(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()


def _wait_for(answers: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            answers()
        except (OSError, http.client.HTTPException):
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _family(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for pid in found:
        found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return found


def _ticks(pid: int) -> int:
    """Of a process and those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # it ended a moment ago
        return 0
    return sum(map(int, fields[11:15]))


def _workers(root: int) -> list[int]:
    """uvicorn answers itself, unless it was told to have several processes."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in _family(root)}
    spawned = [pid for pid, command in commands.items() if b"spawn_main" in command]
    servers = (b"site_lianes.core.serving", b"uvicorn")
    return spawned or [
        pid for pid, command in commands.items() if any(name in command for name in servers)
    ]


def _memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
