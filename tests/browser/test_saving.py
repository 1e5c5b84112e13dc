"""A button pressed while Wagtail saves the draft by itself: neither overtakes the other."""

from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.site import ServedSite
from tests.browser.staff import SUCCESS, Staff
from tests.browser.test_staff_journey import STARTS_AT
from tests.tools.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.once]

# An evening each: two events of one theme on one evening are remarked upon.
EVENINGS = (STARTS_AT + timedelta(days=days) for days in count(20))
# Longer than Wagtail takes to try again what failed: two seconds, and half of one.
WHILE = 4000


class SlowLink:
    """Keeps what leaves a page's form, drafts and the form itself, until it may go on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Route] = []
        self.sent: list[str] = []
        page.route("**/admin/pages/**", self._on_request)

    def _on_request(self, route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        is_draft = route.request.headers["accept"] == "application/json"
        self.sent.append("draft" if is_draft else "form")
        self._held.append(route)

    def next(self) -> Route:
        """What leaves now, or left already."""
        for _ in range(100):
            if self._held:
                return self._held.pop()
            self._page.wait_for_timeout(100)
        raise TimeoutError("Nothing was sent.")


@pytest.fixture
def staff(visitor: Visitor, site: ServedSite) -> Staff:
    """With a whole event before them, whose next change makes a draft."""
    staff = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    evening = next(EVENINGS)
    staff.begin_event("Soirée", evening, evening + timedelta(hours=2))
    staff.page.get_by_role("checkbox", name="santé").check()
    expect(staff.unchanged_form).to_be_attached()
    return staff


def test_publishing_waits_for_the_draft_that_is_on_its_way(staff: Staff, page: Page) -> None:
    title = "Nuit des brouillons lents"
    link = SlowLink(staff.page)
    staff.page.locator("[name=title]").fill(title)
    draft = link.next()
    staff.press("Publier")
    staff.page.wait_for_timeout(WHILE)
    assert link.sent == ["draft"]
    expect(staff.page.get_by_role("button", name="Publier")).to_have_attribute("aria-busy", "true")
    draft.continue_()
    link.next().continue_()
    expect(staff.page.locator(SUCCESS)).to_be_visible()
    assert link.sent == ["draft", "form"]
    assert staff.errors == []
    assert_published_once(page, title)


def test_so_does_the_answer_of_a_reviewer(staff: Staff) -> None:
    staff.act("Enregistrer le brouillon")
    address = staff.page.url
    staff.act("Soumettre à la relecture")
    staff.page.goto(address)
    expect(staff.unchanged_form).to_be_attached()
    link = SlowLink(staff.page)
    staff.page.locator("[name=title]").fill("Soirée relue")
    draft = link.next()
    staff.press("Approuver et publier")
    staff.page.wait_for_timeout(WHILE)
    assert link.sent == ["draft"]
    draft.continue_()
    link.next().continue_()
    expect(staff.page.locator(SUCCESS)).to_be_visible()
    assert link.sent == ["draft", "form"]
    assert staff.errors == []


def test_what_a_colleague_has_saved_is_not_overwritten_by_a_button_that_waited(
    staff: Staff, visitor: Visitor, site: ServedSite
) -> None:
    staff.act("Enregistrer le brouillon")
    # A colleague is here announced by the answer to the draft alone.
    staff.page.route("**/admin/editing-sessions/**", lambda route: None)
    expect(staff.unchanged_form).to_be_attached()
    colleague = Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)
    colleague.page.goto(staff.page.url)
    colleague.page.locator("[name=title]").fill("Soirée de la collègue")
    colleague.act("Enregistrer le brouillon")
    link = SlowLink(staff.page)
    staff.page.locator("[name=title]").fill("Soirée reprise")
    draft = link.next()
    staff.press("Publier")
    draft.continue_()
    publish = staff.page.get_by_role("button", name="Publier")
    expect(publish).not_to_have_attribute("aria-busy", "true")
    staff.page.wait_for_timeout(WHILE)
    assert link.sent == ["draft"]


def test_a_draft_that_did_not_pass_is_not_sent_again_behind_the_form(
    staff: Staff, page: Page
) -> None:
    title = "Concert pour un puits"
    link = SlowLink(staff.page)
    staff.page.locator("[name=title]").fill(title)
    draft = link.next()
    staff.press("Publier")
    draft.abort()
    form = link.next()
    staff.page.wait_for_timeout(WHILE)
    assert link.sent == ["draft", "form"]
    form.continue_()
    expect(staff.page.locator(SUCCESS)).to_be_visible()
    assert_published_once(page, title)


def assert_published_once(page: Page, title: str) -> None:
    links = page.get_by_role("main").get_by_role("link", name=title, exact=True)

    def is_shown_once() -> bool:
        page.goto("/agenda/?theme=sante")
        return links.count() == 1

    # What was published a moment ago may not be there yet.
    wait_until(is_shown_once, seconds=5)
