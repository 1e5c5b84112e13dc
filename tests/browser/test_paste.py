"""A message becomes an event: pasted, looked at, published, in few actions."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import Actions
from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, CUT_OFF, SCHEMES, WIDTHS, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]

SEED = Path("tests/data/groupe-pays-mali.txt").read_text()
MOST_ACTIONS = 12
# A page as a browser puts it on the clipboard: its link is nowhere in the plain text.
PAGE = (
    "<h1>Forum des puits</h1><p>Samedi 14 juin 2031 de 14h à 18h, MRES, 59000 Lille</p>"
    "<p><a href='https://inscription.example/puits'>Je m’inscris</a></p>"
)
PLAIN = "Forum des puits\n\nSamedi 14 juin 2031 de 14h à 18h, MRES, 59000 Lille\n\nJe m’inscris"
PASTE = """([html, plain]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    const text = document.querySelector("[name=text]");
    text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    text.value = plain;
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return new Promise((resolve) => setTimeout(resolve, 50));
}"""


@pytest.fixture
def staff(visitor: Visitor, site: ServedSite) -> Staff:
    return Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)


def expect_accessible(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, ".staff-screen") == []
        assert page.evaluate(CUT_OFF, ".staff-screen") == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


DELETE_THE_OTHER = """
from events.models import EventPage
EventPage.objects.get(slug="groupe-pays-mali-2019-10-17").delete()
"""


def test_the_seeds_page_is_published_in_few_actions(
    staff: Staff, site: ServedSite, page: Page
) -> None:
    """The demo has that event already: one of the actions says that this is another."""
    actions, screen = Actions(staff.page), staff.page
    actions.click(screen.get_by_role("main").get_by_role("link", name="Coller un événement"))
    expect(screen.get_by_label("Texte", exact=True)).to_be_focused()
    actions.paste(SEED)
    actions.click(screen.get_by_role("button", name="Lire le texte"))
    expect(screen.get_by_label("Titre")).to_have_value("Groupe Pays Mali")
    expect(screen.get_by_label("Lieu", exact=True).locator("option:checked")).to_contain_text(
        "Les 5 Bonniers"
    )
    actions.click(screen.get_by_label("C’est une autre rencontre"))
    actions.click(screen.get_by_role("button", name="Créer et publier"))
    expect(screen.get_by_text("est publié")).to_be_visible()
    print(f"\nPar collage : {len(actions)} actions. {'; '.join(actions.told)}")  # noqa: T201
    assert len(actions) <= MOST_ACTIONS
    assert staff.errors == []

    page.goto("/agenda/groupe-pays-mali-2019-10-17/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Groupe Pays Mali")
    facts = page.locator("main .event-facts").inner_text().casefold()
    for fact in (
        "jeudi 17 octobre 2019 de 18h00 à 21h00",
        "20 avenue de bordeaux, fâches-thumesnil (59155)",
        "lianes coopération et le comité tinkaré mali",
        "éducation",
        "eau et assainissement",
        "mali",
    ):
        assert fact in facts
    main = page.get_by_role("main")
    expect(main).to_contain_text("à Faches-Thumesnil")
    expect(main).not_to_contain_text("Dunkerque Grand Littoral")
    # Other tests look for the one of the demo.
    site.shell(DELETE_THE_OTHER)


def test_the_screens_are_sound_and_say_what_is_recognised(staff: Staff) -> None:
    screen = staff.page
    screen.goto("/admin/coller/")
    expect_accessible(screen)
    screen.get_by_label("Texte", exact=True).fill("Mardi 12 mars 2026 à 18h, mairie de Lens")
    screen.get_by_role("button", name="Lire le texte").click()
    doubt = "Le 12 mars 2026 est un jeudi, le texte dit mardi."
    expect(screen.get_by_label("Début")).to_have_accessible_description(
        "Jour et heure, par exemple : 17/10/2026 18:00. Lu dans le texte : "
        f"« Mardi 12 mars 2026 », « 18h » À vérifier : {doubt} À vérifier : Cette date est passée."
    )
    expect(screen.locator("mark").first).to_have_text("Date et heure : Mardi 12 mars 2026")
    expect_accessible(screen)
    screen.get_by_role("button", name="Créer et publier").click()
    box = screen.get_by_role("checkbox", name="Publier malgré ces remarques")
    expect(box).not_to_be_checked()
    screen.get_by_role("link", name="Corriger : Aucun thème").click()
    expect(screen.locator("#id_themes").get_by_role("checkbox").first).to_be_focused()
    expect_accessible(screen)
    screen.get_by_role("button", name="Créer le brouillon").click()
    expect(screen.get_by_text("est un brouillon")).to_be_visible()
    expect(screen.get_by_label("Début")).to_have_value("12/03/2026 18:00")
    assert staff.errors == []


def test_the_links_of_a_page_come_with_its_text(staff: Staff) -> None:
    screen = staff.page
    screen.goto("/admin/coller/")
    screen.evaluate(PASTE, [PAGE, PLAIN])
    screen.get_by_role("button", name="Lire le texte").click()
    expect(screen.get_by_label("Lien d’inscription")).to_have_value(
        "https://inscription.example/puits"
    )
    expect(screen.get_by_label("Titre")).to_have_value("Forum des puits")


def test_without_a_script_a_text_becomes_a_draft(visitor: Visitor, staff: Staff) -> None:
    bare = visitor(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    bare.context.add_cookies(staff.page.context.cookies())
    bare.goto("/admin/coller/")
    bare.get_by_label("Texte", exact=True).fill(PLAIN)
    bare.get_by_role("button", name="Lire le texte").click()
    bare.get_by_role("button", name="Créer le brouillon").click()
    expect(bare.get_by_text("« Forum des puits » est un brouillon")).to_be_visible()


def test_a_text_of_ten_megabytes_is_refused_in_plain_words(staff: Staff) -> None:
    screen = staff.page
    screen.goto("/admin/coller/")
    screen.evaluate("document.querySelector('[name=text]').value = 'a'.repeat(10_000_000)")
    screen.get_by_role("button", name="Lire le texte").click(timeout=60_000)
    expect(screen.get_by_text("C’est trop : 10 Mo au plus.")).to_be_visible()
