"""A file of events becomes values, whichever of the known formats it is written in."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _

from events.imports.limits import MOST_BYTES, MOST_EVENTS, too_many_events
from events.imports.readers.csv_reader import is_table, read_csv
from events.imports.readers.decoding import refuse_unreadable, text_of
from events.imports.readers.ical_reader import read_ical
from events.imports.readers.openagenda_reader import read_openagenda
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError

__all__ = ["MOST_BYTES", "MOST_EVENTS", "read"]

# Enough for the longest header.
_BEGINNING = 100_000

Reader = Callable[[bytes], Iterator[ImportedEvent | Refusal]]

_BY_NAME = {".ics": read_ical, ".ical": read_ical, ".json": read_openagenda, ".csv": read_csv}


def read(content: bytes, name: str = "") -> Iterator[ImportedEvent | Refusal]:
    """Each event of a file, or why it cannot be taken; its format is told by its content first.

    Raises `UnreadableFileError`, while it is iterated, if the file as a whole cannot be read;
    never anything else, whatever the bytes.
    """
    refuse_unreadable(content)
    for number, event in enumerate(_reader(content, name)(content), start=1):
        if number > MOST_EVENTS:
            raise too_many_events()
        yield event


def _reader(content: bytes, name: str) -> Reader:
    beginning = content[:_BEGINNING]
    start = text_of(beginning).lstrip().upper()
    if start.startswith("BEGIN:"):
        return read_ical
    if start.startswith(("{", "[")):
        return read_openagenda
    if start.startswith("<"):
        raise UnreadableFileError(_("C’est une page web : donnez l’adresse du calendrier."))
    if is_table(beginning):
        return read_csv
    try:
        return _BY_NAME[PurePath(name[-200:]).suffix.lower()]
    except KeyError:
        raise UnreadableFileError(
            _(
                "Le format de ce fichier est inconnu : donnez un calendrier (.ics), un tableau "
                "(.csv) ou un export d’OpenAgenda (.json)."
            )
        ) from None
