"""What the staff does in the admin, and what a visitor then sees."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.site import Account, ServedSite
from tests.browser.staff import Staff

pytestmark = pytest.mark.browser

LogIn = Callable[[Account], Staff]
STARTS_AT = datetime.now(ZoneInfo("Europe/Paris")).replace(hour=18, minute=30) + timedelta(days=20)
ENDS_AT = STARTS_AT + timedelta(hours=2)


@pytest.fixture
def log_in(visitor: Visitor) -> LogIn:
    return lambda account: Staff(visitor(viewport={"width": 1280, "height": 900}), account)


def in_foot(page: Page) -> Page:
    return page.get_by_role("contentinfo")


def test_publication_publishes_an_event(log_in: LogIn, site: ServedSite, page: Page) -> None:
    staff = log_in(site.publisher)
    title = "Soirée des puits de Ségou"
    staff.begin_event(title, STARTS_AT, ENDS_AT)
    staff.choose("Parcourir les lieux", "Espace Somme, Amiens")
    staff.page.get_by_role("checkbox", name="santé").check()
    staff.add_organiser("Comité Tinkaré Mali")
    staff.act("Publier")
    assert staff.errors == []

    entry = page.get_by_role("main").get_by_role("link", name=title)
    for address in ("/agenda/?theme=sante", "/recherche/?q=Ségou", "/agenda/"):
        page.goto(address)
        expect(entry).to_be_visible()
    page.goto("/agenda/?theme=culture")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenda")
    expect(entry).to_have_count(0)

    page.goto("/agenda/")
    entry.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    facts = page.locator("main .event-facts").inner_text()
    for fact in ("de 18h30 à 20h30", "Espace Somme", "le comité Tinkaré Mali", "santé"):
        assert fact.casefold() in facts.casefold()


def test_publication_edits_an_office(log_in: LogIn, site: ServedSite, page: Page) -> None:
    staff = log_in(site.publisher)
    hours = "du mardi au jeudi, de 9h15 à 16h45"
    staff.page.get_by_role("link", name="Bureaux").click()
    office = staff.page.get_by_role("region", name="Bureau 2")
    office.get_by_label("Horaires d’ouverture").fill(hours)
    staff.act("Enregistrer")
    assert staff.errors == []

    page.goto("/agenda/")
    expect(in_foot(page).get_by_text(hours)).to_be_visible()


def test_publication_replaces_a_funders_logo(log_in: LogIn, site: ServedSite, page: Page) -> None:
    page.goto("/")
    logo = in_foot(page).get_by_role("img", name="Fondation Norsys")
    before = logo.get_attribute("src")

    staff = log_in(site.publisher)
    staff.page.get_by_role("link", name="Financeurs").click()
    staff.page.get_by_role("link", name="Fondation Norsys", exact=True).click()
    file = {"name": "norsys-2027.png", "mimeType": "image/png", "buffer": draw_logo()}
    staff.upload_logo(file, "Logo de la Fondation Norsys")
    staff.act("Enregistrer")
    assert staff.errors == []

    page.reload()
    logo.scroll_into_view_if_needed()
    assert logo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert "norsys-2027" in logo.get_attribute("src")
    assert logo.get_attribute("src") != before


def draw_logo() -> bytes:
    content = BytesIO()
    Image.new("RGB", (640, 240), "#a33").save(content, "PNG")
    return content.getvalue()


def test_redaction_submits_but_cannot_publish(log_in: LogIn, site: ServedSite, page: Page) -> None:
    writer = log_in(site.writer)
    writer.begin_event("Rencontre encore en brouillon", STARTS_AT, ENDS_AT)
    writer.page.get_by_role("checkbox", name="culture", exact=True).check()
    writer.act("Enregistrer le brouillon")
    draft = writer.page.url
    offered = writer.actions_offered()
    assert "Enregistrer le brouillon" in offered
    assert "Publier" not in offered

    def public_status() -> int:
        return page.goto("/agenda/rencontre-encore-en-brouillon/").status

    assert writer.forge_publication(draft).status == 200
    assert public_status() == 404
    writer.page.goto(draft)
    writer.act("Soumettre à la relecture")
    assert public_status() == 404
    assert writer.errors == []

    # The same request is worth something: from a member of Publication it does publish.
    assert log_in(site.publisher).forge_publication(draft).status == 200
    assert public_status() == 200
