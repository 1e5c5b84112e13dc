"""A visitor's way through the agenda, with JavaScript and without: the site must not need it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.agenda import MONTH, STATES
from tests.browser.conftest import Visitor
from tests.browser.site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.once]

PHONE, DESKTOP = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
ON_A_PAGE = 20
MOST_TABS = 60
# The focus ring of the element that has the focus, and whether it is in view.
FOCUS = """() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    const { top, bottom, width } = document.activeElement.getBoundingClientRect();
    const isInView = width > 1 && bottom > 0 && top < innerHeight;
    return isInView && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""


@pytest.fixture(scope="module")
def site(crowded_site: ServedSite) -> ServedSite:
    return crowded_site


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(visitor: Visitor, request: pytest.FixtureRequest) -> Page:
    return visitor(java_script_enabled=request.param, viewport=PHONE)


def results(page: Page) -> Locator:
    return page.locator("#resultats")


def number_in(words: str) -> int:
    return int(re.sub(r"\D", "", words) or 0)


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for; fields that were left empty do not count."""
    return parse_qs(urlsplit(page.url).query)


def unfold(details: Locator) -> None:
    if details.get_attribute("open") is None:
        details.locator("> summary").click()


def choice(page: Page, facet: str, label: str) -> Locator:
    """A choice of the filter, in sight: the filter and its facet are opened for it."""
    unfold(page.locator(".agenda-filter"))
    facets = page.locator(".agenda-filter__facet")
    chosen = facets.filter(has=page.locator("> summary", has_text=facet))
    unfold(chosen)
    return chosen.locator("label").filter(has_text=re.compile(rf"^\s*{label} \("))


def filter_agenda(page: Page) -> None:
    page.get_by_role("button", name="Filtrer", exact=True).click()
    expect(results(page)).to_be_focused()


def test_filter_page_and_go_back(page: Page) -> None:
    wanted = (("Thèmes", "éducation"), ("Thèmes", "santé"), ("Territoire", "Nord"))
    page.goto("/agenda/")
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.resource_type))
    for facet, label in wanted:
        choice(page, facet, label).click()
    assert not {"document", "fetch", "xhr"} & set(loads)

    filter_agenda(page)
    filters = {"theme": ["education", "sante"], "territoire": ["nord"]}
    assert asked(page) == filters
    total = number_in(results(page).inner_text())
    assert total > ON_A_PAGE
    expect(page.locator(".event-entry")).to_have_count(ON_A_PAGE)
    for facet, label in wanted:
        chosen = choice(page, facet, label)
        expect(chosen.get_by_role("checkbox")).to_be_checked()
        assert number_in(chosen.inner_text()) == total

    page.get_by_role("link", name="Page suivante").click()
    expect(page.get_by_text("Page 2 sur 2")).to_be_visible()
    expect(results(page)).to_be_focused()
    assert asked(page) == filters | {"page": ["2"]}
    expect(page.locator(".event-entry")).to_have_count(total - ON_A_PAGE)

    page.go_back()
    assert asked(page) == filters
    tag = page.get_by_role("link", name="santé – retirer ce filtre")
    tag.click()
    expect(tag).to_have_count(0)
    expect(results(page)).to_be_focused()
    assert asked(page) == filters | {"theme": ["education"]}
    assert 0 < number_in(results(page).inner_text()) < total

    page.go_back()
    expect(tag).to_be_visible()
    assert asked(page) == filters
    for facet, label in wanted:
        expect(choice(page, facet, label).get_by_role("checkbox")).to_be_checked()


def test_each_choice_lists_as_many_as_it_announces(page: Page) -> None:
    page.goto("/agenda/")
    wanted = (("Thèmes", "éducation"), ("Thèmes", "santé"), ("Territoire", "Nord"))
    for facet, label in wanted:
        chosen = choice(page, facet, label)
        announced = number_in(chosen.inner_text())
        chosen.click()
        filter_agenda(page)
        assert number_in(results(page).inner_text()) == announced > 0


def test_an_empty_result_offers_what_lists_something(page: Page) -> None:
    page.goto(STATES["empty"])
    expect(results(page)).to_have_text("Aucune rencontre à venir")
    offers = page.locator(".agenda__empty li")
    expect(offers).to_have_count(2)
    for offer in offers.all():
        dropped = re.search(r"«\s(.+?)\s»", offer.inner_text())[1]
        announced = number_in(offer.inner_text())
        offer.get_by_role("link").click()
        expect(page.locator(".agenda__empty")).to_have_count(0)
        assert number_in(results(page).inner_text()) == announced > 0
        assert dropped not in page.locator(".chosen").inner_text()
        page.go_back()
        expect(results(page)).to_have_text("Aucune rencontre à venir")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus, which must be seen all the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.locator(":focus").inner_text()
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{MOST_TABS} times Tab do not reach {wanted}")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_month_by_keyboard_alone(page: Page, screen: dict[str, int]) -> None:
    page.set_viewport_size(screen)
    page.goto("/agenda/")
    tab_to(page, page.get_by_role("link", name="Mois", exact=True))
    page.keyboard.press("Enter")
    following = page.get_by_role("link", name="Mois suivant")
    expect(results(page)).to_be_focused()
    month = following.inner_text().split(",")[-1].strip()
    tab_to(page, following)
    page.keyboard.press("Enter")
    expect(page.locator(".month caption")).to_have_text(month)
    expect(results(page)).to_be_focused()
    event = page.locator(".month__event").first
    title = event.evaluate("link => link.firstChild.textContent.trim()")
    tab_to(page, event)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_month_is_a_table_for_screen_readers(visitor: Visitor, width: int) -> None:
    """In Chromium's own tree: CSS that shows the cells as blocks must not undo the table."""
    page = visitor(viewport={"width": width, "height": 800})
    page.goto(MONTH)
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    seen = [(node["role"]["value"], node["name"]["value"]) for node in nodes if "name" in node]
    roles = [role for role, _ in seen]
    assert ("table", page.locator(".month caption").inner_text()) in seen
    assert roles.count("caption") == 1
    headers = [name for role, name in seen if role == "columnheader"]
    assert headers == ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
    # Seven in each row: a cell that is missing would put the others under another day's header.
    assert roles.count("cell") == 7 * (roles.count("row") - 1) > 0
