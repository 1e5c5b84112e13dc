"""Words that belong together, or apart, whatever Snowball finds: the lines of families.txt."""

from pathlib import Path

from search.french.endings import base
from search.french.folding import fold_word
from search.french.snowball import stem

__all__ = ["STEMS", "WORDS"]


def _read(lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The family of a stem, and that of a whole word, both folded."""
    stems: dict[str, str] = {}
    words: dict[str, str] = {}
    for line in lines:
        family = [] if line.startswith("#") else line.split()
        for word in family:
            head, folded = fold_word(family[0]), fold_word(word)
            if word.startswith("="):
                words |= dict.fromkeys((folded, f"{folded}s"), head)
            else:
                accented = fold_word(stem(word.lower()))
                stems |= dict.fromkeys((accented, stem(base(folded))), head)
    return stems, words


_LINES = Path(__file__).with_name("families.txt").read_text(encoding="utf-8").splitlines()
STEMS, WORDS = _read(_LINES)
