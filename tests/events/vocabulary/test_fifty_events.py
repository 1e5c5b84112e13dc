"""Two places used by fifty events of all kinds, merged through the screen: nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from events.choices import Status
from events.models import Action, AgendaEntry, Announcement, EventPage, EventSeries, ImportedFrom
from events.published import PublishedPlace
from events.vocabulary.uses import Uses, uses_of
from tests.events.agenda.watched import Agenda
from tests.events.imports.saying import actions, said, store
from tests.events.subscriber import Subscriber
from tests.events.test_dates import paris
from tests.events.vocabulary.merging import merge
from tests.factories import EventPageFactory, PlaceFactory

pytestmark = pytest.mark.django_db

START = paris(2030, 3, 5, 18)
# What a merge of these two changes in a calendar, and nothing else.
NEWS = {"SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "LOCATION", "DESCRIPTION"}


def published(**fields: Any) -> EventPage:
    event = EventPageFactory(**fields)
    event.save_revision().publish()
    return event


def twenty_five_events(kind: str, place: Any, file: list[Any]) -> None:
    """To come, past, cancelled, drafts, with changes that wait, in a series, imported."""
    for day in range(6):
        published(title=f"À venir {kind} {day}", starts_at=START + timedelta(days=day), place=place)
    for day in range(4):
        published(title=f"Passée {kind} {day}", starts_at=paris(2019, 3, 5 + day, 18), place=place)
    for each in range(2):
        published(
            title=f"Annulée {kind} {each}", starts_at=START, status=Status.CANCELLED, place=place
        )
    for each in range(3):
        EventPageFactory(title=f"Brouillon {kind} {each}", live=False, place=place).save_revision()
    for each in range(2):
        event = published(title=f"En attente {kind} {each}", starts_at=START, place=place)
        event.summary = "Un résumé qui attend"
        event.save_revision()
    series = EventSeries.objects.create(name="Réunions")
    for week in range(3):
        start = START + timedelta(weeks=week)
        published(title=f"Série {kind} {week}", starts_at=start, place=place, series=series)
    store(*file, attach=True, publish=True)


def file_of(kind: str, place: Any) -> list[Any]:
    where = PublishedPlace(place.name, place.street, place.postal_code, place.town)
    return [
        said(
            title=f"Importée {kind} {day}",
            starts_at=START + timedelta(days=day),
            place=where,
        )
        for day in range(5)
    ]


@pytest.fixture
def places(db) -> tuple[Any, Any]:
    return (
        PlaceFactory(name="Salle Yser", street="5 rue Jules de Vicq"),
        PlaceFactory(name="Salle Yzer", street="", postal_code=""),
    )


@pytest.fixture
def files(places) -> list[list[Any]]:
    files = [file_of(kind, place) for kind, place in zip("AB", places, strict=True)]
    for kind, place, file in zip("AB", places, files, strict=True):
        twenty_five_events(kind, place, file)
    return files


def rows() -> list[tuple[Any, ...]]:
    """What no merge of places may touch."""
    names = ("pk", "uid", "slug", "url_path", "title", "live", "starts_at", "status", "series")
    return list(EventPage.objects.order_by("pk").values_list(*names))


def told(client: Client) -> dict[Any, dict[str, bytes]]:
    """What the calendar of the whole agenda says of each event."""
    events = Subscriber(client).calendar("?periode=toutes")
    return {uid: {name: event[name].to_ical() for name in event} for uid, event in events.items()}


def sequences() -> dict[int, int]:
    return dict(AgendaEntry.objects.values_list("pk", "sequence"))


def test_every_address_link_and_uid_stays(client, staff, places, files):
    yser, yzer = places
    agenda = Agenda()
    assert uses_of([yser, yzer])[yzer.pk] == Uses(
        published=22, upcoming=18, drafts=3, in_series=3, imported=5
    )
    at_yzer = set(EventPage.objects.live().filter(place=yzer).values_list("pk", flat=True))
    before, calendar, rising = rows(), told(client), sequences()
    listed, announced = agenda.events, Announcement.objects.count()
    pages = [event.get_url() for event in EventPage.objects.live()]

    merge(staff, yser, yzer)

    assert rows() == before
    assert {client.get(address).status_code for address in pages} == {200}
    assert (agenda.events, len(agenda.events)) == (listed, 44)
    assert EventPage.objects.filter(place=yser).count() == 50
    after = told(client)
    assert after.keys() == calendar.keys()
    changed = {
        name
        for uid, event in after.items()
        for name in event.keys() | calendar[uid].keys()
        if event.get(name) != calendar[uid].get(name)
    }
    assert {"SEQUENCE", "LOCATION"} <= changed <= NEWS
    risen = {pk for pk, number in sequences().items() if number != rising[pk]}
    assert risen == at_yzer
    assert {sequences()[pk] - rising[pk] for pk in risen} == {1}
    assert Announcement.objects.count() == announced
    assert not any(event.changes for event in EventPage.objects.live())


def test_drafts_imports_references_and_the_search_name_what_stays(client, staff, places, files):
    yser, yzer = places
    merge(staff, yser, yzer)

    for event in EventPage.objects.filter(title__startswith="En attente"):
        event.get_latest_revision().publish()
    for draft in EventPage.objects.filter(live=False):
        form = staff.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]
        assert form.instance.place == yser
        draft.get_latest_revision().publish()
    assert set(EventPage.objects.live().values_list("place", flat=True)) == {yser.pk}
    assert not any(event.changes for event in EventPage.objects.live())

    assert not ReferenceIndex.get_references_to(yzer).exists()
    assert ReferenceIndex.get_references_to(yser).values("object_id").distinct().count() == 50
    found = client.get("/recherche/", {"q": "Yser"}).context["results"]
    assert found.paginator.count == 50
    assert not client.get("/recherche/", {"q": '"Salle Yzer"', "type": "evenement"}).context[
        "results"
    ]

    provenance = list(ImportedFrom.objects.order_by("pk").values())
    for file in files:
        assert actions(store(*file, attach=True, publish=True)) == [Action.UNCHANGED] * 5
    assert list(ImportedFrom.objects.order_by("pk").values()) == provenance
