from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.agenda.results import Option

register = template.Library()

OPTION = """
<label>
  {} value="{}"{}>
  <span>{} <span class="agenda-filter__number">({})</span></span>
</label>"""
# Safe as they are: to escape all that is said of an option takes longer than to write it.
CHECKED, UNCHECKED = SafeString(" checked"), SafeString("")


@register.simple_tag
def filter_options(kind: str, name: str, options: Iterable[Option]) -> SafeString:
    """The choices of a facet or of the period, as "checkbox" or "radio": some seventy a page.

    A template takes five times as long for them, half of what an agenda that is filtered costs.
    """
    start = format_html('<input type="{}" name="{}"', kind, name)
    rows = (
        (
            start,
            option.value,
            CHECKED if option.is_chosen else UNCHECKED,
            option.label,
            option.count,
        )
        for option in options
    )
    return format_html_join("", OPTION, rows)
