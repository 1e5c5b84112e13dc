"""The staff merges two places that are one, by keyboard alone, at two widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, CUT_OFF, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]

PLACES = "/admin/snippets/events/place/"
MAKE_TWINS = """
from events.models import EventPage, Place
for name in {names!r}:
    place = Place.objects.create(name=name, street=name[-4:], town="Lens", access=name)
    event = EventPage.objects.live().first()
    event.place = place
    event.save_revision().publish()
    print(place.pk)
"""


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_two_places_are_merged(
    visitor: Visitor, site: ServedSite, width: int, scripts: bool
) -> None:
    names = [f"Foyer{width}{scripts} {word}" for word in ("Jean", "JEAN")]
    kept, merged = site.shell(MAKE_TWINS.format(names=names)).split()
    staff = Staff(visitor(viewport={"width": width, "height": 900}), site.publisher)
    page = visitor(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page.context.add_cookies(staff.page.context.cookies())

    page.goto(f"{PLACES}merge/?id={kept}")
    if scripts:
        assert_sound(page)
    page.get_by_label("Avec").focus()
    # What is alike comes first, and is chosen.
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Comparer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fusionner des lieux")
    if scripts:
        assert_sound(page)

    # The other is to stay, with the way to it of the first.
    page.get_by_role("group", name="Lequel reste").get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_contain_text(f"«\u202f{names[0]}, Lens\u202f» reste")
    expect(heading).to_be_focused()
    page.get_by_role("group", name="Comment venir").get_by_role("radio").first.check()
    page.get_by_role("button", name="Fusionner dans").press("Enter")
    expect(page.get_by_text("relisez, puis fusionnez")).to_be_visible()
    if scripts:
        assert_sound(page)
    page.get_by_role("button", name="Fusionner dans").press("Enter")
    expect(page.get_by_text("Fusion faite")).to_be_visible()
    page.goto(f"{PLACES}edit/{merged}/")
    page.get_by_role("link", name="le rendre à la liste").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rendre à la liste")
    if scripts:
        assert_sound(page)
        assert staff.errors == []


def test_a_place_that_exists_is_told_in_its_form(visitor: Visitor, site: ServedSite) -> None:
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    page = staff.page
    page.goto(f"{PLACES}add/")
    page.locator("[name=name]").fill("SALLE YSER MRES")
    page.locator("[name=town]").fill("lille")
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_text("existe déjà")).to_be_visible()
    page.locator("[name=is_another]").check()
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page).to_have_url(PLACES)
    assert staff.errors == []


def assert_sound(page: Page) -> None:
    page.evaluate(AXE)
    assert violations(page, ".staff-screen") == []
    assert page.evaluate(CUT_OFF, ".staff-screen") == []
