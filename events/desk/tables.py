"""Tables that are exported from the staff's lists."""

from collections.abc import Callable
from typing import Any

from events.csv_words import guarded


class GuardedTableMixin:
    """Titles come from other agendas too: none is a formula for who opens the table.

    In XLSX, Wagtail sees to it.
    """

    FORMAT_CSV: str

    def get_preprocess_function(self, field: str, value: Any, export_format: str) -> Callable:
        if export_format == self.FORMAT_CSV:
            return lambda each: guarded(str(each or ""))
        return super().get_preprocess_function(field, value, export_format)
