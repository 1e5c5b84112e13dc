"""A change goes to one meeting, or to those after it: the screen says which before it does so."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data

from events.models import EventOrganiser, EventPage, EventSeries
from tests.events.test_dates import paris
from tests.events.test_event_form import FORM
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    ImageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)
from tests.shared_data import shared_by_module

pytestmark = pytest.mark.django_db
NOW = paris(2026, 10, 5, 12)
DAYS = [(10, 1), (10, 8), (10, 15), (10, 22), (10, 29)]


@pytest.fixture(autouse=True)
def now():
    """The first meeting of the series is over."""
    with time_machine.travel(NOW, tick=True):
        yield


def make_meetings() -> list[int]:
    """Five Thursdays, at 18:00; the fourth is still a draft."""
    series, place = EventSeries.objects.create(name="Permanence"), PlaceFactory(name="Yser")
    made = [
        EventPageFactory(
            title="Permanence",
            slug=f"permanence-{day}",
            series=series,
            place=place,
            starts_at=paris(2026, month, day, 18),
            ends_at=paris(2026, month, day, 20),
        )
        for month, day in DAYS
    ]
    for each in made:
        each.save_revision().publish()
    made[3].unpublish()
    return [each.pk for each in made]


# An hour before: a revision of a test is never older than these.
made = shared_by_module(time_machine.travel(NOW - timedelta(hours=1))(make_meetings))


@pytest.fixture
def meetings(made) -> list[EventPage]:
    return [EventPage.objects.get(pk=pk) for pk in made()]


@pytest.fixture
def event(meetings) -> EventPage:
    """The second one: this Thursday's."""
    return meetings[1]


@pytest.fixture
def screen(client, event):
    """Opens the screen, or sends what was ticked, as a member of Publication."""
    client.force_login(make_user("Publication"))
    return lambda *names, **fields: send(client, event, *names, **fields)


def send(client, event: EventPage, *names: str, before: Any = None, **fields: Any):
    address = reverse("change_meetings_after", args=[event.pk])
    if not names and not fields:
        return client.get(address)
    if before:
        fields["announced"] = before.context["announced"]
    return client.post(address, {"names": names} | fields)


def change(event: EventPage, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(event, name, value)
    event.save_revision().publish()


def differing(response: Any) -> dict[str, list[int]]:
    """The days of the meetings that say otherwise, by the name of what they say."""
    return {
        each.name: [meeting.event.starts_at.day for meeting, _ in each.before]
        for each in response.context["differences"]
    }


def now_stored(meetings: list[EventPage], name: str) -> list[Any]:
    stored = EventPage.objects.in_bulk([each.pk for each in meetings])
    return [getattr(stored[each.pk], name) for each in meetings]


def test_the_form_changes_this_meeting_alone_and_says_so(client, meetings, event):
    client.force_login(make_user("Publication"))
    edit = reverse("wagtailadmin_pages:edit", args=[event.pk])
    html = client.get(edit).content.decode()
    assert "Cette rencontre fait partie d’une série de 5" in html
    assert f"/admin/rencontres/{event.pk}/suivantes/" in html
    assert reverse("wagtailadmin_pages:edit", args=[meetings[4].pk]) in html
    ThemeFactory(name="paix")
    fields = FORM | {"slug": event.slug, "title": "Autre", "starts_at": "08/10/2026 18:00"}
    client.post(edit, nested_form_data(fields))
    assert now_stored(meetings, "title") == ["Permanence", "Autre", *["Permanence"] * 3]
    assert now_stored(meetings, "series_id") == [event.series_id] * 5


def test_an_event_alone_has_neither_panel_nor_screen(client):
    client.force_login(make_user("Publication"))
    alone = EventPageFactory()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[alone.pk])).content.decode()
    assert "fait partie d’une série" not in html
    assert "/suivantes/" not in html
    assert send(client, alone).status_code == 404


def test_what_differs_is_shown_meeting_by_meeting(screen, event, meetings):
    assert "disent la même chose" in screen().content.decode()
    other = PlaceFactory(name="Bonniers", town="Lille")
    change(event, place=other, starts_at=paris(2026, 10, 8, 18, 30), mode="hybrid")
    response = screen()
    days = [15, 22, 29]
    assert differing(response) == {"hour": days, "length": days, "mode": days, "place": days}
    html = response.content.decode()
    assert "jeudi 22 octobre 2026 : 18h00 → 18h30" in html
    assert "jeudi 22 octobre 2026 : 2h00 → 1h30" in html
    assert "Yser, Lille → Bonniers, Lille" in html
    assert "Sur place → Sur place et en ligne" in html


def test_the_change_is_announced_then_made_in_those_after_alone(screen, event, meetings, client):
    change(event, summary="Nouvelle salle.", price="Gratuit")
    shown = screen("summary")
    assert (
        "Cette modification touchera 3 rencontres, du 15 au 29 octobre 2026 ; les rencontres "
        "passées et celles d’avant ne changent pas."
    ) in " ".join(shown.content.decode().split())
    assert now_stored(meetings, "summary") == ["", "Nouvelle salle.", "", "", ""]
    response = screen("summary", before=shown, apply="1")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert now_stored(meetings, "summary") == ["", *["Nouvelle salle."] * 4]
    # What was not ticked stays.
    assert now_stored(meetings, "price") == ["", "Gratuit", "", "", ""]
    assert "Nouvelle salle." in client.get("/agenda/permanence-29/").content.decode()
    for each in EventPage.objects.all():
        assert each.get_latest_revision_as_object().summary == each.summary


def test_published_ones_are_published_anew_and_drafts_stay_drafts(screen, event, meetings):
    change(event, summary="Nouvelle salle.")
    screen("summary", before=screen("summary"), apply="1")
    assert now_stored(meetings, "live") == [True, True, True, False, True]
    assert now_stored(meetings, "has_unpublished_changes") == [False, False, False, True, False]


def test_nothing_is_done_that_was_not_announced(screen, event, meetings):
    change(event, summary="Nouvelle salle.", price="Gratuit")
    shown = screen("summary")
    for response in (
        screen("summary", apply="1"),
        screen("summary", apply="1", announced="x"),
        screen("summary", "price", before=shown, apply="1"),
    ):
        assert "Appliquer à 3 rencontres" in response.content.decode()
    change(meetings[2], summary="Autre chose.")
    assert "n’est plus le même" in screen("summary", before=shown, apply="1").content.decode()
    assert now_stored(meetings, "price") == ["", "Gratuit", "", "", ""]
    assert now_stored(meetings, "summary")[2] == "Autre chose."


def test_the_hour_and_the_length_move_and_each_keeps_its_day(screen, event, meetings):
    change(event, starts_at=paris(2026, 10, 8, 12, 15), ends_at=paris(2026, 10, 8, 13))
    screen("hour", before=screen("hour"), apply="1")
    assert now_stored(meetings[2:], "starts_at") == [
        paris(2026, 10, day, 12, 15) for day in (15, 22, 29)
    ]
    # As long as before.
    assert now_stored(meetings[2:], "ends_at") == [
        paris(2026, 10, day, 14, 15) for day in (15, 22, 29)
    ]
    screen("length", before=screen("length"), apply="1")
    assert now_stored(meetings[2:], "ends_at") == [paris(2026, 10, day, 13) for day in (15, 22, 29)]
    change(event, ends_at=None)
    screen("length", before=screen("length"), apply="1")
    assert now_stored(meetings[2:], "ends_at") == [None, None, None]


def test_days_are_said_and_given_for_what_lasts_all_day(screen, event, meetings):
    change(event, starts_at=paris(2026, 10, 8), ends_at=paris(2026, 10, 10), all_day=True)
    shown = screen()
    assert list(differing(shown)) == ["length", "all_day"]
    assert "jeudi 15 octobre 2026 : 2h00 → 3 jours" in shown.content.decode()
    screen("length", "all_day", before=screen("length", "all_day"), apply="1")
    assert EventPage.objects.get(pk=meetings[2].pk).dates_in_words == "Du 15 au 17 octobre 2026"
    # And back: the hour comes with it.
    change(event, starts_at=paris(2026, 10, 8, 9), ends_at=paris(2026, 10, 8, 17), all_day=False)
    names = ["hour", "length", "all_day"]
    assert list(differing(screen())) == names
    screen(*names, before=screen(*names), apply="1")
    assert EventPage.objects.get(pk=meetings[4].pk).dates_in_words == (
        "Jeudi 29 octobre 2026 de 09h00 à 17h00"
    )


def test_a_meeting_whose_clocks_skip_the_hour_is_left_out(screen, event, meetings):
    change(meetings[4], starts_at=paris(2027, 3, 28, 18), ends_at=paris(2027, 3, 28, 20))
    change(event, starts_at=paris(2026, 10, 8, 2, 30), ends_at=paris(2026, 10, 8, 4, 30))
    shown = screen("hour")
    assert "dimanche 28 mars 2027 : cette heure n’existe pas ce jour-là" in shown.content.decode()
    screen("hour", before=shown, apply="1")
    assert now_stored(meetings, "starts_at")[4] == paris(2027, 3, 28, 18)


def test_whatever_a_meeting_says_goes_to_those_after(screen, event, meetings):
    themes, organisers = ThemeFactory.create_batch(2), OrganiserFactory.create_batch(2)
    country = CountryFactory()
    event.themes.set(themes)
    event.countries.set([country])
    event.event_organisers = [
        EventOrganiser(organiser=organiser, sort_order=order)
        for order, organiser in enumerate(reversed(organisers))
    ]
    change(
        event,
        title="Permanence du réseau",
        body=[("heading", {"text": "Venez", "level": "h2"})],
        image=ImageFactory(),
        kind="permanence",
        registration_link="https://inscription.example/",
    )
    names = list(differing(screen()))
    assert names == [
        "title",
        "themes",
        "kind",
        "countries",
        "organisers",
        "body",
        "image",
        "registration_link",
    ]
    screen(*names, before=screen(*names), apply="1")
    assert differing(screen()) == {}
    last = EventPage.objects.get(pk=meetings[4].pk)
    assert last.live
    assert set(last.themes.all()) == set(themes)
    assert list(last.countries.all()) == [country]
    assert [link.organiser for link in last.event_organisers.all()] == organisers[::-1]
    assert str(last.body) == str(event.body)
    assert (last.title, last.slug, last.uid) == (event.title, "permanence-29", meetings[4].uid)


def test_the_marks_of_the_editor_are_no_difference(screen, event, meetings):
    """It gives some to what an import wrote, as soon as one meeting is opened and saved."""
    for each in meetings[2:]:
        change(each, body=[("paragraph", "<p>Venez avec un projet.</p>")])
    change(event, body=[("paragraph", '<p data-block-key="a1b2c">Venez avec un projet.</p>')])
    assert differing(screen()) == {}
    change(event, body=[("paragraph", '<p data-block-key="a1b2c">Venez sans projet.</p>')])
    assert list(differing(screen())) == ["body"]


def test_redaction_changes_drafts_and_nothing_that_is_public(client, event, meetings, screen):
    change(event, summary="Nouvelle salle.")
    client.force_login(make_user("Rédaction", "dominique"))
    shown = screen("summary")
    assert "le changement attendra d’être publié" in shown.content.decode()
    screen("summary", before=shown, apply="1")
    assert now_stored(meetings[2:], "summary") == ["", "Nouvelle salle.", ""]
    latest = [each.get_latest_revision_as_object().summary for each in EventPage.objects.all()]
    assert latest.count("Nouvelle salle.") == 4


def test_what_somebody_has_in_hand_is_not_published_with_the_change(screen, event, meetings):
    meetings[2].price = "Pas encore décidé"
    meetings[2].save_revision()
    change(event, summary="Nouvelle salle.")
    screen("summary", before=screen("summary"), apply="1")
    third = EventPage.objects.get(pk=meetings[2].pk)
    assert (third.summary, third.price) == ("", "")
    latest = third.get_latest_revision_as_object()
    assert (latest.summary, latest.price) == ("Nouvelle salle.", "Pas encore décidé")


def test_a_locked_meeting_is_left_out_and_told(screen, event, meetings):
    EventPage.objects.filter(pk=meetings[2].pk).update(locked=True)
    change(event, summary="Nouvelle salle.")
    shown = screen("summary")
    assert "jeudi 15 octobre 2026 : elle est verrouillée" in shown.content.decode()
    screen("summary", before=shown, apply="1")
    assert now_stored(meetings[2:], "summary") == ["", "Nouvelle salle.", "Nouvelle salle."]


def test_what_this_meeting_has_not_published_is_compared_and_told(screen, event, meetings):
    event.summary = "Pas encore publié."
    event.save_revision()
    response = screen()
    assert "des modifications qui ne sont pas publiées" in response.content.decode()
    assert list(differing(response)) == ["summary"]


def test_the_last_meeting_has_none_after_it(client, screen, meetings):
    assert (
        "Aucune rencontre à venir ne suit celle-ci." in send(client, meetings[4]).content.decode()
    )
    # From one that is over, those to come alone.
    change(meetings[0], summary="Bilan")
    assert differing(send(client, meetings[0])) == {"summary": [8, 15, 22, 29]}


@pytest.mark.parametrize("names", [[], ["uid"], ["starts_at"], ["\0"], ["x" * 10_000]])
def test_only_what_differs_can_be_ticked(screen, event, meetings, names):
    change(event, summary="Nouvelle salle.")
    response = screen(*names, apply="1")
    assert response.status_code == 200
    assert response.context["form"].errors
    assert now_stored(meetings, "summary").count("") == 4


def test_who_may_not_edit_sees_nothing(client, event, screen):
    GroupPagePermission.objects.filter(group=Group.objects.get(name="Rédaction")).delete()
    client.force_login(make_user("Rédaction", "dominique"))
    assert screen().status_code == 302
    assert screen("summary", apply="1").status_code == 302


def test_published_meetings_take_few_queries_each(screen, event, meetings):
    """Two: whether a workflow or a scheduled publication locks it."""
    change(event, summary="Nouvelle salle.")
    few = queries_of(screen)
    for day in range(10, 20):
        EventPageFactory(series=event.series, starts_at=paris(2026, 11, day, 18))
    assert queries_of(screen) <= few + 10 * 2


def queries_of(screen) -> int:
    with CaptureQueriesContext(connection) as queries:
        screen()
    return len(queries)


def test_no_revision_takes_a_meeting_out_of_its_series(meetings):
    before = meetings[1].revisions.first()
    EventPage.objects.filter(pk=meetings[1].pk).update(series=None)
    before.publish()
    assert EventPage.objects.get(pk=meetings[1].pk).series_id is None
    copy = meetings[2].copy(update_attrs={"slug": "copie"})
    assert EventPage.objects.get(pk=copy.pk).series_id is None
    alias = meetings[2].create_alias(update_slug="alias")
    change(meetings[2], summary="Suite")
    alias.refresh_from_db()
    assert (alias.summary, alias.series_id) == ("Suite", None)
