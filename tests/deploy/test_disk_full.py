"""The disk is full: the site is read, nothing is stored by halves, and space is all it wants."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.site import postgresql
from tests.conftest import MISSING
from tests.deploy.nodes import Answer, Server
from tests.deploy.people import Connection, Staff, Visitors
from tests.deploy.publishing import Meeting
from tests.deploy.server import running_server
from tests.deploy.test_faults import KEPT, NOT_KEPT, SECONDS_TO_ANSWER
from tests.tools.waiting import wait_until

pytestmark = [pytest.mark.nginx, pytest.mark.once]

SIZE = "256m"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small one, with a file system of its own: only root can have it."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(command, check=False).returncode:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"Un disque à monter (il faut être root) {MISSING}")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.fixture
def server(disk: Path) -> Iterator[Server]:
    # The database of PostgreSQL would be elsewhere.
    sqlite = {"DATABASE_URL": ""} if postgresql() else {}
    with running_server(disk, nodes=2, **sqlite) as server:
        yield server


def test_a_full_disk_stores_nothing_by_halves_and_keeps_nobody_from_reading(server, disk):
    with closing(Staff(server)) as staff, closing(Connection(server)) as connection:
        meeting = Meeting(staff, "avant", "12/05/2031")
        for path in KEPT:
            server.get(path)
        visitors = Visitors(server, KEPT + NOT_KEPT)
        with visitors.asking(2):
            fill(disk)
            # SQLite writes its log over again as long as it need not grow.
            refused = refusal(meeting, connection)
            assert refused.headers["retry-after"] == "60"
            assert "Le site est momentanément indisponible" in refused.text
            time.sleep(2)
            (disk / "filling").unlink()
            wait_until(lambda: meeting.publish(connection).status == 302)
        assert Counter(visitors.failures) == {}
        assert visitors.longest < SECONDS_TO_ANSWER
        time.sleep(1)
        assert f"n° {meeting.number}<" in server.get(f"/agenda/{meeting.slug}/").text
    assert server.shell(*INTEGRITY) == "('ok',)"


INTEGRITY = (
    "from django.db import connection as c",
    "c.cursor().execute('PRAGMA integrity_check').fetchone()",
)


def refusal(meeting: Meeting, connection: Connection) -> Answer:
    """The first one, of a publication for which there is no room."""
    for _ in range(100):
        answer = meeting.publish(connection)
        if answer.status != 302:
            assert answer.status == 503
            return answer
    raise AssertionError("It goes on publishing.")


def fill(disk: Path) -> None:
    """To the last byte."""
    with (disk / "filling").open("wb", buffering=0) as filling:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while filling.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
