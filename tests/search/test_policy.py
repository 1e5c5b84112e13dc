"""What the search shows, and to whom: the clauses of docs/search.md, in results and suggestions."""

from datetime import timedelta
from html import escape
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction, Site

from events.models import AgendaEntry, EventPage
from home.models import ContentPage, HomePage
from tests.factories import (
    EventPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    home_page,
    make_user,
)
from tests.search.test_results import found
from tests.tools.many_texts import stream

pytestmark = pytest.mark.django_db

HOSTILE = ["<script>alert(1)</script> puits", "&lt;b&gt; puits", "<b>puits</b>", "&amp; puits"]
FIELDS = {
    "title": lambda text: {"title": text},
    "summary": lambda text: {"summary": text},
    "body": lambda text: {"body": stream(EventPage, [escape(text)])},
    "place": lambda text: {"place": PlaceFactory(name=text)},
    "theme": lambda text: {"themes": [ThemeFactory(name=text)]},
    "organiser": lambda text: {"organisers": [OrganiserFactory(name=text)]},
}
ALL = {"Puits pour tous"}


def shown(client) -> set[str]:
    """The titles that somebody sees who looks for a well, in the results and as suggestions."""
    suggested = client.get("/recherche/suggestions/", {"q": "puits"}).json()
    return {*found(client, "puits"), *(each["title"] for each in suggested)}


def content(title: str, parent: Page | None = None, **fields) -> ContentPage:
    return (parent or home_page()).add_child(instance=ContentPage(title=title, **fields))


@pytest.fixture
def public():
    return content("Puits pour tous")


def test_what_is_published_is_shown_at_once(client, public):
    assert shown(client) == ALL
    draft = content("Puits à venir", live=False)
    assert shown(client) == ALL
    draft.save_revision().publish()
    assert shown(client) == {*ALL, "Puits à venir"}


def test_what_is_withdrawn_or_deleted_is_not(client, public):
    withdrawn, deleted = content("Puits fermé"), content("Puits comblé")
    withdrawn.unpublish()
    deleted.delete()
    assert shown(client) == ALL


def test_the_draft_of_a_published_page_is_not(client, public):
    page = content("Forage")
    page.title = "Puits secret"
    page.introduction = "Un puits"
    page.save_revision()
    assert shown(client) == ALL
    assert found(client, "forage") == ["Forage"]


def test_what_has_expired_is_not(client, public):
    content("Puits d’hier", expire_at=timezone.now() - timedelta(hours=1))
    content("Puits de ce soir", expire_at=timezone.now() + timedelta(hours=1))
    call_command("publish_scheduled")
    assert shown(client) == {*ALL, "Puits de ce soir"}


def test_what_waits_for_its_hour_is_not(client, public):
    page = content("Puits de demain", live=False, go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision().publish()
    assert shown(client) == ALL


def test_the_tombstone_of_an_event_is_not(client, public):
    event = EventPageFactory(title="Puits annulé")
    assert shown(client) == {*ALL, "Puits annulé"}
    event.unpublish()
    assert AgendaEntry.objects.exists()
    assert shown(client) == ALL


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_what_is_private_is_not_nor_what_is_below_it(client, public, kind):
    parent = content("Puits privé")
    child = content("Puits du fond", parent)
    PageViewRestriction.objects.create(page=parent, restriction_type=kind)
    assert shown(client) == ALL
    child.refresh_from_db()
    child.move(public, "last-child")
    assert shown(client) == {*ALL, "Puits du fond"}


def test_the_staff_sees_in_it_what_everybody_sees(client, public):
    private = content("Puits privé")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    client.force_login(make_user("Publication"))
    assert shown(client) == ALL


def test_what_another_site_publishes_is_not(client, public):
    root = Page.get_first_root_node()
    other = root.add_child(instance=HomePage(title="Puits d’ailleurs", slug="ailleurs"))
    Site.objects.create(hostname="ailleurs.example", root_page=other)
    assert shown(client) == ALL


def test_a_page_that_moves_is_shown_at_its_new_address(client, public):
    page = content("Forage", slug="forage")
    page.move(public, "last-child")
    html = client.get("/recherche/", {"q": "forage"}).content.decode()
    assert f'href="/{public.slug}/forage/"' in html
    assert 'href="/forage/"' not in html


# -- Markup --------------------------------------------------------------------------------------


class Read(HTMLParser):
    """What a browser shows of a page, and the elements that it makes of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_any_field_is_shown_as_text(client, field, text):
    scripts = Read(client.get("/recherche/").content.decode()).tags.count("script")
    EventPageFactory(**{"title": "Rencontre"} | FIELDS[field](text))
    page = Read(client.get("/recherche/", {"q": "puits"}).content.decode())
    assert text in page.text
    assert "mark" in page.tags
    assert "b" not in page.tags
    assert page.tags.count("script") == scripts


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_what_is_looked_for_promoted_or_suggested_is_text(client, text):
    event = EventPageFactory(title=text)
    query = Query.objects.create(query_string=text)
    SearchPromotion.objects.create(query=query, page=event, description=text)
    scripts = Read(client.get("/recherche/").content.decode()).tags.count("script")
    page = Read(client.get("/recherche/", {"q": text}).content.decode())
    # The number of results, the title that is promoted, its description.
    assert page.text.count(text) >= 3
    assert "b" not in page.tags
    assert page.tags.count("script") == scripts
    suggested = client.get("/recherche/suggestions/", {"q": "puits"})
    assert [each["title"] for each in suggested.json()] == [text]
    assert suggested["Content-Type"] == "application/json"
