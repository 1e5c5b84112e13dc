"""What a visitor does with an event's page: pass it on, and print it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.once]

EVENT = "/agenda/eau-gestion-partagee/"
A4 = (595, 842)
REFUSE = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
SHEET = "navigator.share = async (data) => { window.shared = data; }"


def open_share(page: Page) -> None:
    page.goto(EVENT)
    page.locator(".event-share > summary").click()


def texts(page: Page) -> list[str]:
    return page.locator("[data-share-text]").all_text_contents()


def test_the_texts_are_copied(visitor: Visitor) -> None:
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    open_share(page)
    message, sms = texts(page)
    assert "L’eau en partage" in message
    assert sms != message
    for number, text in enumerate((message, sms)):
        page.get_by_role("button", name="Copier").nth(number).click()
        expect(page.get_by_role("status")).to_have_text("Texte copié.")
        assert page.evaluate("() => navigator.clipboard.readText()") == text


def test_a_text_that_cannot_be_copied_is_selected(visitor: Visitor) -> None:
    page = visitor()
    page.add_init_script(REFUSE)
    open_share(page)
    page.get_by_role("button", name="Copier").first.click()
    expect(page.get_by_role("status")).to_contain_text("Texte sélectionné")
    selected = page.evaluate("() => getSelection().toString()")
    assert selected.split() == texts(page)[0].split()


def test_the_device_shares_what_it_can(visitor: Visitor) -> None:
    page = visitor()
    page.add_init_script(SHEET)
    open_share(page)
    page.get_by_role("button", name="Partager avec cet appareil").click()
    shared = page.evaluate("() => window.shared")
    assert shared["url"].endswith(EVENT)
    assert shared["url"] not in shared["text"]
    assert "L’eau en partage" in shared["title"]


def test_without_javascript_texts_and_links_are_there(visitor: Visitor, site: ServedSite) -> None:
    page = visitor(java_script_enabled=False)
    open_share(page)
    for text in page.locator("[data-share-text]").all():
        expect(text).to_be_visible()
    assert all(site.url in text for text in texts(page))
    share = page.locator(".event-share")
    links = [link.get_attribute("href") for link in share.get_by_role("link").all()]
    assert {link.split(":")[0] for link in links} == {"https", "mailto", "sms"}
    expect(share.get_by_role("button")).to_have_count(0)


def test_every_event_prints_on_one_sheet(page: Page, site: ServedSite) -> None:
    events = [address for address in site.addresses if re.match(r"/agenda/[\w-]+/$", address)]
    assert EVENT in events
    sheets = {}
    for address in events:
        page.goto(address)
        sheets[address] = page_sizes(page.pdf(prefer_css_page_size=True))
    assert sheets == {address: [A4] for address in events}


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """In points, a page each."""
    boxes = re.findall(rb"/Type /Page\b.*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf, re.DOTALL)
    return [(round(float(width)), round(float(height))) for width, height in boxes]
