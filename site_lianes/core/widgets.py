from typing import Any

from django import forms
from taggit.utils import edit_string_for_tags, parse_tags

from site_lianes.core.models import Theme


class ThemeCheckboxes(forms.CheckboxSelectMultiple):
    """The closed vocabulary as check boxes: nothing to type, nothing to misspell.

    Stands in for taggit's text field, which reads and writes one comma-separated string.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(name, name) for name in Theme.objects.values_list("name", flat=True)]

    @choices.setter
    def choices(self, value: object) -> None:
        """Django sets choices when it builds a field; ours are always the themes of the moment."""

    def format_value(self, value: Any) -> list[str]:
        """The names to tick: of the page's themes, or of what a refused form sent."""
        return parse_tags(value) if isinstance(value, str) else [tag.name for tag in value or []]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        chosen = Theme.objects.filter(name__in=super().value_from_datadict(data, files, name))
        return edit_string_for_tags(chosen)
