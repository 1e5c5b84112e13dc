"""The screen that repeats an event: it shows the dates first, then makes a page for each."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission

from events.models import EventPage, EventSeries, SchoolHoliday
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, ThemeFactory, make_user
from tests.shared_data import shared_by_module

pytestmark = pytest.mark.django_db

NO_DATE = "\u202f» n’est pas une date. Par exemple\u00a0: 17/10/2026."
EVERY_WEEK = {"rhythm": "weeks", "weeks": "1", "position": "1", "weekday": "3", "count": "3"}


def make_event() -> EventPage:
    return EventPageFactory(
        title="Permanence",
        slug="permanence",
        starts_at=paris(2026, 10, 8, 18),
        ends_at=paris(2026, 10, 8, 20),
        status="moved-online",
        participants=12,
        themes=[ThemeFactory(name="santé")],
    )


made = shared_by_module(make_event)


@pytest.fixture
def event(made) -> EventPage:
    return made()


@pytest.fixture
def send(client, event):
    """Sends the form as a member of Publication, with what the screen showed before."""
    client.force_login(make_user("Publication"))

    def send(before: Any = None, **fields: Any):
        data = EVERY_WEEK | (seen(before) if before else {}) | fields
        return client.post(address(event), data)

    return send


def address(event: EventPage) -> str:
    return reverse("repeat_event", args=[event.pk])


def seen(response: Any) -> dict[str, Any]:
    """What the browser sends back of the list that it shows."""
    offers = response.context["offers"]
    return {
        "shown": [each.value for each in offers if not each.skipped],
        "day": [each.value for each in offers if each.is_ticked],
        "announced": response.context["announced"],
    }


def listed(response: Any) -> list[str]:
    return [
        f"{each.in_words} — {each.skipped}" if each.skipped else each.in_words
        for each in response.context["offers"]
    ]


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def button(response: Any) -> str:
    found = re.search(r'name="create"[^>]*>(.*?)</button>', response.content.decode(), re.DOTALL)
    return found[1].strip() if found else ""


def others(event: EventPage) -> list[EventPage]:
    return list(EventPage.objects.exclude(pk=event.pk).order_by("starts_at"))


def test_the_dates_are_shown_with_those_left_out_and_nothing_is_made(send, event):
    response = send(skip_holidays="on", exceptions="05/11/2026\n", dates="14/10/2026 12:30")
    assert listed(response) == [
        "mercredi 14 octobre 2026 à 12h30",
        "jeudi 15 octobre 2026 à 18h00",
        "jeudi 22 octobre 2026 — vacances scolaires (Toussaint 2026)",
        "jeudi 29 octobre 2026 — vacances scolaires (Toussaint 2026)",
        "jeudi 5 novembre 2026 — exception",
        "jeudi 12 novembre 2026 à 18h00",
        "jeudi 19 novembre 2026 à 18h00",
    ]
    assert button(response) == "Créer 4 rencontres"
    assert others(event) == []
    assert not EventSeries.objects.exists()


def test_each_meeting_is_a_draft_with_its_own_identifier_and_address(send, event):
    response = send(send(), create="1")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    made = others(event)
    event.refresh_from_db()
    assert [each.slug for each in made] == [
        "permanence-2026-10-15",
        "permanence-2026-10-22",
        "permanence-2026-10-29",
    ]
    assert len({event.uid, *(each.uid for each in made)}) == 4
    assert {each.series_id for each in [event, *made]} == {EventSeries.objects.get().pk}
    for each in made:
        latest = each.get_latest_revision_as_object()
        assert not each.live
        assert (each.status, each.participants) == ("confirmed", None)
        assert (latest.uid, latest.series_id) == (each.uid, event.series_id)
        assert [theme.name for theme in latest.themes.all()] == ["santé"]
    # The clocks went back in between.
    assert made[1].starts_at == paris(2026, 10, 22, 18)
    assert made[2].starts_at == paris(2026, 10, 29, 18)
    assert made[2].ends_at == paris(2026, 10, 29, 20)


def test_what_is_not_ticked_is_not_made_and_the_number_is_said_before(send, event):
    first = send()
    fields = seen(first)
    unticked = {"day": fields["day"][1:], "create": "1"}
    second = send(first, **unticked)
    assert others(event) == []
    assert button(second) == "Créer 2 rencontres"
    assert "La liste a changé" in second.content.decode()
    send(second, create="1")
    assert [each.starts_at.day for each in others(event)] == [22, 29]


def test_what_was_left_unticked_stays_so_when_the_dates_are_shown_again(send, event):
    first = send()
    second = send(first, day=seen(first)["day"][1:], count="4")
    assert [each.is_ticked for each in second.context["offers"]] == [False, True, True, True]


def test_other_dates_than_those_shown_are_not_made(send, event):
    response = send(send(), create="1", weeks="2")
    assert others(event) == []
    assert button(response) == "Créer 3 rencontres"


@pytest.mark.parametrize("fields", [{}, {"publish": "on"}])
def test_the_same_request_twice_makes_the_meetings_once(send, event, fields):
    first = send(**fields)
    send(first, **fields, create="1")
    response = send(first, **fields, create="1")
    assert len(others(event)) == 3
    assert listed(response) == [
        f"jeudi {day} octobre 2026 — déjà une rencontre de la série ce jour-là"
        for day in (15, 22, 29)
    ]
    assert button(response) == ""


def test_more_meetings_join_the_same_series(send, event):
    send(send(), create="1")
    response = send(rhythm="dates", count="", dates="15/10/2026\n08/10/2026\n15/12/2026")
    assert [bool(each.skipped) for each in response.context["offers"]] == [True, True, False]
    send(response, rhythm="dates", count="", dates="15/12/2026", create="1")
    assert EventSeries.objects.get().meetings.count() == 5


def test_the_first_tuesday_of_each_month(send):
    response = send(rhythm="month", position="1", weekday="1", count="", until="31/12/2026")
    assert listed(response) == [
        "mardi 3 novembre 2026 à 18h00",
        "mardi 1er décembre 2026 à 18h00",
    ]


def test_meetings_are_published_when_asked_by_who_may(send, client, event):
    send(send(publish="on"), publish="on", create="1")
    made, series = others(event), EventSeries.objects.get()
    assert [each.live for each in made] == [True, True, True]
    assert [each.series_id for each in made] == [series.pk] * 3
    assert [each.get_latest_revision_as_object().series_id for each in made] == [series.pk] * 3
    assert client.get("/agenda/permanence-2026-10-15/").status_code == 200


def test_redaction_makes_drafts_whatever_it_sends(send, client, event):
    client.force_login(make_user("Rédaction", "dominique"))
    assert "publish" not in client.get(address(event)).context["form"].fields
    send(send(publish="on"), publish="on", create="1")
    assert [each.live for each in others(event)] == [False, False, False]


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_add_events_sees_nothing(send, client, event, method):
    GroupPagePermission.objects.filter(group=Group.objects.get(name="Rédaction")).delete()
    client.force_login(make_user("Rédaction", "dominique"))
    assert getattr(client, method)(address(event), EVERY_WEEK).status_code == 302
    client.logout()
    assert "/login/" in getattr(client, method)(address(event)).url
    assert others(event) == []


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"count": ""}, "until", "Dites jusqu’à quel jour, ou combien de fois."),
        ({"until": "01/10/2026"}, "until", "Ce jour n’est pas après la rencontre."),
        ({"weeks": ""}, "weeks", "Dites toutes les combien."),
        ({"rhythm": "dates", "dates": ""}, "dates", "Écrivez au moins une date."),
        (
            {"exceptions": "05/11/2026\n31/02/2027"},
            "exceptions",
            f"Ligne 2\u00a0: «\u202f31/02/2027{NO_DATE}",
        ),
        (
            {"dates": "17/10/20266"},
            "dates",
            f"Ligne 1\u00a0: «\u202f17/10/20266{NO_DATE}",
        ),
        ({"dates": "\n".join(["17/10/2026"] * 61)}, "dates", "Pas plus de 60 dates."),
    ],
)
def test_a_slip_is_told_and_nothing_typed_is_lost(send, event, fields, field, message):
    typed = {"exceptions": "11/11/2026", "dates": "24/10/2026 17:15"} | fields
    response = send(**typed, create="1")
    assert errors(response) == {field: [message]} or field == "dates"
    assert message in errors(response)[field]
    html = response.content.decode()
    for value in (typed["exceptions"], typed["dates"]):
        assert value in html
    # One field, which the page opens at.
    assert re.findall(r'name="(\w+)"[^>]*\sautofocus', html) == [field]
    assert others(event) == []


@pytest.mark.parametrize("field", [*EVERY_WEEK, "until", "exceptions", "dates", "day", "shown"])
@pytest.mark.parametrize("value", ["", "\0", "99999999999", "x" * 10_000, "-1", "2026-13-45"])
def test_no_value_breaks_the_screen(send, event, field, value):
    assert send(**{field: value}, create="1").status_code == 200
    assert others(event) == []


def test_the_screen_says_how_far_the_holidays_are_known(send, client, event):
    known = "Les vacances scolaires sont connues jusqu’au 31 août 2027."
    beyond = "La série va plus loin que les vacances scolaires connues"
    near, far = send(skip_holidays="on"), send(skip_holidays="on", count="60")
    assert known in client.get(address(event)).content.decode()
    assert beyond not in near.content.decode()
    assert beyond in far.content.decode()
    SchoolHoliday.objects.all().delete()
    html = send(skip_holidays="on").content.decode()
    assert "Aucunes vacances scolaires ne sont connues." in html
    assert beyond in html


def test_the_form_begins_with_the_weekday_of_the_event(client, send, event):
    form = client.get(address(event)).context["form"]
    assert (form["position"].initial, form["weekday"].initial) == (2, 3)


@pytest.mark.parametrize("screen", ["repeat_event", "wagtailadmin_pages:copy"])
def test_the_screens_that_ask_for_a_day_offer_the_calendar(client, send, event, screen):
    html = client.get(reverse(screen, args=[event.pk])).content.decode()
    assert html.count("js/date-time-chooser.js") == 1


def test_an_event_of_a_skipped_hour_is_told(send):
    response = send(
        rhythm="dates", count="", dates="29/03/2027 02:30\n28/03/2027 02:30\n28/03/2027 01:00"
    )
    assert listed(response) == [
        "dimanche 28 mars 2027 à 01h00",
        "dimanche 28 mars 2027 — 02h30 n’existe pas ce jour-là\u00a0: les horloges avancent",
        "lundi 29 mars 2027 à 02h30",
    ]
    response = send(rhythm="dates", count="", dates="28/03/2027 00:30")
    assert listed(response) == [
        (
            "dimanche 28 mars 2027 — l’heure de fin n’existe pas ce jour-là\u00a0: "
            "les horloges avancent"
        )
    ]


def test_the_screen_is_offered_on_events_and_nowhere_else(client, send, event):
    for page, offered in ((event, True), (EventIndexPageFactory._meta.model.objects.get(), False)):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert (f"/admin/rencontres/{page.pk}/repeter/" in html) is offered
    assert client.get(reverse("repeat_event", args=[event.get_parent().pk])).status_code == 404


def test_a_meeting_more_costs_the_same(send, event, django_assert_max_num_queries):
    first = send(count="2")
    with django_assert_max_num_queries(330):
        send(first, count="2", create="1")
    assert len(others(event)) == 2


def test_what_lasts_all_day_is_said_without_an_hour(send, event):
    event.starts_at, event.ends_at = paris(2026, 10, 8), paris(2026, 10, 9)
    event.all_day = True
    event.save_revision().publish()
    response = send(count="1")
    assert listed(response) == ["jeudi 15 octobre 2026"]
    send(response, count="1", create="1")
    assert others(event)[0].dates_in_words == "Du 15 au 16 octobre 2026"


def test_the_days_that_are_taken_are_those_of_paris(send, event):
    EventPage.objects.filter(pk=event.pk).update(starts_at=paris(2026, 10, 16, 0, 30))
    response = send(rhythm="dates", count="", dates="15/10/2026\n16/10/2026")
    assert [bool(each.skipped) for each in response.context["offers"]] == [False, True]


def test_holidays_are_kept_by_publication(client):
    client.force_login(make_user("Publication"))
    add = reverse("wagtailsnippets_events_schoolholiday:add")
    fields = {"name": "Pont", "first_day": "06/05/2027", "last_day": "05/05/2027"}
    assert "Le dernier jour est avant le premier." in client.post(add, fields).content.decode()
    client.post(add, fields | {"last_day": "09/05/2027"})
    assert SchoolHoliday.objects.get(name="Pont").last_day == date(2027, 5, 9)
