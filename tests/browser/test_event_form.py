"""The event's form under the fingers: days in words, names found, remarks, the card of a draft."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, CUT_OFF, SCHEMES, WIDTHS, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def empty_form(site: ServedSite) -> str:
    """Its address: asking the site takes a process that starts anew."""
    code = "from events.models import EventIndexPage; print(EventIndexPage.objects.get().pk)"
    return f"/admin/pages/add/events/eventpage/{int(site.shell(code))}/"


@pytest.fixture
def staff(visitor: Visitor, site: ServedSite, empty_form: str) -> Staff:
    """With the empty form before them."""
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    staff.page.goto(empty_form)
    return staff


def type_start(page: Page, typed: str) -> None:
    field = page.locator("[name=starts_at]")
    field.fill(typed)
    field.press("Tab")


def test_days_are_said_in_words_and_an_end_is_proposed_until_it_is_touched(staff: Staff) -> None:
    page = staff.page
    words = page.locator(".staff-moment__words")
    ends_at, note = page.locator("[name=ends_at]"), page.get_by_text("Fin proposée")
    for typed, end, day in (
        ("17/10/2019 18:00", "17/10/2019 20:00", "jeudi 17 octobre 2019"),
        ("31/12/2026 23h30", "01/01/2027 01:30", "jeudi 31 décembre 2026"),
        ("1/3/2026 9h", "01/03/2026 11:00", "dimanche 1er mars 2026"),
    ):
        type_start(page, typed)
        expect(ends_at).to_have_value(end)
        expect(words.first).to_have_text(day)
        expect(note).to_be_visible()
    type_start(page, "")
    expect(words.first).to_have_text("")
    expect(ends_at).to_have_value("")
    ends_at.fill("18/10/2019 12:00")
    type_start(page, "17/10/2019 19:00")
    expect(ends_at).to_have_value("18/10/2019 12:00")
    expect(words.nth(1)).to_have_text("vendredi 18 octobre 2019")
    expect(note).to_have_count(0)


def test_the_form_opens_at_its_top_and_a_line_that_is_added_is_there_to_be_filled(
    staff: Staff,
) -> None:
    page = staff.page
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[document.activeElement.tagName, scrollY]") == ["BODY", 0]
    page.get_by_role("button", name="Ajouter un(e) organisateur").click()
    expect(page.get_by_role("combobox", name="Chercher un organisateur").last).to_be_focused()


def test_a_place_is_found_by_keyboard_without_accents_or_made_on_the_spot(staff: Staff) -> None:
    page = staff.page
    field = page.get_by_role("combobox", name="Chercher un lieu")
    options = page.locator("#id_place-found [role=option]")
    field.press_sequentially("faches thum")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.evaluate(AXE)
    assert violations(page, ".staff-suggesting") == []
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press("ArrowDown")
    expect(options).to_have_count(2)
    field.press("Enter")
    expect(page.locator("#id_place-title")).to_contain_text("Fâches-Thumesnil")
    expect(page.locator("#id_place-chooser .chosen button").first).to_be_focused()

    page.locator("#id_place-chooser .chosen button").first.press("Enter")
    page.get_by_role("button", name="Retirer ce lieu").click()
    field.press_sequentially("Salle du Moulin neuf")
    # After all that is alike.
    expect(options.last).to_contain_text("Nouveau lieu")
    field.press("ArrowUp")
    field.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Nom du lieu")).to_have_value("Salle du Moulin neuf")
    dialog.get_by_label("Commune").fill("Orchies")
    dialog.get_by_role("button", name="Nouveau lieu").click()
    expect(page.locator("#id_place-title")).to_have_text("Salle du Moulin neuf, Orchies")
    assert staff.errors == []


def test_remarks_are_read_mended_or_confirmed(staff: Staff) -> None:
    page = staff.page
    page.locator("[name=title]").fill("Café du mardi, à relire")
    type_start(page, "15/10/2037 14:00")
    staff.actions_offered()
    page.get_by_role("button", name="Publier", exact=True).click()
    panel = page.locator(".staff-remarks")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(page.locator("[name=title]")).to_have_value("Café du mardi, à relire")
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, ".tab-content") == []
        assert page.evaluate(CUT_OFF, ".staff-remarks, .staff-moment, .staff-suggesting") == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})

    panel.get_by_role("link", name="Corriger : Aucun thème").click()
    first = page.locator("[name=themes]").first
    expect(first).to_be_focused()
    first.press("Space")
    panel.get_by_role("checkbox", name="Publier malgré ces remarques").check()
    staff.act("Publier")
    assert staff.errors == []


def test_a_draft_is_previewed_as_a_page_and_as_a_card_with_wagtails_checks(staff: Staff) -> None:
    page = staff.page
    page.locator("[name=title]").fill("Soirée de la carte")
    type_start(page, "15/10/2037 18:00")
    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    for size in ("mobile", "ordinateur de bureau"):
        expect(page.get_by_role("radio", name=f"au format {size}")).to_be_attached()
    preview = page.frame_locator("iframe[title]:visible")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Soirée de la carte")
    page.get_by_label("Mode prévisualisation").select_option(label="Carte de partage")
    card = preview.get_by_role("figure")
    expect(card).to_contain_text("Jeudi 15 octobre 2037 de 18h00 à 20h00")
    image = card.get_by_role("img")
    assert image.evaluate("each => each.decode().then(() => each.naturalWidth)") == 1200
    page.get_by_role("button", name="Activer/désactiver les vérifications").click()
    expect(page.get_by_role("heading", name="Problèmes trouvés")).to_be_visible()
    # The policy of the staff lets Wagtail's own checks run.
    assert staff.errors == []


def test_a_calendar_goes_away_with_escape_and_does_not_hide_what_is_to_be_mended(
    staff: Staff, site: ServedSite
) -> None:
    page = staff.page
    code = "from events.models import EventPage; print(EventPage.objects.live().first().pk)"
    page.goto(f"/admin/pages/{int(site.shell(code))}/copy/")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    starts_at = page.get_by_label("Nouveau début")
    page.get_by_role("button", name="Copier cette rencontre").click()
    expect(page.get_by_text("Champ requis.")).to_be_visible()
    expect(starts_at).to_be_focused()
    # Longer than a calendar takes to open.
    page.wait_for_timeout(400)
    expect(calendar).to_have_count(0)
    starts_at.click()
    expect(calendar).to_have_count(1)
    page.keyboard.press("Escape")
    expect(calendar).to_have_count(0)
    expect(starts_at).to_be_focused()
    page.keyboard.type("17/10/2037 18h")
    page.keyboard.press("Tab")
    expect(starts_at).to_have_value("17/10/2037 18:00")
    expect(page.locator(".staff-moment__words").first).to_have_text("samedi 17 octobre 2037")
