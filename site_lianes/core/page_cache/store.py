"""The kept answers of one content, in the memory of a process."""

from collections import OrderedDict
from threading import Lock

from site_lianes.core.page_cache.asked import Asked
from site_lianes.core.page_cache.entry import Entry


class Store:
    """At most so many bytes: what nobody has asked for in the longest time goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._lock = most_bytes, Lock()
        self._generation, self._entries, self.size = "", OrderedDict[Asked, Entry](), 0

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, generation: str, asked: Asked) -> Entry | None:
        if generation != self._generation:
            self._empty(generation)
        entry = self._entries.get(asked)
        if entry:
            try:
                self._entries.move_to_end(asked)
            except KeyError:
                # Another thread has just taken it out.
                return None
        return entry

    def put(self, generation: str, asked: Asked, entry: Entry) -> None:
        """Unless the content has changed since the answer was begun."""
        if entry.size > self._most_bytes:
            return
        with self._lock:
            if generation and generation == self._generation:
                self._remove(asked)
                self._entries[asked] = entry
                self.size += entry.size
                while self.size > self._most_bytes:
                    self._remove(next(iter(self._entries)))

    def _remove(self, asked: Asked) -> None:
        if entry := self._entries.pop(asked, None):
            self.size -= entry.size

    def _empty(self, generation: str) -> None:
        with self._lock:
            self._generation, self._entries, self.size = generation, OrderedDict(), 0
