"""A page's body as plain text, for what shows no HTML: calendars, tables."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

_END_OF_LINE = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)


def plain_text(body: StreamValue) -> str:
    """Its words, a line for each paragraph; images and documents are left to the page."""
    return "\n".join(filter(None, _lines(body)))


def html_to_text(html: str) -> str:
    text = unescape(strip_tags(_END_OF_LINE.sub("\n", html)))
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


def _lines(body: StreamValue) -> Iterator[str]:
    for block in body:
        match block.block_type:
            case "heading":
                yield block.value["text"]
            case "paragraph":
                yield html_to_text(block.value.source)
            case "quote":
                author = block.value["author"]
                yield f"« {block.value['quote']} »" + (f" ({author})" if author else "")
