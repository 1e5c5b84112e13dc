"""The agenda in each of its states, as test_quality looks at the pages of the demo.

Cancelled, hybrid and reported events are among those pages.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.agenda import MONTH, STATES
from tests.browser.conftest import Visitor
from tests.browser.inspection import OVERFLOW, Visit, visit
from tests.browser.site import ServedSite
from tests.browser.test_quality import report
from tests.tools.vnu import complaints

pytestmark = [pytest.mark.browser, pytest.mark.once]

UNFOLDED = ("/agenda/", STATES["filtered, second page"], "/agenda/eau-gestion-partagee/")
TEXT_SIZE = "() => getComputedStyle(document.documentElement).fontSize"
# What a visitor reads or follows in the page, if it can be seen and stands within its width.
IN_SIGHT = """() => [...document.querySelectorAll(
    "main :is(h1, h2, h3, a, button, summary, label, time, caption, strong)"
)].filter((each) => {
    const { left, right, width, height } = each.getBoundingClientRect();
    const isWithin = left >= 0 && right <= document.documentElement.clientWidth + 1;
    return each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && isWithin && width > 1 && height > 1;
}).map((each) => each.innerText)"""


@pytest.fixture(scope="module")
def site(crowded_site: ServedSite) -> ServedSite:
    return crowded_site


@pytest.fixture(scope="module")
def visits(chromium: Browser, site: ServedSite) -> list[Visit]:
    context = chromium.new_context(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    found = []
    for address, opened in [
        *((address, False) for address in STATES.values()),
        *((address, True) for address in UNFOLDED),
    ]:
        page = context.new_page()
        found.append(visit(page, address, site.url, opened=opened))
        page.close()
    context.close()
    return found


def test_the_states_are_what_their_names_say(visits: list[Visit], site: ServedSite) -> None:
    assert [visit.status for visit in visits] == [200] * (len(STATES) + len(UNFOLDED))
    sources = dict(zip(STATES, (visit.source for visit in visits), strict=False))
    listed = {name: source.count('class="event-entry') > 0 for name, source in sources.items()}
    assert listed == dict.fromkeys(STATES, True) | {"empty": False, "month": False}
    assert "1 rencontre à venir" in sources["one result"]
    assert "Page 1 sur 2" in sources["many"]
    assert "et 3 autres" in sources["month"]


def test_axe_finds_no_violation(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.violations)
    assert not problems, problems


def test_no_state_scrolls_sideways(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.overflows)
    assert not problems, problems


def test_console_stays_silent(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.console)
    assert not problems, problems


@pytest.mark.java
def test_html_is_valid(visits: list[Visit]) -> None:
    problems = complaints({visit.address: visit.source for visit in visits}, ".html")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("address", ["/agenda/", MONTH, STATES["empty"]])
def test_nothing_is_lost_on_an_unusual_screen(visitor: Visitor, address: str) -> None:
    """Forced colours; text twice as large, on 320 px and on as much room as they usually give."""
    page = visitor(viewport={"width": 320, "height": 800})
    page.goto(address)
    plain = in_sight(page)
    assert plain

    page.emulate_media(forced_colors="active")
    assert in_sight(page) == plain
    page.emulate_media(forced_colors="none")
    # The browser forgets these sizes with the session that asked for them.
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 800})
        assert in_sight(page) == plain
        assert page.evaluate(TEXT_SIZE) == "36px"


def in_sight(page: Page) -> list[str]:
    assert page.evaluate(OVERFLOW) == 0
    return page.evaluate(IN_SIGHT)
