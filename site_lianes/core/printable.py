"""What may be written in a file of any format."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

# What XML 1.0, 2.2, has no place for: controls, and halves of a pair, which UTF-8 has not either.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(value: Any) -> Any:
    """A text without such characters; a sequence or a dataclass with all its texts so."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, Sequence):
        return tuple(map(printable, value))
    if is_dataclass(value):
        return replace(
            value, **{each.name: printable(getattr(value, each.name)) for each in fields(value)}
        )
    return value
