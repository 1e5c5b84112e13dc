"""How far a long command is: a line that grows on a terminal, and nothing elsewhere."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

BAR = 30
STEP = 50

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], screen: OutputWrapper, total: int = 0) -> Iterator[Item]:
    """The same items."""
    if not screen.isatty():
        yield from items
        return
    for number, item in enumerate(items, 1):
        if number % STEP == 0 or number == total:
            screen.write(_line(number, total), ending="")
        yield item
    screen.write("")


def _line(number: int, total: int) -> str:
    if not total:
        return f"\r{number}"
    done = BAR * number // total
    return f"\r{'█' * done}{'░' * (BAR - done)} {number}/{total}"
