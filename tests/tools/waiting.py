"""Wait for what comes of itself, a moment later."""

import socket
import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], seconds: int = 30) -> None:
    """Until `true()` holds; an AssertionError that names it if it does not in time."""
    for _ in range(seconds * 10):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"Not within {seconds} s: {true}")


def listens(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
