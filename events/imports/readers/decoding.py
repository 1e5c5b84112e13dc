"""What can be read of a file at all, and its characters, whose encoding it does not say."""

import codecs

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.imports.limits import MOST_BYTES
from events.imports.values import UnreadableFileError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEGINNINGS = {
    b"PK": gettext_lazy("C’est une archive ou un classeur : enregistrez la feuille au format CSV."),
    b"\x1f\x8b": gettext_lazy("C’est une archive : donnez le fichier qu’elle contient."),
    b"\xd0\xcf\x11\xe0": gettext_lazy(
        "C’est un ancien classeur : enregistrez la feuille au format CSV."
    ),
    b"%PDF": gettext_lazy("C’est un PDF : les événements ne peuvent pas en être lus."),
}


def refuse_unreadable(content: bytes) -> None:
    """Refuse what is too long, empty, or known not to be text."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(
            _("Ce fichier dépasse %(most)s Mo.") % {"most": MOST_BYTES // 2**20}
        )
    if not content.strip():
        raise UnreadableFileError(_("Ce fichier est vide."))
    for beginning, reason in _BEGINNINGS.items():
        if content.startswith(beginning):
            raise UnreadableFileError(str(reason))


def text_of(content: bytes) -> str:
    """UTF-8, UTF-16 if it says so by its first bytes, else the Windows-1252 of older programs."""
    text = _decoded(content)
    if "\0" in text:
        raise _no_text()
    return text


def _no_text() -> UnreadableFileError:
    return UnreadableFileError(_("Ce fichier n’est pas un fichier de texte."))


def _decoded(content: bytes) -> str:
    # Not final: a file whose end was lost may end inside a character, which is lost with it.
    try:
        if content.startswith(_UTF_16):
            return codecs.utf_16_decode(content, "strict", False)[0]
        return codecs.utf_8_decode(content, "strict", False)[0].removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError:
        if b"\0" in content:
            raise _no_text() from None
        raise UnreadableFileError(
            _("L’encodage de ce fichier est inconnu : enregistrez-le en UTF-8.")
        ) from None
