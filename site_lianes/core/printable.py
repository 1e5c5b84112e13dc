"""What may be written in a file of any format."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

# What XML 1.0, 2.2, has no place for: controls, half a surrogate pair. No text means anything by
# it, and none can be written in UTF-8 or read by PostgreSQL with all of it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(value: Any) -> Any:
    """A text without such characters; a sequence or a dataclass with all its texts so."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, list | tuple):
        return tuple(map(printable, value))
    if is_dataclass(value):
        return replace(
            value, **{each.name: printable(getattr(value, each.name)) for each in fields(value)}
        )
    return value
