"""How many actions an event takes, from the empty form to the public page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.event_tasks import DAY, SUMMARY, by_copy, by_hand
from tests.browser.site import ServedSite
from tests.browser.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Of the same task on a bare `wagtail start` with equivalent fields: `make count-actions`.
STOCK = {"by hand": 34, "by copy": 14}
AT_MOST = {"by hand": 35, "by copy": 15}


@pytest.fixture
def staff(visitor: Visitor, site: ServedSite) -> Staff:
    return Staff(visitor(viewport={"width": 1280, "height": 900}), site.publisher)


def key_of(site: ServedSite, code: str) -> int:
    return int(site.shell(f"from events.models import EventIndexPage, EventPage; print({code})"))


def told(way: str, count: int, capsys: pytest.CaptureFixture[str]) -> int:
    with capsys.disabled():
        line = f"{way}: {count} actions (at most {AT_MOST[way]}); stock Wagtail: {STOCK[way]}"
        print(f"\n{line}")  # noqa: T201 - the figures are what it is for
    return count


def test_an_event_typed_by_hand(
    staff: Staff, site: ServedSite, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = key_of(site, "EventIndexPage.objects.get().pk")
    staff.page.goto(f"/admin/pages/add/events/eventpage/{agenda}/")
    assert told("by hand", by_hand(staff.page), capsys) <= AT_MOST["by hand"]
    assert staff.errors == []

    page.goto(f"/agenda/groupe-pays-mali-{DAY:%Y-%m-%d}/")
    main = page.get_by_role("main")
    for fact in ("de 18h00 à 21h00", "Les 5 Bonniers", "Tinkaré Mali", "éducation", SUMMARY[:20]):
        expect(main).to_contain_text(fact)


def test_an_event_copied_from_the_last_meeting(
    staff: Staff, site: ServedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    last = key_of(
        site, "EventPage.objects.filter(group__slug='groupe-pays-mali').past().first().pk"
    )
    staff.page.goto(f"/admin/pages/{last}/edit/")
    assert told("by copy", by_copy(staff.page), capsys) <= AT_MOST["by copy"]
    assert staff.errors == []
