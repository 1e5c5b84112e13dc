"""What goes over from one version to another, without a site behind it."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from tests.browser.site import ROOT

DEPLOY = ROOT / "deploy"
NO_NGINX = {"SECONDS_TO_BE_ASKED": "0"}


@contextmanager
def node(status: int) -> Iterator[int]:
    """A node that is ready, or not: its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write('{"etat": "pas prêt"}'.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def roll(tmp_path: Path, *ports: int) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    restarted = tmp_path / "restarted"
    restart = tmp_path / "restart"
    restart.write_text(f'#!/bin/sh\necho "$1" >> {restarted}\n')
    restart.chmod(0o755)
    done = subprocess.run(
        [DEPLOY / "roll.sh", *map(str, ports)],
        env=os.environ | {"RESTART": str(restart), "SECONDS_TO_BE_READY": "1"} | NO_NGINX,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, restarted.read_text().split()


def test_nodes_start_again_one_after_the_other(tmp_path):
    with node(200) as first, node(200) as second:
        done, restarted = roll(tmp_path, first, second)
    assert done.returncode == 0, done.stderr
    assert restarted == [str(first), str(second)]


def test_a_node_that_is_not_ready_leaves_the_others_alone(tmp_path):
    with node(503) as first, node(200) as second:
        done, restarted = roll(tmp_path, first, second)
    assert done.returncode == 1
    assert "pas prêt" in done.stderr
    assert restarted == [str(first)]


def test_a_version_that_has_gone_is_not_gone_back_to(tmp_path):
    done = subprocess.run(
        [DEPLOY / "release.sh", "--back", "v1.3"],
        env=os.environ | {"LIANES": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Cette version n’est plus là" in done.stderr
    assert not (tmp_path / "current").exists()
