"""A member of the staff imports a file: the preview, the proposals, the report, the agenda."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.inspection import AXE, CUT_OFF, SCHEMES, WIDTHS, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = pytest.mark.browser

HEADER = "uid;titre;debut;fin;lieu;commune;organisateurs;themes"
ROWS = (
    "b1;Forum des jumelages;2031-05-03 14:00;;CENTRE SOCIAL LES 5 BONNIERS;Faches Thumesnil;;santé",
    "b2;;2031-05-04 14:00;;;;;",
    "b3;Veillée des jumelages;2031-05-05 20:00;;Grange de Wazemmes;Lille;Amis de Ségou;",
)


@pytest.fixture
def staff(visitor: Visitor, site: ServedSite) -> Staff:
    return Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)


def a_file(*rows: str) -> FilePayload:
    content = "\n".join((HEADER, *rows)).encode()
    return {"name": "jumelages.csv", "mimeType": "text/csv", "buffer": content}


def send(staff: Staff, file: FilePayload) -> None:
    staff.page.get_by_role("link", name="Importer", exact=True).click()
    expect_accessible(staff.page)
    staff.page.get_by_label("Fichier").set_input_files(file)
    staff.page.get_by_role("button", name="Voir l’aperçu").click()


def expect_accessible(page: Page) -> None:
    """Of what is ours on the screen: its furniture is Wagtail's."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, "main") == []
        assert page.evaluate(CUT_OFF, ".staff-screen") == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def test_a_file_is_previewed_decided_of_and_imported(
    staff: Staff, site: ServedSite, page: Page
) -> None:
    send(staff, a_file(*ROWS))
    main = staff.page.get_by_role("main")
    for count in ("Nouvelles : 2", "Refusées : 1"):
        expect(main).to_contain_text(count)
    expect(main).to_contain_text("Le titre manque.")
    expect_accessible(staff.page)
    recognised = main.get_by_label("Lieu : « CENTRE SOCIAL LES 5 BONNIERS")
    expect(recognised.locator("option:checked")).to_contain_text("Fâches-Thumesnil")
    main.get_by_label("Lieu : « Grange de Wazemmes").select_option(label="Créer")
    main.get_by_label("Publier tout de suite").check()
    main.get_by_role("button", name="Importer 2 rencontres").click()
    expect(main).to_contain_text("est terminé")
    expect_accessible(staff.page)

    page.goto("/agenda/veillee-des-jumelages/")
    expect(page.locator("main .event-facts")).to_contain_text("Grange de Wazemmes")
    main.get_by_role("link", name="Forum des jumelages").click()
    expect(staff.page.get_by_role("main")).to_contain_text("Importé de « jumelages.csv »")
    assert staff.errors == []

    send(staff, a_file(*ROWS))
    expect(main).to_contain_text("Déjà là, identiques : 2")
    main.get_by_role("link", name="Déjà là, identiques : 2").click()
    expect_accessible(staff.page)
    assert page.goto("/agenda/veillee-des-jumelages-2031-05-05/").status == 404


def test_a_long_import_goes_on_without_a_script(visitor: Visitor, site: ServedSite) -> None:
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    rows = (f"c{n};Permanence {n};2032-01-01 10:00;;;;;" for n in range(230))
    send(staff, a_file(*rows))
    bare = visitor(java_script_enabled=False)
    bare.context.add_cookies(staff.page.context.cookies())
    bare.goto(staff.page.url)
    # Each page leads to the next by itself: that is no part of the click.
    bare.get_by_role("button", name="Importer 230 rencontres").click(no_wait_after=True)
    expect(bare.get_by_role("main")).to_contain_text("est terminé", timeout=120_000)
    expect(bare.get_by_role("main")).to_contain_text("Nouvelles : 230")
