"""The guides of docs/ as the admin shows them: their HTML, and what it is made of."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from PIL import Image

from site_lianes.core.typography import french

if TYPE_CHECKING:
    from markdown_it.token import Token

DOCS = settings.BASE_DIR / "docs"
IMAGES = DOCS / "images"
# Those that are for the staff, the first being the one to begin with.
GUIDES = ("redaction", "import", "permissions")


@dataclass(frozen=True)
class Heading:
    text: str
    anchor: str


@dataclass(frozen=True)
class Guide:
    title: str
    headings: tuple[Heading, ...]
    html: SafeString


def read(name: str) -> Guide:
    path = DOCS / f"{name}.md"
    return _render(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=len(GUIDES))
def _render(path: Path, changed_at: int) -> Guide:
    """Once for each state of the file. It is ours: what it holds is as safe as a template."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - sixty modules that only a guide needs

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    # The title is the screen's own.
    title, tokens = tokens[1].content, tokens[3:]
    headings = tuple(_anchored(tokens))
    for token in tokens:
        for child in token.children or ():
            _lead(child)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Guide(title, headings, mark_safe(html))  # noqa: S308 - see above


def _anchored(tokens: "list[Token]") -> list[Heading]:
    """Give each heading its anchor; those of the second level make the table of contents."""
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        heading = Heading(inline.content, slugify(inline.content))
        opening.attrSet("id", heading.anchor)
        if opening.tag == "h2":
            found.append(heading)
    return found


def _lead(token: "Token") -> None:
    """Images and links between guides, which lie beside the file, have addresses here."""
    if token.type == "text":
        token.content = french(token.content)
    elif token.type == "image":
        name = Path(str(token.attrs["src"])).name
        token.attrSet("src", reverse("guide_image", args=[name]))
        with Image.open(IMAGES / name) as picture:
            width, height = picture.size
        for attribute, value in (("width", width), ("height", height), ("loading", "lazy")):
            token.attrSet(attribute, str(value))
    elif token.type == "link_open":
        name, mark, anchor = str(token.attrs["href"]).partition("#")
        if name.removesuffix(".md") in GUIDES:
            address = reverse("guide", args=[name.removesuffix(".md")])
            token.attrSet("href", f"{address}{mark}{anchor}")


def _open_table(*_: object) -> str:
    """A table that is wider than a phone scrolls, by the keyboard too."""
    return '<div class="staff-guide__table" tabindex="0"><table class="listing">\n'


def _close_table(*_: object) -> str:
    return "</table></div>\n"
