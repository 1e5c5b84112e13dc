"""What the checks are given of an event and of the site: links, pictures, neighbours, places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from events.checks.remarks import remarks_on, remarks_on_page
from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    ImageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

# Place, image; neighbours, the themes in common; places; pages linked to and restrictions;
# documents; the site, the pages of addresses and redirects.
QUERIES = 12
DEAD = "du site que les visiteurs ne trouvent pas."


def an_event(**facts) -> EventPage:
    """One of which there is nothing to say."""
    defaults = {"title": "Café", "starts_at": paris(2031, 5, 12, 14), "themes": [ThemeFactory()]}
    return EventPageFactory(**defaults | facts)


def said_of(event: EventPage) -> list[tuple[str, str]]:
    return [(remark.field, remark.text) for remark in remarks_on_page(event)]


def linking(html: str, **facts) -> EventPage:
    return an_event(body=[("paragraph", f"<p>{html}</p>")], **facts)


def test_an_event_that_is_whole_has_no_remark():
    assert said_of(an_event(image=ImageFactory(description="Un puits"))) == []


def test_links_to_pages_that_visitors_do_not_find():
    draft, gone, secret = EventPageFactory.create_batch(3, starts_at=paris(2030, 1, 1, 9))
    draft.unpublish()
    gone.delete()
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    for pk in (draft.pk, gone.pk or 999, secret.pk, "²", "9" * 30):
        event = linking(f'<a linktype="page" id="{pk}">le programme</a>')
        assert said_of(event) == [("body", f"Le lien « le programme » mène à une page {DEAD}")]
        event.delete()


def test_links_that_answer_are_left_alone():
    page = EventPageFactory(slug="autre", starts_at=paris(2030, 1, 1, 9))
    document = Document.objects.create(title="Programme", file="programme.pdf")
    Redirect.objects.create(old_path="/ancienne", redirect_link="/agenda/")
    alive = [
        f'linktype="page" id="{page.pk}"',
        f'linktype="document" id="{document.pk}"',
        'href="/agenda/autre/"',
        'href="/agenda/autre"',
        'href="http://testserver/agenda/autre/?page=2#suite"',
        'href="/"',
        'href="/agenda.ics"',
        'href="/ancienne/"',
        'href="https://ailleurs.example/agenda/inconnue/"',
        'href="mailto:contact@lianes.example"',
        'href="tel:+33320000000"',
        'href="#suite"',
        'href="http://[casse"',
    ]
    assert said_of(linking(" ".join(f"<a {each}>ici</a>" for each in alive))) == []


@pytest.mark.parametrize(
    "href", ["/agenda/inconnue/", "http://testserver/inconnue", "/%F0%9F%8D%89/"]
)
def test_addresses_of_the_site_that_answer_nothing(href):
    EventIndexPageFactory()
    assert said_of(linking(f'<a href="{href}">ici</a>')) == [
        ("body", f"Le lien « ici » mène à une page {DEAD}")
    ]


def test_links_of_decisions_and_fields_are_looked_at_too(settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "lianes.example"]
    address = "https://lianes.example/inscription-inconnue/"
    event = an_event(
        decisions='<p><a linktype="document" id="77">le compte rendu</a></p>',
        registration_link=address,
    )
    assert said_of(event) == [
        ("decisions", f"Le lien « le compte rendu » mène à un document {DEAD}"),
        ("registration_link", f"Le lien « {address} » mène à une page {DEAD}"),
    ]


def test_pictures_of_the_page_and_of_its_text():
    image = ImageFactory(title="affiche", description="")
    block = {
        "image": {"image": image.pk, "alt_text": "IMG_1.jpg", "decorative": False},
        "caption": "",
    }
    decorative = {"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": ""}
    body = EventPage._meta.get_field("body").to_python(
        [{"type": "image", "value": value} for value in (block, decorative)]
    )
    assert [field for field, _text in said_of(an_event(image=image, body=body))] == [
        "image",
        "body",
    ]


def test_doubles_are_looked_for_among_pages_of_the_day_that_are_not_cancelled():
    place = PlaceFactory()
    event = an_event(place=place)
    facts = {"title": "Cafe", "place": place, "starts_at": paris(2031, 5, 12, 18)}
    EventPageFactory(**facts | {"status": "cancelled"}, slug="annule")
    EventPageFactory(**facts | {"starts_at": paris(2031, 5, 13, 0)}, slug="demain")
    assert said_of(event) == []
    EventPageFactory(**facts, slug="brouillon", live=False)
    assert said_of(event) == [
        (
            "title",
            "« Cafe » existe déjà ce jour-là (brouillon, à 18h00) : est-ce la même rencontre ?",
        )
    ]


def test_the_places_of_the_site_and_the_themes_in_common():
    theme = ThemeFactory(name="eau")
    PlaceFactory(name="MRES", town="Lille", street="", postal_code="")
    event = an_event(
        themes=[theme],
        place=PlaceFactory(name="M.R.E.S.", town="LILLE", street="", postal_code=""),
        starts_at=paris(2031, 5, 12, 18),
    )
    EventPageFactory(title="Forage", themes=[theme], starts_at=paris(2031, 5, 12, 19))
    assert [field for field, _text in said_of(event)] == ["place", "starts_at"]


def full_event(size: int) -> EventPage:
    themes = ThemeFactory.create_batch(size)
    pages = EventPageFactory.create_batch(size, starts_at=paris(2031, 5, 12, 19), themes=themes)
    links = "".join(
        f'<a linktype="page" id="{page.pk}">un</a><a linktype="document" id="{page.pk}">deux</a>'
        f'<a href="/agenda/{page.slug}/">trois</a><a href="/inconnue-{page.pk}/">quatre</a>'
        for page in pages
    )
    return linking(
        links,
        starts_at=paris(2031, 5, 12, 18),
        themes=themes,
        organisers=OrganiserFactory.create_batch(size),
        image=ImageFactory(),
    )


@pytest.mark.parametrize("size", [1, 3])
def test_the_checks_cost_as_many_queries_whatever_there_is(size):
    event = EventPage.objects.get(pk=full_event(size).pk)
    # Themes and organisers of the event, one by one: the form has read them already.
    with CaptureQueriesContext(connection) as own:
        themes = [tie.tag for tie in event.event_themes.all()]
        organisers = [link.organiser for link in event.event_organisers.all()]
    assert len(own) == 2 + 2 * size
    with CaptureQueriesContext(connection) as queries:
        assert remarks_on(event, themes, organisers)
    assert len(queries) == QUERIES


def test_a_place_that_was_merged_is_no_second_spelling():
    place = PlaceFactory(name="Salle Yser", town="Lille", street="")
    double = PlaceFactory(name="Salle d’Yser", town="Lille", street="")
    event = an_event(place=place)
    assert [field for field, _text in said_of(event)] == ["place"]
    double.merged_into = place
    double.save()
    assert said_of(event) == []
