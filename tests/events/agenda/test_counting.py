"""Events of a set, counted under each term by looking at a part of the index."""

from hypothesis import given
from hypothesis import strategies as st

from events.agenda.counting import Counter
from events.agenda.index import AgendaIndex

SIZE = 200
sets = st.integers(min_value=0, max_value=2**SIZE - 1)
# What is to come, what is past, and anything else.
spans = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(
    lambda ends: (1 << max(ends)) - (1 << min(ends))
)


@given(found=sets | spans, posting=sets | spans)
def test_as_many_as_are_in_both_sets(found, posting):
    index = AgendaIndex(events=list(range(SIZE)), postings={"theme:1": posting})
    counter = Counter(index, found)
    assert counter.of("theme:1") == (found & posting).bit_count()
    assert counter.of("theme:2") == 0
