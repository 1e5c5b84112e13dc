"""The server as `make run` and systemd start it: its processes, and how it ends."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import free_port
from tests.core.serving.served import SECONDS, Connection, head
from tests.tools.waiting import listens, wait_until

# A site whose only view takes a minute.
BUSY = """
import sys, time, types
import django
from site_lianes.core.serving import __main__, threads

def view(environ, start_response):
    print("begun", flush=True)
    time.sleep(60)

sys.modules["site_lianes.asgi"] = types.SimpleNamespace(application=threads.InThreads(view, 1))
django.setup()
__main__.main()
"""


@contextmanager
def started(*command: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The process, and the port where it listens."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port), "--stop-within", "1"],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: listens(port))
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_ctrl_c_ends_it_whatever_a_thread_is_doing():
    with started("-c", BUSY) as (process, port), Connection(port) as visitor:
        visitor.send(head())
        assert process.stdout.readline() == "begun\n"
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert time.monotonic() - pressed < SECONDS
        assert visitor.receive().status == 503
        assert "Traceback" not in process.stdout.read()


def test_a_worker_that_dies_is_replaced_and_the_log_says_so():
    module = ("-m", "site_lianes.core.serving", "--workers", "2")
    with started(*module, LOG_FORMAT="json") as (process, _port):
        # Python's own, and the workers.
        wait_until(lambda: len(children(process.pid)) == 3)
        *others, died = children(process.pid)
        os.kill(died, signal.SIGKILL)
        for line in process.stdout:
            if re.search(rf'"level": "\w+".*\[{died}\] died', line):
                break
        else:
            raise AssertionError("The log does not say that a worker died.")
        wait_until(lambda: set(children(process.pid)) - {*others, died})
