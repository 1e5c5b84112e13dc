"""The words of others made ours: plain text without tags, controls or more length than we store."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from anyascii import anyascii
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.validators import URLValidator

from site_lianes.core.plain_text import html_to_text

LONGEST_TEXT = 20_000
# Of our columns: a longer link cannot be stored, and half a link leads nowhere.
LONGEST_LINK = 200
MOST_NAMES = 50

# A tag or an entity: what has none is not HTML, and keeps its "<" and "&".
_HTML = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#?\w{1,32});")
_TAG = re.compile(r"<[^<>]*>")
_MOST_COMMENTS = 100
_SPACES = re.compile(r"\s+")
_is_link = URLValidator(schemes=("http", "https"))


def paragraphs(text: str) -> str:
    """Plain text, a line for each paragraph, whether it was plain before or HTML."""
    lines = (_SPACES.sub(" ", _printable(line)).strip() for line in _plain(text).splitlines())
    return _cut("\n".join(filter(None, lines)), LONGEST_TEXT)


def one_line(text: str, most: int) -> str:
    return _cut(_SPACES.sub(" ", _printable(_plain(text))).strip(), most)


def names(texts: Iterable[str], most: int = 100) -> tuple[str, ...]:
    """Each name once, in its order."""
    lines = filter(None, (one_line(text, most) for text in islice(texts, 10 * MOST_NAMES)))
    return tuple(dict.fromkeys(lines))[:MOST_NAMES]


def link(text: str) -> str:
    """An address of the web; nothing in place of what is none, or that we could not store."""
    address = _printable(text[: 2 * LONGEST_LINK]).strip()
    try:
        _is_link(address)
    except ValidationError:
        return ""
    return address if len(address) <= LONGEST_LINK else ""


def folded(text: str) -> str:
    """What is left to compare of a short text, without accents, case or spaces around."""
    return _SPACES.sub(" ", anyascii(text[:1000])).strip().casefold()


def _plain(text: str) -> str:
    # Twice what is kept, since tags go: the time that is taken is bounded, whatever the file.
    text = text[: 2 * LONGEST_TEXT]
    if not _HTML.search(text):
        return text
    # Each is looked for to the end of the text.
    if text.count("<!") > _MOST_COMMENTS:
        return _TAG.sub(" ", text)
    try:
        return html_to_text(text)
    except SuspiciousOperation:  # more tags left open than Django undertakes to strip
        return _TAG.sub(" ", text)


def _printable(text: str) -> str:
    """Without controls, marks that turn the reading direction, and halves of characters."""
    return "".join(character for character in text if character.isspace() or _is_shown(character))


def _is_shown(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"
