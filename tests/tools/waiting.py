"""Wait for what comes of itself, a moment later."""

import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], seconds: int = 30) -> None:
    """Until `true()` holds; an AssertionError that names it if it does not in time."""
    for _ in range(seconds * 10):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"Not within {seconds} s: {true}")
