"""What one load of a page in Chromium shows about its quality, at two widths in two schemes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.tools.chromium import scroll_to_the_end

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# Transitions are ended first: a colour half-way through a change of scheme belongs to neither.
RUN_AXE = """async ([within, options]) => {
    const running = document.getAnimations();
    running.filter((each) => each instanceof CSSTransition).forEach((each) => each.finish());
    return (await axe.run(within ?? document, options)).violations;
}"""
OPEN_ALL = "() => document.querySelectorAll('main details').forEach((each) => (each.open = true))"
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# What the admin cuts off instead of letting it scroll; what is for the ear alone lies anywhere, and
# what scrolls in its own box is cut off by nobody.
CUT_OFF = """(within) => [...document.querySelectorAll(`:is(${within}) *`)]
    .filter((each) => each.checkVisibility() && !each.closest(".w-sr-only"))
    .filter((each) => !each.matches(":is(.staff-guide__table, pre) *"))
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((each) => each.outerHTML.slice(0, 200))"""
WIDTHS, SCHEMES = (1280, 320), ("light", "dark")
HEIGHT = 800


@dataclass
class Visit:
    """One address as a visitor's browser met it. The lists hold what is wrong, one line each."""

    address: str
    status: int | None = None
    source: str = ""
    console: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    overflows: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(f"{message.type}: {message.text} {message.location['url']}")

    def on_page_error(self, error: Exception) -> None:
        self.console.append(f"exception: {error}")

    def on_request(self, request: Request, origin: str) -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            self.foreign_requests.append(request.url)


def visit(page: Page, address: str, origin: str, *, opened: bool = False) -> Visit:
    """Load an address once, then look at it in every width and scheme: `opened`, all unfolded."""
    found = Visit(address)
    page.on("console", found.on_console)
    page.on("pageerror", found.on_page_error)
    page.on("request", lambda request: found.on_request(request, origin))
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    response = page.goto(address)
    found.status = response.status
    found.source = response.text()
    if opened:
        page.evaluate(OPEN_ALL)
    scroll_to_the_end(page)
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if (excess := page.evaluate(OVERFLOW)) > 0:
            found.overflows.append(f"{excess} px too wide at {width} px")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found.violations += [f"{width} px, {scheme}: {line}" for line in violations(page)]
    found.cookies = [cookie["name"] for cookie in page.context.cookies()]
    page.context.clear_cookies()
    # Chromium says on the console that the page itself is an error page: it is meant to be.
    own = f"status of {found.status} "
    found.console = [
        line for line in found.console if own not in line or not line.endswith(f" {page.url}")
    ]
    return found


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe, which the page has loaded, finds wrong in it, or in a part of it."""
    return [
        f"{rule['id']} ({rule['help']}): {_describe(node)}"
        for rule in page.evaluate(RUN_AXE, [within, AXE_OPTIONS])
        for node in rule["nodes"]
    ]


def _describe(node: dict[str, Any]) -> str:
    reason = " ".join(node["failureSummary"].split())
    return f"{' '.join(map(str, node['target']))} {node['html'][:200]} {reason[:300]}"
