"""How many events of a set are found under each of many terms."""

from events.agenda.bitmaps import lowest
from events.agenda.index import AgendaIndex


class Counter:
    """Of an index with many events, looks only at the part where the set begins or ends.

    What is to come is at the end of the index. What is past is all the rest: there, the events that
    are not in the set are counted, and taken from the number of all, which the index knows.
    """

    def __init__(self, index: AgendaIndex, found: int) -> None:
        self._index, self._is_of_others = index, False
        self._start, self._counted = _trimmed(found)
        if self._counted.bit_length() > len(index) // 2:
            start, others = _trimmed(index.every & ~found)
            if others.bit_length() < self._counted.bit_length():
                self._start, self._counted, self._is_of_others = start, others, True

    def of(self, term: str) -> int:
        posting = self._index.postings.get(term, 0)
        counted = (posting >> self._start & self._counted).bit_count()
        return self._index.sizes.get(term, 0) - counted if self._is_of_others else counted


def _trimmed(found: int) -> tuple[int, int]:
    """Where the set begins, and what it is from there on."""
    start = lowest(found) if found else 0
    return start, found >> start
