"""A change made by one process is seen by the others that serve the same database."""

import time
from collections.abc import Callable

import pytest

from tests.browser.site import ServedSite, served_site

PUBLISH = """
from events.models import EventPage
event = EventPage.objects.live().first()
event.title = "Publiée ailleurs"
event.save_revision().publish()
print(event.url_path.removeprefix("/home"))
"""
UNPUBLISH = """
from events.models import EventPage
EventPage.objects.get(title="Publiée ailleurs").unpublish()
"""
# The site promises one; a busy machine is given more.
SECONDS = 20


@pytest.fixture(scope="module")
def site():
    with served_site() as site:
        yield site


def becomes(site: ServedSite, address: str, is_so: Callable[[int, str], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while not (found := is_so(*site.get(address))) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def test_what_another_process_publishes_and_withdraws_is_seen(site):
    site.get("/agenda/?periode=toutes")
    address = site.shell(PUBLISH).strip()
    for shown_on in (address, "/agenda/?periode=toutes", "/sitemap.xml", "/agenda.json"):
        site.get(shown_on)
    assert becomes(site, address, lambda status, body: "Publiée ailleurs" in body)
    site.shell(UNPUBLISH)
    assert becomes(site, address, lambda status, body: status == 404)
    assert becomes(site, "/agenda/?periode=toutes", lambda _, body: "Publiée ailleurs" not in body)
