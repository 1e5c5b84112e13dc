"""Sets of positions as integers, few or many, near one another or far."""

from hypothesis import given
from hypothesis import strategies as st

from events.agenda.bitmaps import FEW, bitmap_of, position_of, positions_in

positions = st.sets(st.integers(0, 5_000)) | st.sets(st.integers(1_000, 1_100), min_size=FEW)


@given(found=positions)
def test_the_positions_of_a_set_come_in_order(found):
    assert list(positions_in(bitmap_of(list(found)))) == sorted(found)


@given(found=positions)
def test_a_position_is_found_by_how_many_come_before(found):
    bitmap = bitmap_of(list(found))
    assert [position_of(bitmap, number) for number in range(len(found))] == sorted(found)
