"""The bytes and requests of a first visit: a slow mobile link in Bamako is the measure."""

import pytest
from playwright.sync_api import Browser

from tests.browser.site import ServedSite
from tests.tools.weigh import EVENTS, LISTS, SCREENS, weigh

pytestmark = [pytest.mark.browser, pytest.mark.once]

FUNDERS = 18
# The bytes and the requests of a first view.
LIMITS = dict.fromkeys(LISTS, (60_000, 8)) | dict.fromkeys(EVENTS, (50_000, 6))
# That of the search; with that which copies and shares.
JAVASCRIPT = dict.fromkeys(LISTS, 2_500) | dict.fromkeys(EVENTS, 5_000)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", LIMITS)
def test_page_stays_light(
    chromium: Browser, crowded_site: ServedSite, address: str, screen: str
) -> None:
    first_view, whole_page = weigh(chromium, crowded_site.url + address, SCREENS[screen])
    size, requests = LIMITS[address]
    assert first_view.size <= size
    assert first_view.requests <= requests
    assert whole_page.size <= 120_000
    # Logos are among what was weighed; so are the scripts, that of the search on every page.
    assert whole_page.requests >= FUNDERS
    assert 0 < whole_page.scripts <= JAVASCRIPT[address]
