"""Requests as the page cache has them made for visitors, of what their pages have in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from site_lianes.core.content import shown_to_all
from site_lianes.core.models import ContentChange


@contextmanager
def as_visitors() -> Iterator[None]:
    """For as long as nothing is published."""
    with shown_to_all(ContentChange.objects.generation()):
        yield
