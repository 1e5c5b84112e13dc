"""Words compared as people do: without case, accents, hyphens, apostrophes or ligatures."""

import re

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """ "Fâches-Thumesnil" and "FACHES  THUMESNIL" are both "faches thumesnil"."""
    return " ".join(_WORD.findall(anyascii(text).lower()))
