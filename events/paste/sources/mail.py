"""A mail as its text, under a few lines that say what it is, as programs show them."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from events import dates
from events.imports.readers.decoding import text_of
from events.imports.values import UnreadableFileError
from events.paste.sources import html_text
from events.paste.sources.calendar_text import text_of_calendar
from events.paste.values import UnreadableTextError

_MOST_PARTS = 200
_DEEPEST = 20
# A part that says less only says to look at the other one.
_FEW_WORDS = 40


def read(content: bytes) -> tuple[str, str]:
    """The text of a mail; it has no heading but its subject, which its first line says."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        parts = list(_texts(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # The parser of Python undertakes to read anything, and does not always.
        raise UnreadableTextError(
            _("Ce message est abîmé : ouvrez-le, puis collez son texte.")
        ) from None
    body = _body(parts)
    if not body.strip():
        raise UnreadableTextError(_("Ce message n’a pas de texte : collez ce que vous y lisez."))
    return "\n".join([*_header(message), "", body]), ""


def _texts(part: Message, depth: int = 0) -> Iterator[tuple[str, bytes, str]]:
    """The kind, the bytes and the declared charset of each part that may be read."""
    if depth > _DEEPEST:
        raise ValueError("Parts within parts.")
    if part.is_multipart():
        for each in part.get_payload()[:_MOST_PARTS]:
            yield from _texts(each, depth + 1)
        return
    kind = part.get_content_type()
    is_attached = part.get_content_disposition() == "attachment"
    is_text = kind in ("text/plain", "text/html") and not is_attached
    if is_text or kind == "text/calendar":
        yield kind, part.get_payload(decode=True) or b"", part.get_content_charset() or ""


def _body(parts: list[tuple[str, bytes, str]]) -> str:
    of_kind: dict[str, str] = {}
    for kind, content, charset in parts:
        of_kind.setdefault(kind, _decoded(content, charset))
    plain = of_kind.get("text/plain", "")
    if "text/html" in of_kind and len(plain.strip()) < _FEW_WORDS:
        plain = html_text.read(of_kind["text/html"])[0]
    if "text/calendar" in of_kind:
        # An invitation says when and where more surely than its words.
        with suppress(UnreadableTextError):
            plain = f"{text_of_calendar(of_kind['text/calendar'].encode())[0]}\n\n{plain}"
    return plain


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset or "utf-8").replace("\0", "")
    except (LookupError, ValueError):
        pass
    try:
        return text_of(content.replace(b"\0", b""))
    except UnreadableFileError:
        return content.decode("latin-1")


def _header(message: Message) -> Iterator[str]:
    for label, name in ((_("Objet"), "Subject"), (_("De"), "From")):
        if words := _words(message, name):
            yield f"{label} : {words}"
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        sent = parsedate_to_datetime(str(message["Date"]))
        sent = sent if sent.tzinfo else sent.replace(tzinfo=dates.PARIS)
        yield f"{_('Envoyé')} : {dates.weekday_and_day(sent)} {dates.hour(sent)}"


def _words(message: Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    # Letters that nothing declares: those of the body are decoded alike.
    raw = _decoded(str(raw).encode(errors="surrogateescape"), "")
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (LookupError, ValueError):
        return " ".join(raw.split())
