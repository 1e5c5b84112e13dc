"""A page as its text: lines for its blocks, addresses after the links, nothing of its furniture."""

from html.parser import HTMLParser

from django.utils.translation import gettext as _

from events.paste.values import UnreadableTextError

MOST_CHARACTERS = 1_000_000
_MOST_LEFT_OPEN, _MOST_TAGS = 300, 40_000
_SKIPPED = {
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "nav",
    "footer",
    "aside",
    "select",
    "title",
}
_SKIPPED |= {"button", "iframe", "object", "math"}
_LINES = {"br", "li", "tr", "div", "dt", "dd", "option", "address", "figcaption"}
_PARAGRAPHS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "article",
}
_PARAGRAPHS |= {"section", "header", "main", "pre", "hr", "dl", "form"}
_LINKS = ("http://", "https://", "mailto:")
# Chosen by nobody: a link may have a page of parameters.
_LONGEST_LINK = 500


def read(html: str) -> tuple[str, str]:
    """The text of a page, and its first heading."""
    # The end of each of these is looked for to the end of the page.
    left_open = html.count("<!") + html.count("<?") + max(0, html.count("<") - html.count(">"))
    is_odd = left_open > _MOST_LEFT_OPEN or html.count("<") > _MOST_TAGS
    if len(html) > MOST_CHARACTERS or is_odd:
        raise UnreadableTextError(_("Cette page est trop grande : copiez et collez son texte."))
    page = _Page()
    page.feed(html)
    page.close()
    return "".join(page.parts), "".join(page.heading).strip()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.heading: list[str] = []
        self._in_heading = self._has_heading = False
        self._skipped: list[str] = []
        self._link, self._link_at = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped.append(tag)
        self._break(tag)
        if tag == "li":
            self._say("- ")
        elif tag in ("td", "th"):
            self._say(" ")
        elif tag == "h1" and not self._has_heading:
            self._in_heading = self._has_heading = True
        elif tag == "a":
            self._link, self._link_at = (dict(attrs).get("href") or "").strip(), len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            # What is left open inside it ends with it.
            while self._skipped.pop() != tag:
                pass
            return
        if tag == "a":
            self._end_link()
        if tag == "h1":
            self._in_heading = False
        self._break(tag)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            words = " " if data else ""
        else:
            words = f"{' ' * data[0].isspace()}{words}{' ' * data[-1].isspace()}"
        self._say(words)
        if self._in_heading and not self._skipped:
            self.heading.append(words)

    def _end_link(self) -> None:
        """Its address after its words, unless they are its words."""
        words = "".join(self.parts[self._link_at :]).strip()
        address = self._link.removeprefix("mailto:").partition(
            "?" if "mailto:" in self._link else " "
        )[0]
        is_new = address and address not in words and words
        if is_new and self._link.lower().startswith(_LINKS) and len(address) <= _LONGEST_LINK:
            self._say(f" ({address})")
        self._link = ""

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._say("\n\n")
        elif tag in _LINES:
            self._say("\n")

    def _say(self, words: str) -> None:
        if not self._skipped:
            self.parts.append(words)
