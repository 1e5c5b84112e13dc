"""A served site and a Chromium for the tests marked `browser`.

These tests reach the site through its addresses alone: Playwright runs an event loop in the test's
thread, where Django refuses to open its database.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.agenda import crowd
from tests.browser.site import ServedSite, served_site
from tests.tools.chromium import launched_chromium

Visitor = Callable[..., Page]
TIMEOUT = 30_000

expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def site() -> Iterator[ServedSite]:
    """One site for a test process: each worker of pytest-xdist serves its own."""
    with served_site() as site:
        yield site


@pytest.fixture(scope="session")
def crowded_site() -> Iterator[ServedSite]:
    """A second one, whose agenda has several pages: other tests count what the demo holds."""
    with served_site() as site:
        crowd(site)
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a module: once it is closed, its event loop is gone and the ORM works again."""
    with launched_chromium() as browser:
        yield browser


@pytest.fixture
def visitor(chromium: Browser, site: ServedSite) -> Iterator[Visitor]:
    """Opens a page for somebody without cookies; options are those of a browser context."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        defaults = {"base_url": site.url, "locale": "fr-FR", "reduced_motion": "reduce"}
        context = chromium.new_context(**defaults | options)
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor()
