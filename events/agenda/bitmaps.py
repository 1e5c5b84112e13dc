"""Sets of positions as integers: the n-th bit stands for the n-th position."""

from collections.abc import Iterator
from itertools import compress

# Fewer are found one by one: much quicker far from one another, hardly slower side by side.
FEW = 30

_AS_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bitmap_of(positions: list[int]) -> int:
    octets = bytearray(max(positions, default=0) // 8 + 1)
    for position in positions:
        octets[position // 8] |= 1 << position % 8
    return int.from_bytes(octets, "little")


def up_to(number: int) -> int:
    """The first so many positions."""
    return (1 << number) - 1


def lowest(found: int) -> int:
    return (found & -found).bit_length() - 1


def position_of(found: int, number: int) -> int:
    """The position that has so many others of the set before it; there must be one."""
    position = 0
    while (length := found.bit_length()) > 1:
        half = length // 2
        low = found & up_to(half)
        if number < (before := low.bit_count()):
            found = low
        else:
            found >>= half
            number -= before
            position += half
    return position


def positions_in(found: int) -> Iterator[int]:
    if found.bit_count() < FEW:
        return _few_positions_in(found)
    first = lowest(found)
    flags = f"{found >> first:b}".encode().translate(_AS_FLAGS)
    return compress(range(first, first + len(flags)), reversed(flags))


def _few_positions_in(found: int) -> Iterator[int]:
    while found:
        first = found & -found
        yield first.bit_length() - 1
        found ^= first
