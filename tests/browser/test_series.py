"""The staff repeats an event and brings a change to the meetings after it, at two widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, CUT_OFF, SCHEMES, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff
from tests.browser.test_staff_journey import ENDS_AT, STARTS_AT

pytestmark = [pytest.mark.browser, pytest.mark.once]

WIDTHS = (1280, 320)
# The heading above bears the title of an event, which may be long.
OURS = ".staff-screen, .w-header__title"


# Without scripts, Wagtail's own menu lies over everything on a narrow screen.
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_an_event_is_repeated(
    visitor: Visitor, site: ServedSite, width: int, scripts: bool
) -> None:
    title = f"Permanence : parler de son projet à {width} pixels{'' if scripts else ' sans script'}"
    edit, cookies = begin_event(visitor, site, title)
    page = visitor(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page.context.add_cookies(cookies)
    page.goto(edit.replace("/admin/pages/", "/admin/rencontres/").replace("/edit/", "/repeter/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Répéter cette rencontre")
    if scripts:
        assert_sound(page)

    # A slip, told beside the field; what was typed is there.
    page.get_by_label("Sauf ces jours").fill("31/02/2027")
    page.get_by_label("Ou nombre de rencontres à ajouter").fill("4")
    page.get_by_label("Sauter les vacances scolaires").uncheck()
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("n’est pas une date")).to_be_visible()
    expect(page.get_by_label("Sauf ces jours")).to_have_value("31/02/2027")
    expect(page.get_by_label("Sauf ces jours")).to_be_focused()
    page.get_by_label("Sauf ces jours").fill("")

    page.get_by_role("button", name="Voir les dates").click()
    boxes = page.locator("input[name=day]")
    expect(boxes).to_have_count(4)
    expect(page.get_by_role("heading", name="Les dates")).to_be_focused()
    if scripts:
        assert_sound(page)
    boxes.first.uncheck()
    page.get_by_role("button", name="Créer 4 rencontres").click()
    page.get_by_role("button", name="Créer 3 rencontres").click()
    expect(page.get_by_text("3 rencontres créées")).to_be_visible()
    # Without scripts, Wagtail shows none of the tabs of its form.
    told = page.get_by_text("fait partie d’une série de 4")
    expect(told).to_be_visible() if scripts else expect(told).to_be_attached()


def test_a_change_goes_to_the_meetings_after(visitor: Visitor, site: ServedSite) -> None:
    edit, cookies = begin_event(visitor, site, "Permanence qui change")
    page = visitor(viewport={"width": 1280, "height": 900})
    page.context.add_cookies(cookies)
    page.goto(edit)
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Répéter cette rencontre…").click()
    page.get_by_label("Ou nombre de rencontres à ajouter").fill("3")
    page.get_by_role("button", name="Voir les dates").click()
    page.get_by_role("button", name="Créer 3 rencontres").click()

    page.locator("[name=summary]").fill("Dans la nouvelle salle.")
    # Its name is long, on a narrow screen.
    page.locator("[name=online_link]").fill("https://visio.example/permanence")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_role("link", name="Appliquer aux rencontres suivantes…").first.click()
    # Nothing is ticked: said, and the page opens at the first box.
    page.get_by_role("button", name="Voir les rencontres touchées").click()
    expect(page.get_by_role("checkbox").first).to_be_focused()
    expect(page.get_by_role("checkbox").first).to_have_accessible_description(
        "Cochez ce qui doit changer."
    )
    page.get_by_label("Résumé").check()
    page.get_by_role("button", name="Voir les rencontres touchées").click()
    expect(page.get_by_text("Cette modification touchera 3 rencontres")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_sound(page)
    page.get_by_role("button", name="Appliquer à 3 rencontres").click()
    expect(page.get_by_text("3 rencontres modifiées.")).to_be_visible()


def begin_event(visitor: Visitor, site: ServedSite, title: str) -> tuple[str, list]:
    """The address of the form of a new draft, and the cookies of who made it."""
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    staff.begin_event(title, STARTS_AT, ENDS_AT)
    staff.act("Enregistrer le brouillon")
    return staff.page.url, staff.page.context.cookies()


def assert_sound(page: Page) -> None:
    """Nothing of ours is wrong: Wagtail's own menu and header are its makers' concern."""
    page.evaluate(AXE)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, ".staff-screen") == []
    assert page.evaluate(CUT_OFF, OURS) == []
