"""Stores many pages of one type at once: `bulk_create` refuses a model with its parent's table."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.sql import InsertQuery
from wagtail.models import Page


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
