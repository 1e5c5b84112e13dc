"""The search by keyboard, by mouse, without JavaScript, and in the admin's page chooser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = pytest.mark.browser

TITLE = "Les jardins de Fâches-Thumesnil"
ADDRESS = "/jardins-de-faches/"
SUGGESTIONS = "**/recherche/suggestions/**"
MAKE = f"""
from home.models import ContentPage, HomePage
HomePage.objects.get().add_child(instance=ContentPage(title="{TITLE}", slug="jardins-de-faches"))
"""
DELETE = """
from home.models import ContentPage
ContentPage.objects.get(slug="jardins-de-faches").delete()
"""


@pytest.fixture(scope="module")
def garden(site: ServedSite) -> Iterator[None]:
    """A page whose title alone says Fâches."""
    site.shell(MAKE)
    yield
    site.shell(DELETE)


def field(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Pages proposées").get_by_role("option")


def begin(page: Page, words: str) -> Locator:
    """Type slowly enough for the list to follow."""
    page.goto("/recherche/")
    combobox = field(page)
    combobox.press_sequentially(words, delay=30)
    return combobox


def test_what_a_screen_reader_is_told(page: Page, site: ServedSite, garden: None) -> None:
    page.goto("/recherche/")
    combobox = field(page)
    expect(combobox).to_have_accessible_name("Un mot, un lieu, un pays, un organisateur")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    # The page announces nothing until one types.
    expect(page.get_by_role("status")).to_have_count(0)
    combobox.press_sequentially("faches", delay=30)
    expect(combobox).to_have_attribute("aria-expanded", "true")
    expect(options(page)).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 page proposée")
    expect(combobox).to_have_attribute("aria-activedescendant", "")
    combobox.press("ArrowDown")
    option = options(page).first
    expect(option).to_have_attribute("aria-selected", "true")
    expect(combobox).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(combobox).to_be_focused()
    page.evaluate(AXE)
    assert violations(page) == []


def test_arrows_go_round_and_enter_opens_the_page(page: Page, garden: None) -> None:
    combobox = begin(page, "les ja")
    expect(options(page)).to_have_count(1)
    for key in ("ArrowUp", "ArrowDown", "End", "Home"):
        combobox.press(key)
        expect(options(page).first).to_have_attribute("aria-selected", "true")
    combobox.press("Enter")
    expect(page).to_have_url(ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_several_are_gone_through_one_by_one(page: Page) -> None:
    combobox = begin(page, "groupe")
    expect(options(page).nth(1)).to_be_visible()
    combobox.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    last = options(page).count() - 1
    for key, chosen in (("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last)):
        combobox.press(key)
        expect(options(page).nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)


def test_a_list_that_one_goes_through_is_not_replaced(page: Page) -> None:
    combobox = begin(page, "group")
    expect(options(page).nth(1)).to_be_visible()
    # On a slow link, the answer to the last letter is still to come.
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SUGGESTIONS, hold)
    with page.expect_request(SUGGESTIONS):
        combobox.press("e")
    combobox.press("ArrowDown")
    with page.expect_event("requestfinished"):
        held.pop().continue_()
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 50))")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_list_and_keeps_the_words(page: Page, garden: None) -> None:
    combobox = begin(page, "faches")
    expect(options(page)).to_have_count(1)
    combobox.press("Escape")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    expect(options(page)).to_have_count(0)
    expect(combobox).to_have_value("faches")
    # What is typed is what is looked for when nothing is chosen.
    combobox.press("Enter")
    expect(page).to_have_url("/recherche/?q=faches")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_the_mouse_chooses_and_leaving_closes(page: Page, garden: None) -> None:
    combobox = begin(page, "faches")
    expect(options(page)).to_have_count(1)
    combobox.press("Tab")
    expect(options(page)).to_have_count(0)
    combobox.fill("thumes")
    options(page).first.click()
    expect(page).to_have_url(ADDRESS)


def test_nothing_to_offer_is_said_and_nothing_opens(page: Page) -> None:
    combobox = begin(page, "xylophone")
    expect(page.get_by_role("status")).to_have_text("Aucune page proposée")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    combobox.press("Enter")
    expect(page.get_by_role("heading", name="Aucun résultat pour « xylophone »")).to_be_visible()


def test_the_field_of_every_page_suggests_too(page: Page, garden: None) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/agenda/")
    combobox = page.get_by_role("banner").get_by_role("combobox", name="Rechercher sur le site")
    combobox.press_sequentially("faches", delay=30)
    expect(options(page)).to_have_count(1)
    combobox.press("ArrowDown")
    combobox.press("Enter")
    expect(page).to_have_url(ADDRESS)


def test_without_javascript_it_is_a_form_like_any_other(visitor: Visitor, garden: None) -> None:
    page = visitor(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page.goto("/agenda/")
    page.get_by_role("searchbox", name="Rechercher sur le site").fill("faches jardin")
    page.get_by_role("banner").get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("groupe")
    main.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", name="résultats pour « groupe »")).to_be_visible()
    # Every choice is a link: the facets, each filter, the next page.
    main.get_by_text("À venir").first.click()
    expect(page).to_have_url("/recherche/?q=groupe&periode=a-venir#resultats")
    page.get_by_role("link", name="retirer ce filtre").click()
    expect(page).to_have_url("/recherche/?q=groupe#resultats")


def test_the_page_chooser_of_the_admin_finds_what_has_accents_without(
    visitor: Visitor, site: ServedSite, garden: None
) -> None:
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    page = staff.page
    page.goto("/admin/recherche/mettre-en-avant/?query_string=potager")
    page.get_by_role("button", name="Ajouter un résultat de recherche mis en avant").click()
    page.get_by_role("button", name="Choisissez une page").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("faches")
    dialog.get_by_role("link", name=TITLE, exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    assert staff.errors == []
