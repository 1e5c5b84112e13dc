"""A word for the address of an event, of its title, and of its day when the title is taken."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, count

from django.utils.text import slugify
from wagtail.models import Page

LONGEST_WORD = 200


def free_event_slug(
    parent: Page, title: str, day: date, *, dated: bool = False, own: int | None = None
) -> str:
    """One that no page beside it has: of the title, and the day if need be."""
    word = slugify(title)[:LONGEST_WORD].strip("-") or "rencontre"
    beside = parent.get_children().filter(slug__startswith=word).exclude(pk=own)
    taken = set(beside.values_list("slug", flat=True))
    return next(slug for slug in _slugs(word, day, dated=dated) if slug not in taken)


def _slugs(word: str, day: date, *, dated: bool) -> Iterator[str]:
    with_day = f"{word}-{day:%Y-%m-%d}"
    numbered = (f"{with_day}-{number}" for number in count(2))
    return chain([with_day] if dated else [word, with_day], numbered)
