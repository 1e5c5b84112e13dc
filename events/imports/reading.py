"""A file of events becomes values, whichever of the known formats it is written in."""

from collections.abc import Iterator

from events.imports.values import ImportedEvent, Refusal

MOST_BYTES = 20 * 1024 * 1024
MOST_EVENTS = 20_000


def read(content: bytes, name: str = "") -> Iterator[ImportedEvent | Refusal]:
    """Each event of a file, or why it cannot be taken; its format is told by its content first.

    Raises `UnreadableFileError`, while it is iterated, if the file as a whole cannot be read;
    never anything else, whatever the bytes.
    """
    raise NotImplementedError
