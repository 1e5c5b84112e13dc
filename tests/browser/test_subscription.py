"""Following the agenda from one's own calendar, in a browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.once]

FILTERED = "/agenda/?theme=education&territoire=nord"


def follow(page: Page) -> None:
    page.goto(FILTERED)
    page.get_by_role("link", name="Suivre cet agenda dans mon calendrier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suivre l’agenda dans mon calendrier")


def links(page: Page) -> dict[str, str]:
    found = page.locator(".subscription a").all()
    return {link.inner_text(): link.get_attribute("href") for link in found}


def test_each_calendar_has_its_link_and_none_is_guessed(visitor: Visitor, site: ServedSite) -> None:
    page = visitor(java_script_enabled=False)
    follow(page)
    address = f"{site.url}/agenda.ics?theme=education&territoire=nord"
    webcal = address.replace("http://", "webcal://")
    expect(page.locator("[data-share-text]")).to_have_text(address)
    said = links(page)
    assert said["Télécharger le fichier .ics"] == address
    assert said["iPhone, iPad, Mac, Thunderbird"] == webcal
    google = urlsplit(said["Google Agenda, et téléphones Android"])
    assert (google.netloc, google.path) == ("calendar.google.com", "/calendar/render")
    assert parse_qs(google.query) == {"cid": [webcal]}
    for name, host in (
        ("Outlook.com", "outlook.live.com"),
        ("Outlook de Microsoft 365", "outlook.office.com"),
    ):
        outlook = urlsplit(said[name])
        assert outlook.netloc == host
        assert parse_qs(outlook.query)["url"] == [address]
    files = [label for label, target in said.items() if target in (address, webcal)]
    assert files == ["Télécharger le fichier .ics", "iPhone, iPad, Mac, Thunderbird"]


def test_the_links_of_the_site_answer_with_the_same_filter(
    visitor: Visitor, site: ServedSite
) -> None:
    page = visitor()
    follow(page)
    own = [address for address in links(page).values() if address.startswith(site.url)]
    assert len(own) == 5  # the page of the filter, and four formats
    for address in own:
        assert address.endswith("?theme=education&territoire=nord")
        assert site.get(address.removeprefix(site.url))[0] == 200


def test_the_address_is_copied_in_one_tap(visitor: Visitor) -> None:
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    follow(page)
    page.get_by_role("button", name="Copier l’adresse").click()
    expect(page.get_by_role("status")).to_have_text("Adresse copiée.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator("[data-share-text]").inner_text()


def test_an_event_is_added_to_a_calendar(visitor: Visitor, site: ServedSite) -> None:
    page = visitor()
    page.goto("/agenda/eau-gestion-partagee/")
    address = page.get_by_role("link", name="Ajouter à mon calendrier").get_attribute("href")
    status, calendar = site.get(address)
    assert status == 200
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "L’eau en partage" in calendar.replace("\r\n ", "")
