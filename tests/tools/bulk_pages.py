"""Stores many pages of one type at once: `bulk_create` refuses a model with its parent's table."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from treebeard.numconv import NumConv
from wagtail.models import Locale, Page


def store_pages(model: type[Page], pages: Sequence[Page]) -> None:
    """Insert pages that know their place in the tree; no signal is sent."""
    if not pages:
        return
    rows = Page.objects.bulk_create(_row_of_page(page) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
    fields = model._meta.local_concrete_fields
    at_once = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), at_once):
        query = InsertQuery(model)
        query.insert_values(fields, pages[start : start + at_once])
        query.get_compiler(connection=connection).execute_sql()


def _row_of_page(page: Page) -> Page:
    names = (field.attname for field in Page._meta.concrete_fields)
    return Page(**{name: getattr(page, name) for name in names if name != "id"})


class Branch:
    """Where the pages of one type stand under a parent that has no other children."""

    def __init__(self, parent: Page, model: type[Page]) -> None:
        self.parent = parent
        self.numbers = NumConv(Page.alphabet)
        self.content_type = ContentType.objects.get_for_model(model)
        self.locale = Locale.get_default()

    def place(self, number: int, slug: str) -> dict[str, Any]:
        step = self.numbers.int2str(number + 1).rjust(Page.steplen, Page.alphabet[0])
        return {
            "path": f"{self.parent.path}{step}",
            "depth": self.parent.depth + 1,
            "slug": slug,
            "url_path": f"{self.parent.url_path}{slug}/",
            "content_type": self.content_type,
            "locale": self.locale,
        }
