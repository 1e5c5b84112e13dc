from collections.abc import Iterator
from typing import Any

from django import forms
from taggit.utils import edit_string_for_tags, parse_tags
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from site_lianes.core.models import Theme


class PlainCheckboxes(forms.CheckboxSelectMultiple):
    """A long list to tick, in columns, in few bytes."""

    template_name = "core/widgets/checkboxes.html"

    class Media:
        css = {"all": ["staff/checkboxes.css"]}


class OnceAdapter(WidgetAdapter):
    """For widgets that no script makes again: the page holds their HTML once, not twice."""

    def js_args(self, widget: forms.Widget) -> list[str]:
        return [""]


class OnceSelect(forms.Select):
    """A list whose choices are read once for a page."""


register(OnceAdapter(), PlainCheckboxes)
register(OnceAdapter(), OnceSelect)


class CurrentThemes:
    """The vocabulary as choices, read when they are shown and not each time a form is made."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        names = Theme.objects.current().values_list("name", flat=True)
        return iter([(name, name) for name in names])


class ThemeCheckboxes(PlainCheckboxes):
    """The closed vocabulary as check boxes: nothing to type, nothing to misspell.

    Stands in for taggit's text field, which reads and writes one comma-separated string.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)

    @property
    def choices(self) -> CurrentThemes:
        return CurrentThemes()

    @choices.setter
    def choices(self, value: object) -> None:
        """Django sets choices when it builds a field; ours are always the themes of the moment."""

    def format_value(self, value: Any) -> list[str]:
        """The names to tick: of the page's themes, or of what a refused form sent.

        A draft may name a theme that was merged since: the one in its place is ticked.
        """
        if isinstance(value, str):
            return parse_tags(value)
        return [theme.current.name for theme in value or []]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        names = super().value_from_datadict(data, files, name)
        # The form may have been opened before a merge: what it ticks by the old name is kept.
        chosen = Theme.objects.filter(name__in=names).select_related("merged_into")
        return edit_string_for_tags({theme.current for theme in chosen})
