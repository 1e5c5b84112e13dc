"""The sitemap: the pages that exist, and when each was last published."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(client) -> dict[str, str | None]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES)
        for url in root.findall("s:url", NAMES)
    }


def test_every_public_page_of_the_demo_is_listed_and_answers(client):
    call_command("load_demo", verbosity=0)
    pages = Page.objects.live().public().filter(depth__gt=1)
    found = entries(client)
    assert found.keys() == {page.full_url for page in pages}
    for address in found:
        assert "?" not in address
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_drafts_and_private_events_are_not_listed(client):
    draft, private, public = EventPageFactory(live=False), EventPageFactory(), EventPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = entries(client)
    assert public.full_url in found
    assert not {draft.full_url, private.full_url, "http://testserver/recherche/"} & found.keys()


def test_the_date_is_that_of_the_last_publication_not_of_a_draft(client):
    event = EventPageFactory()
    event.save_revision().publish()
    published = datetime(2026, 3, 4, 10, tzinfo=UTC)
    Page.objects.filter(pk=event.pk).update(last_published_at=published)
    event.refresh_from_db()
    event.title = "Brouillon"
    event.save_revision()
    assert entries(client)[event.full_url] == "2026-03-04"
