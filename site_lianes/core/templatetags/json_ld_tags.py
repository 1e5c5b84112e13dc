from typing import Any

from django import template
from django.utils.safestring import SafeString

from site_lianes.core import json_ld as builder

register = template.Library()


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data as a block that search engines read; see `core.json_ld.script`."""
    return builder.script(data)
