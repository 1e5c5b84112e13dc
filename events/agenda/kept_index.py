"""The index of the agenda that a process keeps, brought up to date whenever it is asked for."""

from collections.abc import Callable
from threading import Lock

from events.agenda.index import AgendaIndex, Row

# From so many changes on, to read all entries anew is quicker than to apply them one by one.
MANY = 200

# What was entered since an edition, at most so many: each row with its edition.
ReadRows = Callable[[int, int | None], list[tuple[int, Row]]]


class KeptIndex:
    def __init__(self, read: ReadRows) -> None:
        self._read = read
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._edition, self._index = 0, AgendaIndex()

    def up_to_date(self) -> AgendaIndex:
        with self._lock:
            newer = self._read(self._edition, MANY)
            if len(newer) == MANY:
                newer = self._read(0, None)
                self._index = AgendaIndex.of(row for _, row in newer)
            elif newer:
                self._index = self._index.updated([row for _, row in newer])
            self._edition = max((edition for edition, _ in newer), default=self._edition)
            return self._index
