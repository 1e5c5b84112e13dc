"""Where events are taken from: a file, or an address."""

from django.utils.translation import gettext as _

from events.imports.limits import MOST_BYTES
from events.imports.values import UnreadableFileError

_WEB = ("http://", "https://", "webcal://", "webcals://")
_MEGABYTE = 1024 * 1024


def is_address(source: str) -> bool:
    return source.lower().startswith(_WEB)


def refuse_large(size: int) -> None:
    """Before a file is read; raises `UnreadableFileError`."""
    if size > MOST_BYTES:
        raise UnreadableFileError(
            _("Le fichier dépasse %(most)d Mo.") % {"most": MOST_BYTES // _MEGABYTE}
        )
