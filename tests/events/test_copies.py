"""A copied event is another meeting: a draft on another day, with an identifier of its own."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission

from events.models import EventPage
from events.slugs import free_event_slug
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    ImageFactory,
    OrganiserFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> EventPage:
    return EventPageFactory(
        title="Café des partenaires",
        slug="cafe-des-partenaires",
        starts_at=paris(2026, 5, 12, 18),
        ends_at=paris(2026, 5, 12, 20, 30),
        status="postponed",
        summary="Une heure pour se connaître.",
        body=body("On y parle de tout."),
        image=ImageFactory(),
        registration_link="https://inscription.example/",
        registration_deadline=paris(2026, 5, 10, 12),
        minutes=body("Ce qui s’est dit."),
        decisions="<ul><li>Continuer</li></ul>",
        participants=14,
        expire_at=paris(2026, 6, 1, 0),
        themes=ThemeFactory.create_batch(2),
        countries=[CountryFactory()],
        organisers=OrganiserFactory.create_batch(2),
    )


def body(text: str) -> list[tuple[str, str]]:
    return [("heading", {"text": text, "level": "h2"})]


@pytest.fixture
def copy(client, source):
    """Sends the form that copies the event, by a member of Rédaction."""
    client.force_login(make_user("Rédaction"))

    def copy(**fields: Any):
        data = {
            "new_title": source.title,
            "new_slug": "",
            "new_starts_at": "15/09/2026 18:00",
            "new_ends_at": "",
            "new_parent_page": source.get_parent().pk,
        }
        return client.post(address(source), data | fields)

    return copy


def address(event: EventPage) -> str:
    return reverse("wagtailadmin_pages:copy", args=[event.pk])


def the_copy(source: EventPage) -> EventPage:
    return EventPage.objects.exclude(pk=source.pk).get()


def organisers(event: EventPage) -> list[str]:
    return [link.organiser.name for link in event.event_organisers.all()]


def errors(response, field: str) -> list[str]:
    return list(response.context["form"].errors.get(field, []))


def test_a_copy_is_a_draft_that_keeps_what_it_is_about_and_with_whom(copy, source):
    response = copy()
    made = the_copy(source)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert not made.live
    assert made.first_published_at is None
    # The editor opens the revision: it says the same as the page.
    for each in (made, made.get_latest_revision_as_object()):
        assert each.uid == made.uid != source.uid
        assert each.slug == "cafe-des-partenaires-2026-09-15"
        for name in ("title", "summary", "place", "image", "registration_link"):
            assert getattr(each, name) == getattr(source, name)
        assert str(each.body) == str(source.body)
        assert set(each.themes.all()) == set(source.themes.all())
        assert list(each.countries.all()) == list(source.countries.all())
        organisers = [
            [link.organiser for link in page.event_organisers.all()] for page in (each, source)
        ]
        assert organisers[0] == organisers[1]


def test_a_copy_takes_nothing_of_the_day_of_the_other(copy, source):
    copy()
    made = the_copy(source)
    for each in (made, made.get_latest_revision_as_object()):
        assert each.starts_at == paris(2026, 9, 15, 18)
        assert each.ends_at == paris(2026, 9, 15, 20, 30)
        assert each.status == "confirmed"
        assert not each.minutes
        assert each.decisions == ""
        for name in ("participants", "registration_deadline", "expire_at"):
            assert getattr(each, name) is None


def test_the_screen_asks_for_the_day_and_offers_neither_alias_nor_publication(client, source):
    client.force_login(make_user("Publication"))
    form = client.get(address(source)).context["form"]
    assert list(form.fields) == [
        "new_title",
        "new_starts_at",
        "new_ends_at",
        "new_slug",
        "new_parent_page",
    ]
    assert not form.initial


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("new_starts_at", "", "Champ requis."),
        ("new_ends_at", "14/09/2026 18:00", "La fin est avant le début."),
        (
            "new_ends_at",
            "14/09/2028 18:00",
            "La fin est plus de douze mois après le début\u00a0: vérifiez l’année.",
        ),
        ("new_slug", "cafe-des-partenaires", None),
    ],
)
def test_a_refused_copy_makes_nothing_and_loses_nothing(copy, source, field, typed, message):
    response = copy(new_title="Un autre titre", **{field: typed})
    found = errors(response, field)
    assert found == [message or found[0]]
    html = response.content.decode()
    assert "Un autre titre" in html
    assert typed in html
    # The page opens at the field to mend.
    assert re.findall(r'name="(\w+)"[^>]*\sautofocus', html) == [field]
    assert EventPage.objects.get() == source


def test_hours_that_the_clocks_skip_are_told(copy, source):
    response = copy(new_starts_at="29/03/2026 02:30")
    assert errors(response, "new_starts_at")[0].startswith("02h30 n’existe pas le 29/03/2026")
    # It would last until 02:30.
    response = copy(new_starts_at="29/03/2026 00:00", new_ends_at="")
    assert errors(response, "new_ends_at") == [
        "L’heure de fin n’existe pas ce jour-là, où les horloges avancent\u00a0: donnez-la."
    ]
    assert EventPage.objects.get() == source


def test_a_copy_of_an_event_with_a_draft_says_what_its_editor_sees(copy, source):
    source.summary = "Une phrase pas encore publiée."
    source.save_revision()
    copy()
    made = the_copy(source)
    assert made.summary == made.get_latest_revision_as_object().summary == source.summary
    assert made.revisions.count() == 1


def test_who_may_not_add_events_makes_no_copy(copy, source):
    GroupPagePermission.objects.filter(group=Group.objects.get(name="Rédaction")).delete()
    assert copy().status_code in {302, 403}
    assert EventPage.objects.get() == source


def test_identifiers_are_never_shared_nor_brought_back(source):
    uid = source.uid
    older = source.save_revision()
    copy = source.copy(update_attrs={"slug": "copie"})
    copy.save_revision().publish()
    copy = EventPage.objects.get(pk=copy.pk)
    assert copy.live
    assert copy.uid != uid

    source.title = "Autre titre"
    source.save_revision().publish()
    older.publish()
    source.refresh_from_db()
    assert (source.title, source.uid) == ("Café des partenaires", uid)
    # What it has of the other's history gives it no other identifier.
    assert {each.as_object().uid for each in copy.revisions.all()} == {copy.uid}


def test_an_address_is_of_the_title_then_of_the_day_then_numbered():
    event = EventPageFactory(title="Fête & cœur", slug="fete-cur")
    parent, day = event.get_parent(), date(2026, 5, 1)
    assert free_event_slug(parent, "Atelier", day) == "atelier"
    assert free_event_slug(parent, "Atelier", day, dated=True) == "atelier-2026-05-01"
    assert free_event_slug(parent, "Fête & cœur", day) == "fete-cur-2026-05-01"
    EventPageFactory(slug="fete-cur-2026-05-01")
    assert free_event_slug(parent, "Fête & cœur", day) == "fete-cur-2026-05-01-2"
    assert free_event_slug(parent, "???", day) == "rencontre"
