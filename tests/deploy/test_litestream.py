"""The continuous copy of SQLite: what was published a moment before the end is not lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.browser.prepared import prepared_site
from tests.browser.site import ROOT, ServedSite, environment_of, free_port, postgresql, running
from tests.deploy.state import elsewhere, manage, tables_of
from tests.tools.waiting import wait_until

pytestmark = pytest.mark.skipif(bool(postgresql()), reason="Litestream copies SQLite")
LITESTREAM = Path(sys.executable).with_name("litestream")
PUBLISH = """
from events.models import EventPage
from wagtail.models import Site
event = EventPage.objects.live().first()
event.title = "Publié juste avant la fin"
event.save_revision().publish()
# Whatever has this has all that came before.
Site.objects.update(site_name="Le dernier mot")
"""
LAST = "SELECT 1 FROM wagtailcore_site WHERE site_name = 'Le dernier mot'"


def test_the_last_publication_survives_kill_9(tmp_path):
    backups, replica = tmp_path / "backups", tmp_path / "replica"
    data = tmp_path / "data"
    port = free_port()
    environment = environment_of(str(data), port)
    with prepared_site(environment, postgresql()):
        environment |= {"BACKUP_DIR": str(backups), "LITESTREAM_REPLICA_URL": f"file://{replica}"}
        site = ServedSite(f"http://127.0.0.1:{port}", environment)
        with running(site) as server, replicated(site, replica) as litestream:
            snapshot = Path(manage(site, "backup").stdout.strip())
            site.shell(PUBLISH)
            tables = tables_of(site)
            wait_until(lambda: has_the_last(replica, tmp_path / "copy.sqlite3"))
            for process in (server, litestream):
                os.killpg(process.pid, signal.SIGKILL)

        other = elsewhere(site, tmp_path / "other")
        options = ["--continuous", environment["LITESTREAM_REPLICA_URL"]]
        done = manage(other, "restore", str(snapshot), *options)
        assert done.returncode == 0, done.stderr
        assert {name: rows for name, rows in tables_of(other).items() if name in tables} == tables


def has_the_last(replica: Path, copy: Path) -> bool:
    copy.unlink(missing_ok=True)
    command = [str(LITESTREAM), "restore", "-o", str(copy), f"file://{replica}"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return False
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute(LAST).fetchone() is not None


@contextmanager
def replicated(site: ServedSite, replica: Path) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [str(LITESTREAM), "replicate", "-config", "deploy/litestream.yml"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until(lambda: list(replica.rglob("*.ltx")))
        yield process
    finally:
        process.kill()
        process.wait()
