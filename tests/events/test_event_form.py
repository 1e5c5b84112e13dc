"""The event's form in the admin: what happens on the days when the clocks change, and to slips."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import EventPage
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, ThemeFactory, make_user

pytestmark = pytest.mark.django_db


FORM = {
    "title": "Nuit des étoiles",
    "slug": "nuit-des-etoiles",
    "status": "confirmed",
    "mode": "on-site",
    "summary": "Une phrase tapée avec soin.",
    "event_organisers": inline_formset([]),
    "body": streamfield([]),
    "minutes": streamfield([]),
    "decisions": rich_text(""),
    "themes": "paix",
    "comments": inline_formset([]),
    "action-publish": "1",
}


@pytest.fixture
def send(client):
    """Sends the form of a new event, or of the one at `url`, and returns the answer."""
    client.force_login(make_user("Publication"))
    ThemeFactory(name="paix")
    agenda = EventIndexPageFactory()
    new = reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk])

    def send(url: str = new, **fields: Any):
        return client.post(url, nested_form_data(FORM | fields))

    return send


def errors(response, field: str) -> list[str]:
    return list(response.context["form"].errors.get(field, []))


@pytest.mark.parametrize("field", ["starts_at", "ends_at", "registration_deadline"])
def test_an_hour_that_does_not_exist_is_refused_in_plain_words(send, field):
    typed = {"starts_at": "28/03/2026 20:00", field: "29/03/2026 02:30"}
    response = send(**typed)
    (error,) = errors(response, field)
    assert error == (
        "02h30 n’existe pas le 29/03/2026\u00a0: cette nuit-là, les horloges avancent d’une heure. "
        "Choisissez une autre heure."
    )
    assert not EventPage.objects.exists()


def test_an_hour_that_comes_twice_is_taken_in_summer_time(send):
    send(starts_at="25/10/2026 02:30", ends_at="25/10/2026 06:00")
    event = EventPage.objects.get()
    assert event.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 10, 25, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ends_at", "message"),
    [
        ("17/10/2026 16:00", "La fin est avant le début."),
        (
            "17/10/2062 21:00",
            "La fin est plus de douze mois après le début\u00a0: vérifiez l’année.",
        ),
        ("hier soir", "Saisissez une date et une heure valides."),
    ],
)
def test_nothing_typed_is_lost_when_the_end_is_refused(send, ends_at, message):
    response = send(starts_at="17/10/2026 18:00", ends_at=ends_at)
    assert errors(response, "ends_at") == [message]
    html = response.content.decode()
    for typed in ("Nuit des étoiles", "17/10/2026 18:00", ends_at, "Une phrase tapée avec soin."):
        assert typed in html
    assert not EventPage.objects.exists()


def test_an_end_is_not_compared_with_the_start_that_was_there_before(send):
    event = EventPageFactory(starts_at=paris(2019, 5, 15, 18))
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    response = send(url, starts_at="28/03/2027 02:30", ends_at="28/03/2027 05:00")
    assert errors(response, "starts_at")
    assert errors(response, "ends_at") == []


def test_what_when_where_with_whom_come_first_and_the_report_has_its_own_tab():
    tabs = EventPage.get_edit_handler().children
    assert [str(tab.heading) for tab in tabs[:2]] == ["Contenu", "Compte rendu"]
    headings = [str(panel.heading) for panel in tabs[0].children]
    assert headings[2:6] == ["Quand", "Où", "Avec qui", "Thèmes et type"]
    assert [panel.field_name for panel in tabs[1].children[1:]] == [
        "participants",
        "decisions",
        "minutes",
    ]


@pytest.mark.parametrize("typed", ["31/12/9999 20:00", "01/01/0001 20:00", "17/10/0206 18:00"])
@pytest.mark.parametrize("all_day", [{}, {"all_day": "on"}])
def test_a_slip_in_the_year_is_refused_in_plain_words(send, typed, all_day):
    response = send(starts_at=typed, **all_day)
    expected = ["L’année est hors de portée\u00a0: entre 1950 et 2100."]
    assert errors(response, "starts_at") == expected
    assert not EventPage.objects.exists()
