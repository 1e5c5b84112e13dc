"""What is made once for all visitors, until something that is published changes.

The page cache keeps whole pages. Those of other addresses have much in common with them: the menu,
the choices of a filter, the entry of an event in a list. Decision 15 says what a *generation* of
the content is.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

# Empty where nothing may be kept: for the staff, forms, commands, and while it is not known.
_generation: ContextVar[str] = ContextVar("generation of the content", default="")


@contextmanager
def shown_to_all(generation: str) -> Iterator[None]:
    """What is made in here is the same for every visitor, and no older than this generation."""
    before = _generation.set(generation)
    try:
        yield
    finally:
        _generation.reset(before)


def is_shown_to_all() -> bool:
    return bool(_generation.get())


class Kept(Generic[Key, Value]):
    """Values by their keys, of one generation; at most so many, the first made going first.

    For what depends on its key alone, which may hold a moment until which it is so: neither on the
    time nor on who asks. It is never None, and changed by nobody to whom it is given.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._generation, self._values = "", OrderedDict[Key, Value]()

    def each(
        self, keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Value]]
    ) -> dict[Key, Value]:
        """The values of these keys; `make` is given those that are missing, if any are."""
        there, keys = self._of_now(), list(keys)
        found = {key: there.get(key) for key in keys}
        if missing := [key for key, value in found.items() if value is None]:
            made = make(missing)
            found |= {key: made.get(key) for key in missing}
            with self._lock:
                there.update(made)
                while len(there) > self._most:
                    there.popitem(last=False)
        return {key: value for key, value in found.items() if value is not None}

    def one(self, key: Key, make: Callable[[], Value]) -> Value:
        return self.each([key], lambda _: {key: make()})[key]

    def _of_now(self) -> OrderedDict[Key, Value]:
        generation = _generation.get()
        if not generation:
            return OrderedDict()
        with self._lock:
            if generation != self._generation:
                self._generation, self._values = generation, OrderedDict()
            return self._values


def kept(make: Callable[..., Value], most: int = 500) -> Callable[..., Value]:
    """A function that is called once for the same arguments, as `Kept` says; each time for None."""
    values = Kept[tuple[Any, ...], Value](most)

    @wraps(make)
    def kept_or_made(*args: Hashable) -> Value:
        return values.each([args], lambda _: {args: make(*args)}).get(args)

    return kept_or_made
