"""What a page weighs on the network, for somebody who comes for the first time.

    python -m tests.tools.weigh [URL]

With an address, weighs that page; without, serves the demo content with a full agenda, and weighs
its list, a month, the seed's event and one with a picture. Bytes are those received: compressed
bodies and headers, of every type of resource.
"""

import http.client
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.agenda import MONTH, crowd
from tests.browser.site import served_site
from tests.tools.chromium import launched_chromium, scroll_to_the_end

LISTS = ("/agenda/", MONTH)
EVENTS = ("/agenda/groupe-pays-mali/", "/agenda/eau-gestion-partagee/")
SCREENS = {
    "320 px": {
        "viewport": {"width": 320, "height": 800},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "1280 px": {"viewport": {"width": 1280, "height": 800}},
}
# Browsers fetch the icon outside the page, where the protocol does not see it.
ICON = "() => document.querySelector('link[rel~=icon]')?.getAttribute('href') ?? '/favicon.ico'"


@dataclass(frozen=True)
class Weight:
    size: int
    requests: int
    # What of the size is JavaScript.
    scripts: int


class Scales:
    """Counts what a page receives, from Chromium's own events."""

    def __init__(self, page: Page) -> None:
        self.urls: list[str] = []
        self.size = 0
        self.scripts = 0
        self._script_requests: set[str] = set()
        client = page.context.new_cdp_session(page)
        client.on("Network.requestWillBeSent", self._on_request)
        client.on("Network.loadingFinished", self._on_finished)
        client.send("Network.enable")

    def _on_request(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.urls.append(event["request"]["url"])
        if event.get("type") == "Script":
            self._script_requests.add(event["requestId"])
        if redirection := event.get("redirectResponse"):
            self.size += int(redirection["encodedDataLength"])

    def _on_finished(self, event: dict[str, Any]) -> None:
        self.size += int(event["encodedDataLength"])
        if event["requestId"] in self._script_requests:
            self.scripts += int(event["encodedDataLength"])

    def add_icon(self, url: str) -> None:
        if url not in self.urls and not url.startswith("data:"):
            self.urls.append(url)
            self.size += size_on_the_wire(url)

    def read(self) -> Weight:
        return Weight(self.size, len(self.urls), self.scripts)


def size_on_the_wire(url: str) -> int:
    """What answering one request takes: headers and compressed body."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=30)
    try:
        connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip, br"})
        response = connection.getresponse()
        return len(str(response.headers)) + len(response.read())
    finally:
        connection.close()


def weigh(browser: Browser, url: str, screen: dict[str, Any]) -> tuple[Weight, Weight]:
    """The weight of the first view, then of the whole page once it is scrolled to its end."""
    context = browser.new_context(**screen)
    try:
        page = context.new_page()
        scales = Scales(page)
        page.goto(url, wait_until="networkidle")
        scales.add_icon(urljoin(url, page.evaluate(ICON)))
        first_view = scales.read()
        scroll_to_the_end(page)
        return first_view, scales.read()
    finally:
        context.close()


@contextmanager
def _addresses(arguments: list[str]) -> Iterator[list[str]]:
    if arguments:
        yield arguments
        return
    with served_site() as site:
        crowd(site)
        yield [site.url + address for address in (*LISTS, *EVENTS)]


def in_kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} ko"


def main(arguments: list[str]) -> None:
    line = "{:<36} {:<11} {:>16} {:>16} {:>12}\n"
    columns = ("Page", "Écran", "Première vue", "Toute la page", "JavaScript")
    with _addresses(arguments) as urls, launched_chromium() as browser:
        sys.stdout.write(line.format(*columns))
        for url in urls:
            parts = urlsplit(url)
            path = f"{parts.path}?{parts.query}".rstrip("?")
            for name, screen in SCREENS.items():
                weights = weigh(browser, url, screen)
                cells = [f"{in_kilobytes(each.size)} / {each.requests}" for each in weights]
                script = in_kilobytes(weights[-1].scripts)
                sys.stdout.write(line.format(path, name, *cells, script))
    sys.stdout.write("ko : 1000 octets reçus, en-têtes compris, et nombre de requêtes.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
