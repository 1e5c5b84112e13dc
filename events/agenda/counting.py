"""How many events of a set are found under each of many terms."""

from events.agenda.bitmaps import lowest
from events.agenda.index import AgendaIndex


class Counter:
    """Of an index with many events, looks only at the part where the set begins or ends.

    What is to come is at the end of the index. What is past is all the rest: there, the events that
    are not in the set are counted, and taken from the number of all, which the index knows.
    """

    def __init__(self, index: AgendaIndex, found: int) -> None:
        self._index = index
        others = index.every & ~found
        self._is_of_others = _length(others) < _length(found)
        counted = others if self._is_of_others else found
        self._start = lowest(counted) if counted else 0
        self._counted = counted >> self._start

    def of(self, term: str) -> int:
        posting = self._index.postings.get(term, 0)
        counted = (posting >> self._start & self._counted).bit_count()
        return self._index.sizes.get(term, 0) - counted if self._is_of_others else counted


def _length(found: int) -> int:
    """Of the part of the index where it is."""
    return found.bit_length() - lowest(found) if found else 0
