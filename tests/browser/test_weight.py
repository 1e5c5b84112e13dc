"""The bytes and requests of a first visit: a slow mobile link in Bamako is the measure."""

import pytest
from playwright.sync_api import Browser

from tests.browser.site import ServedSite
from tests.tools.weigh import ADDRESSES, SCREENS, weigh

pytestmark = pytest.mark.browser

FUNDERS = 18


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_stays_light(chromium: Browser, site: ServedSite, address: str, screen: str) -> None:
    first_view, whole_page = weigh(chromium, site.url + address, SCREENS[screen])
    assert first_view.size <= 60_000
    assert first_view.requests <= 8
    assert whole_page.size <= 120_000
    # Logos are among what was weighed.
    assert whole_page.requests >= FUNDERS
