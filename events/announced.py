"""What a screen has said that it will do, to be done only if it is still so."""

import hashlib
from collections.abc import Iterable
from typing import Any


def digest(facts: Iterable[Any]) -> str:
    """What a screen announced, for the next request to be compared with."""
    return hashlib.sha256(repr(list(facts)).encode()).hexdigest()
