"""What is pasted or sent becomes one text, whichever of the known formats it is in."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

from events.imports.readers.decoding import text_of
from events.imports.values import UnreadableFileError
from events.paste.sources import html_text, mail
from events.paste.sources.calendar_text import text_of_calendar
from events.paste.values import UnreadableTextError
from events.texts.spans import Span

MOST_BYTES = 10 * 1024 * 1024
# Of what is read: a long newsletter has half as many.
MOST_CHARACTERS = 20_000

_NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_HTML = re.compile(
    r"<(?:!doctype|html|body|p|div|table|span|a|br|h[1-6]|ul)\b[^<>]*>", re.IGNORECASE
)
_MAIL = re.compile(r"(?:[A-Za-z-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}")
_MAIL_NAMES = re.compile(
    r"^(?:received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE
)
_BEGINNING = 5_000
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007-\u200a\u3000]+")
_LINE_ENDS = re.compile(r" *\n *")
_BLANK_LINES = re.compile(r"\n{3,}")


class Source:
    """A text and, if it is marked as such, where its title stands."""

    def __init__(self, text: str, heading: str = "") -> None:
        self.text = clean(text)
        at = self.text.find(clean(heading)) if heading else -1
        self.heading = Span(at, at + len(clean(heading))) if at >= 0 else None


def read_pasted(text: str) -> Source:
    """A text typed or pasted: plain, or the source of a page, of a mail or of a calendar."""
    return _checked(_read(text.encode(errors="replace"), text))


def read_html(html: str) -> Source:
    return _checked(html_text.read(html))


def read_file(name: str, content: bytes) -> Source:
    """Raises `UnreadableTextError`, and never anything else, whatever the bytes."""
    if len(content) > MOST_BYTES:
        raise too_large()
    if content.startswith(_NOT_TEXT):
        raise _no_text()
    try:
        if PurePath(name[-200:]).suffix.lower() == ".eml":
            return _checked(mail.read(content))
        return _checked(_read(content, text_of(content)))
    except UnreadableFileError as error:
        raise UnreadableTextError(str(error)) from error


def _read(content: bytes, text: str) -> tuple[str, str]:
    beginning = text[:_BEGINNING].lstrip("\ufeff \r\n\t")
    if beginning[:15].upper().startswith("BEGIN:VCALENDAR"):
        return text_of_calendar(content)
    if _MAIL.match(beginning) and _MAIL_NAMES.search(beginning):
        return mail.read(content)
    if _HTML.search(beginning):
        return html_text.read(text)
    return text, ""


def _checked(read: tuple[str, str]) -> Source:
    source = Source(*read)
    if not source.text:
        raise UnreadableTextError(_("Il n’y a pas de texte à lire."))
    if len(source.text) > MOST_CHARACTERS:
        raise UnreadableTextError(
            _(
                "Ce texte est trop long (%(most)d caractères au plus) : gardez ce qui annonce la "
                "rencontre."
            )
            % {"most": MOST_CHARACTERS}
        )
    return source


def too_large() -> UnreadableTextError:
    return UnreadableTextError(
        _("C’est trop : %(most)d Mo au plus. Collez seulement le texte qui annonce la rencontre.")
        % {"most": MOST_BYTES // 2**20}
    )


def _no_text() -> UnreadableTextError:
    return UnreadableTextError(
        _(
            "Ce fichier n’est ni un message (.eml), ni un calendrier (.ics), ni une page (.html), "
            "ni un texte (.txt) : ouvrez-le, puis copiez et collez son texte."
        )
    )


def clean(text: str) -> str:
    """Lines without controls, marks that turn the reading direction, and spaces at their ends."""
    text = "".join(map(_shown, text.replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))).strip()


def _shown(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    category = unicodedata.category(character)
    if category in ("Zl", "Zp"):
        return "\n"
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else character
