"""Structured data for search engines, as JSON-LD inside a page."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

# `json_script` of Django escapes the first three, writes another type of script, and spells every
# accent in six characters.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def filled(data: Any) -> Any:
    """The same data without what is empty, at any depth: no `"image": null`."""
    if isinstance(data, dict):
        pairs = ((key, filled(value)) for key, value in data.items())
        return {key: value for key, value in pairs if value not in (None, "", [], {})}
    if isinstance(data, list):
        return [value for value in map(filled, data) if value not in (None, "", [], {})]
    return data


def script(data: dict[str, Any]) -> SafeString:
    """A data block that no text inside can close. It is data, not run: no policy minds it."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    block = f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
    return mark_safe(block)  # noqa: S308 - nothing in the text can end the script
