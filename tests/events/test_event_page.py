from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FunderFactory,
    GroupPageFactory,
    ImageFactory,
    OfficeFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

# Site, home page, the page itself with its place, group and image, view restrictions;
# organisers, themes, countries; what was announced before, what is new in the agenda, what to read
EVENT_QUERIES = 10


def make_event(size: int) -> EventPage:
    """An event with everything an event can have, `size` times where it can have several."""
    FunderFactory.create_batch(size)
    OfficeFactory.create_batch(size)
    everything = {
        "themes": ThemeFactory.create_batch(size),
        "countries": CountryFactory.create_batch(size),
        "organisers": OrganiserFactory.create_batch(size),
    }
    event = EventPageFactory(**everything, group=GroupPageFactory(), image=ImageFactory())
    event.save_revision().publish()
    for weeks in range(1, size + 1):
        away = timedelta(weeks=weeks)
        EventPageFactory(**everything, starts_at=event.starts_at + away)
        EventPageFactory(group=event.group, starts_at=event.starts_at + away)
        EventPageFactory(group=event.group, starts_at=event.starts_at - away)
        event.starts_at, event.ends_at = event.starts_at + away / 7, event.ends_at + away / 7
        event.save_revision().publish()
    return event


@pytest.mark.parametrize("size", [1, 3])
def test_event_page_costs_the_same_queries_whatever_it_holds(
    client, django_assert_num_queries: DjangoAssertNumQueries, size
):
    url = make_event(size).get_url()
    client.get(url)
    with django_assert_num_queries(EVENT_QUERIES):
        response = client.get(url)
    page = response.context["page"]
    assert len(page.changes) == size
    assert len(page.thread.related) == size
    assert page.thread.previous
    assert page.thread.next


def test_page_shows_date_place_and_organisers(client):
    event = EventPageFactory(
        starts_at=paris(2019, 10, 17, 18),
        ends_at=paris(2019, 10, 17, 21),
        place=PlaceFactory(
            name="Centre social",
            street="20 avenue de Bordeaux",
            town="Fâches-Thumesnil",
            postal_code="59155",
        ),
        organisers=[
            OrganiserFactory(name="Lianes coopération"),
            OrganiserFactory(name="Comité Tinkaré", name_in_sentence="le comité Tinkaré"),
        ],
    )
    html = " ".join(client.get(event.get_url()).content.decode().split())
    assert (
        '<time datetime="2019-10-17T18:00+02:00">Jeudi 17 octobre 2019 de 18h00</time> à '
        '<time datetime="2019-10-17T21:00+02:00">21h00</time>' in html
    )
    assert "Centre social <br> 20 avenue de Bordeaux, Fâches-Thumesnil (59155)" in html
    assert (
        '<a href="/agenda/?organisateur=lianes-cooperation">Lianes coopération</a> et '
        '<a href="/agenda/?organisateur=comite-tinkare">le comité Tinkaré</a>' in html
    )


def test_empty_fields_leave_no_trace(client):
    event = EventPageFactory(place=None, ends_at=None)
    html = client.get(event.get_url()).content.decode()
    for absent in ("None", "Lieu", "Organisateur", "Inscription", "Contact", "<dd></dd>"):
        assert absent not in html


@pytest.mark.parametrize(
    ("status", "words"),
    [("cancelled", "Annulé"), ("postponed", "Reporté"), ("moved-online", "Déplacé en ligne")],
)
def test_status_is_said_in_words(client, status, words):
    event = EventPageFactory(status=status)
    html = client.get(event.get_url()).content.decode()
    assert f">{words}</strong>" in html


def test_cancelled_event_says_so_in_the_title_of_the_window(client):
    event = EventPageFactory(status="cancelled", title="Projection")
    html = client.get(event.get_url()).content.decode()
    title = " ".join(html.partition("<title>")[2].partition("</title>")[0].split())
    assert title == "ANNULÉ — Projection – Lianes coopération"


def test_themes_are_always_in_the_order_of_the_staff():
    health, water = ThemeFactory(slug="sante"), ThemeFactory(slug="eau")
    for themes in ([health, water], [water, health]):
        assert EventPageFactory(themes=themes).theme_list == [health, water]


def test_what_is_typed_is_shown_as_text(client):
    event = EventPageFactory(title="<script>alert(1)</script> & co", summary="<b>gras</b>")
    html = client.get(event.get_url()).content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in html
    assert "&lt;b&gt;gras&lt;/b&gt;" in html


@pytest.mark.parametrize("all_day", [True, False])
def test_end_before_start_is_refused_in_french(all_day):
    event = EventPageFactory.build(
        starts_at=paris(2026, 5, 2, 10), ends_at=paris(2026, 5, 1, 12), all_day=all_day
    )
    with pytest.raises(ValidationError) as refusal:
        event.clean()
    assert refusal.value.message_dict == {"ends_at": ["La fin est avant le début."]}


@pytest.mark.parametrize("all_day", [True, False])
def test_end_far_off_is_refused_in_french(all_day):
    event = EventPageFactory.build(
        starts_at=paris(2026, 5, 2, 10), ends_at=paris(2062, 5, 2, 12), all_day=all_day
    )
    with pytest.raises(ValidationError) as refusal:
        event.clean()
    assert refusal.value.message_dict == {
        "ends_at": ["La fin est plus de douze mois après le début\u00a0: vérifiez l’année."]
    }


def test_a_year_long_exhibition_is_no_mistake():
    EventPageFactory.build(
        starts_at=paris(2027, 9, 1), ends_at=paris(2028, 9, 1), all_day=True
    ).clean()


def test_all_day_event_may_end_on_the_day_it_begins_whatever_the_hours():
    EventPageFactory.build(
        starts_at=paris(2026, 5, 2, 10), ends_at=paris(2026, 5, 2, 0), all_day=True
    ).clean()


def test_draft_and_private_events_are_not_served(client):
    draft = EventPageFactory(live=False)
    private = EventPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert client.get(draft.get_url()).status_code == 404
    assert client.get(private.get_url()).status_code == 302


def test_a_group_that_is_no_longer_public_is_not_linked(client):
    event = EventPageFactory(group=GroupPageFactory(title="Groupe Mali"))
    event.group.unpublish()
    assert "Groupe Mali" not in client.get(event.get_url()).content.decode()


@pytest.mark.parametrize("starts_at", [paris(2019, 10, 17, 18), paris(2060, 10, 17, 18)])
def test_an_event_can_be_previewed_before_it_is_first_stored(starts_at):
    """It has no key, no address and no past yet."""
    event = EventPage(title="Rencontre", slug="rencontre", starts_at=starts_at, mode="online")
    EventIndexPageFactory()
    html = event.make_preview_request().render().content.decode()
    assert event.dates_in_words.partition(" de ")[0] in html.replace("</time>", "")
    assert "event-share" not in html
    assert "event-qr" not in html


def test_an_event_moved_online_says_how_to_take_part_and_no_longer_where_to_go(client):
    event = EventPageFactory(
        status="moved-online",
        place=PlaceFactory(name="Salle Yser"),
        online_link="https://visio.example/puits",
    )
    facts = client.get(event.get_url()).content.decode().partition('class="event-facts"')[2]
    facts = facts.partition("</dl>")[0]
    assert "Salle Yser" not in facts
    assert "https://visio.example/puits" in facts
    assert "Heure de Lille" in facts
    entry = client.get("/agenda/?mode=en-ligne").content.decode()
    assert "Sur place</span>" not in entry
