"""The admin's home, the agenda's list and the reports, as the staff meets them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspection import AXE, CUT_OFF, OVERFLOW, SCHEMES, WIDTHS, violations
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]

WINDOW = {"width": 1280, "height": 900}
# Something for each panel to say.
PRESSING = """
from datetime import timedelta
from django.utils import timezone
from events.models import EventPage, GroupPage
from search.models import AskedWords
from wagtail.models import Page
AskedWords.objects.get_or_create(
    key="forage", day=timezone.localdate(), defaults={"words": "forage", "times": 3, "found": 0})
event = EventPage.objects.live().upcoming().last()
event.save_revision(approved_go_live_at=timezone.now() + timedelta(days=2))
EventPage.objects.live().past().filter(pk=EventPage.objects.past().first().pk).update(
    minutes=[], decisions="", participants=None, finishes_at=timezone.now() - timedelta(days=2))
Page.objects.filter(pk=GroupPage.objects.first().pk).update(
    last_published_at=timezone.now() - timedelta(days=400))
print(EventPage.objects.live().first().pk)
"""
OURS = {
    "/admin/": ".w-dashboard",
    "/admin/agenda/": "main",
    "/admin/groupes/": "main",
    "/admin/rapports/manque/": "main",
    "/admin/rapports/a-verifier/?due=": "main",
    "/admin/rapports/programmees/": "main",
    "/admin/a-verifier/{home}/": "main",
}
MAIN_SCREENS = [
    *OURS,
    "/admin/pages/",
    "/admin/pages/{home}/",
    "/admin/pages/{event}/edit/",
    "/admin/pages/{event}/history/",
    "/admin/snippets/events/place/",
    "/admin/snippets/events/organiser/add/",
    "/admin/snippets/core/theme/",
    "/admin/snippets/partners/funder/",
    "/admin/settings/home/networksettings/",
    "/admin/importer/",
    "/admin/recherche/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/redirects/",
    "/admin/account/",
]


@pytest.fixture(scope="module")
def keys(site: ServedSite) -> dict[str, str]:
    home = site.shell("from home.models import HomePage; print(HomePage.objects.get().pk)")
    return {"event": site.shell(PRESSING).strip(), "home": home.strip()}


@pytest.fixture(scope="module")
def officer(chromium: Browser, site: ServedSite, keys: dict[str, str]) -> Iterator[Staff]:
    context = chromium.new_context(
        base_url=site.url,
        locale="fr-FR",
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )
    yield Staff(context.new_page(), site.publisher)
    context.close()


@pytest.fixture
def page(officer: Staff) -> Page:
    officer.page.set_viewport_size(WINDOW)
    return officer.page


def test_no_screen_asks_anything_of_another_site(
    page: Page, officer: Staff, site: ServedSite, keys: dict[str, str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in MAIN_SCREENS:
        response = page.goto(address.format(**keys), wait_until="networkidle")
        assert response.status == 200, address
    assert len(asked) > len(MAIN_SCREENS)
    ours = (f"{site.url}/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
    assert officer.errors == []


@pytest.mark.parametrize("address", OURS)
def test_our_screens_can_be_read_by_everybody(
    page: Page, keys: dict[str, str], address: str
) -> None:
    page.goto(address.format(**keys), wait_until="networkidle")
    page.evaluate(AXE)
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            problems += [
                f"{width} px, {scheme}: {line}" for line in violations(page, OURS[address])
            ]
        assert page.evaluate(OVERFLOW) <= 0
        assert page.evaluate(CUT_OFF, ".staff-desk, .staff-actions, .staff-table tbody") == []
    assert problems == []


def test_the_home_leads_from_what_awaits_to_where_it_is_done(page: Page) -> None:
    page.goto("/admin/")
    panel = page.get_by_role("region", name="1 rencontre passée sans compte rendu")
    panel.get_by_role("listitem").get_by_role("link").click()
    expect(page.get_by_role("tab", name="Compte rendu")).to_have_attribute("aria-selected", "true")


def test_a_page_is_verified_from_the_home(page: Page) -> None:
    page.goto("/admin/")
    panel = page.get_by_role("region", name="1 page à vérifier")
    panel.get_by_role("button", name="Vérifiée aujourd’hui").click()
    expect(page.get_by_text("est vérifiée.")).to_be_visible()
    expect(page).to_have_url("/admin/")
    expect(panel).to_have_count(0)


def test_the_last_meeting_of_a_group_is_copied_by_keyboard(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Copier la dernière rencontre de").focus()
    page.keyboard.type("Groupe pays Mali")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Copier")
    expect(page.get_by_label("Nouveau début")).to_be_visible()


def test_the_agenda_is_filtered_without_leaving_it(page: Page) -> None:
    page.goto("/admin/agenda/")
    lines = page.locator(".staff-table tbody tr")
    before = lines.count()
    page.get_by_role("button", name="Afficher les filtres").click()
    page.get_by_role("button", name="Statut").click()
    page.get_by_label("Annulé").check()
    expect(page.get_by_text("Statut : Annulé")).to_be_visible()
    expect(lines).to_have_count(1)
    assert before > 1
    expect(page).to_have_url("/admin/agenda/?period=upcoming&status=cancelled")
