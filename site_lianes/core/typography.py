"""French typography: what a keyboard cannot type comfortably."""

import re

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

_BEFORE = re.compile(r"[ \u00a0\u202f]+([;!?»])")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+:(?=\s|<|$)")
_AFTER = re.compile(r"«[ \u00a0\u202f]+")


def french(text: str) -> str:
    """Make the spaces around French punctuation unbreakable.

    Only spaces that are there are changed: nothing is added to an address or an hour, and the
    function is safe on HTML. Source: Imprimerie nationale, « Lexique des règles typographiques ».
    """
    text = _BEFORE.sub(NARROW_NO_BREAK_SPACE + r"\1", text)
    text = _BEFORE_COLON.sub(NO_BREAK_SPACE + ":", text)
    return _AFTER.sub("«" + NARROW_NO_BREAK_SPACE, text)


def enumerate_in_french(items: list[str]) -> str:
    """`["a", "b", "c"]` gives "a, b et c"."""
    *first, last = items or [""]
    return f"{', '.join(first)} et {last}" if first else last
