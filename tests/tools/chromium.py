"""Chromium and Java as this machine has them: nothing is ever downloaded."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library

from playwright.sync_api import Browser, Page, sync_playwright

HOW_TO_INSTALL = (
    "sudo apt install chromium libatomic1 default-jre-headless nodejs npm nginx-light "
    "libnginx-mod-http-brotli-static postgresql-client && scripts/test-tools.sh"
)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Brings every image into view, as a reader does who scrolls to the end, and waits for it. An image
# that cannot be shown rejects, hence fails the test.
_SCROLL_TO_THE_END = """async () => {
    for (const image of document.images) {
        if (!image.checkVisibility()) continue;
        image.scrollIntoView({ behavior: "instant" });
        await image.decode().catch(() => { throw new Error(`cannot show ${image.src}`); });
    }
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
}"""


def find_chromium() -> str | None:
    """Where Chromium is, if Playwright's driver can start it: on Linux it needs libatomic."""
    if sys.platform == "linux" and not find_library("atomic"):
        return None
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def find_java() -> str | None:
    return shutil.which("java")


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def scroll_to_the_end(page: Page) -> None:
    page.evaluate(_SCROLL_TO_THE_END)
