"""Our screens of the admin, beside stock Wagtail's: nothing is worse on ours.

A screen that is added to the admin gets its line in SCREENS.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import TIMEOUT
from tests.browser.inspection import AXE, CUT_OFF, HEIGHT, SCHEMES, WIDTHS, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]

# As Wagtail makes them: lists, forms, a report, an upload, the explorer; and the forms of a page
# and of a snippet whose fields and templates are all Wagtail's.
STOCK = (
    "/admin/images/",
    "/admin/account/",
    "/admin/reports/site-history/",
    "/admin/documents/multiple/add/",
    "/admin/redirects/add/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/sites/new/",
    "/admin/pages/{page}/edit/",
    "/admin/snippets/events/schoolholiday/add/",
)
# Name → address, where {event} is a key of the demo.
SCREENS = {
    "guide": "/admin/aide/",
    "guide of imports": "/admin/aide/import/",
    "guide of rights": "/admin/aide/permissions/",
    "imports": "/admin/importer/",
    "copy of an event": "/admin/pages/{event}/copy/",
    "series": "/admin/rencontres/{event}/repeter/",
    "logos": "/admin/financeurs/logos/",
    "what is looked for": "/admin/recherche/",
    "synonyms": "/admin/snippets/search/synonyms/add/",
    "event": "/admin/pages/{event}/edit/",
    "new place": "/admin/snippets/events/place/add/",
    "new theme": "/admin/snippets/core/theme/add/",
    "funders": "/admin/snippets/partners/funder/",
}
KEYS = """
from events.models import EventPage
from home.models import ContentPage
print(EventPage.objects.live().first().pk, ContentPage.objects.live().first().pk)
"""


@pytest.fixture(scope="module")
def admin(chromium: Browser, site: ServedSite) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT)
    yield Staff(context.new_page(), site.admin).page
    context.close()


@pytest.fixture(scope="module")
def of_wagtail(admin: Page, keys: dict[str, str]) -> set[str]:
    """The rules that stock screens break, by width and scheme."""
    return {fault for path in STOCK for fault in faults(admin, path.format(**keys))}


@pytest.fixture(scope="module")
def keys(site: ServedSite) -> dict[str, str]:
    return dict(zip(("event", "page"), site.shell(KEYS).split(), strict=True))


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_breaks_no_rule_that_stock_wagtail_keeps(
    admin: Page, of_wagtail: set[str], keys: dict[str, str], name: str
) -> None:
    found = faults(admin, SCREENS[name].format(**keys))
    assert {fault: lines for fault, lines in found.items() if fault not in of_wagtail} == {}
    assert admin.evaluate(CUT_OFF, ".staff-screen") == []


def faults(page: Page, path: str) -> dict[str, list[str]]:
    """What axe says of a screen in both widths and schemes, by rule, width and scheme."""
    found: dict[str, list[str]] = {}
    page.goto(path, wait_until="networkidle")
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for line in violations(page):
                found.setdefault(f"{line.split()[0]}, {width} px, {scheme}", []).append(line)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_what_is_ours_on_a_screen_breaks_no_rule_at_all(
    admin: Page, keys: dict[str, str], name: str
) -> None:
    """Where stock Wagtail breaks a rule in its furniture, our part does not hide behind it."""
    admin.goto(SCREENS[name].format(**keys), wait_until="networkidle")
    if not admin.locator(".staff-screen").count():
        # A screen of Wagtail's with our fields: the test above says all.
        return
    admin.evaluate(AXE)
    for width in WIDTHS:
        admin.set_viewport_size({"width": width, "height": HEIGHT})
        assert violations(admin, ".staff-screen") == []
