from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.agenda.results import Option

register = template.Library()

# Before and after whether it is chosen; after how many it leaves.
BEFORE = """
<label>
  <input type="{}" name="{}" value="{}\""""
AFTER = """>
  <span>{} <span class="agenda-filter__number">("""
END = """)</span></span>
</label>"""
CHECKED, UNCHECKED = " checked", ""


@register.simple_tag
def filter_options(kind: str, name: str, options: Iterable[Option]) -> SafeString:
    """The choices of a facet or of the period, as "checkbox" or "radio": a hundred a page.

    In a template they would take as long as all the rest of an agenda.
    """
    rows = []
    for option in options:
        before, after = _around(kind, name, option.value, option.label)
        checked = CHECKED if option.is_chosen else UNCHECKED
        rows.append(f"{before}{checked}{after}{option.count}{END}")
    return SafeString("".join(rows))


@lru_cache(maxsize=1_000)
def _around(kind: str, name: str, value: str, label: str) -> tuple[SafeString, SafeString]:
    """What is the same each time that a choice is offered."""
    return format_html(BEFORE, kind, name, value), format_html(AFTER, label)
