"""What the site exports makes the same agenda on a site that is empty, or changes nothing here."""

from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from events.models import AgendaEntry, Country, EventPage, Organiser, Place
from events.published import PublishedEvent
from site_lianes.core.models import Theme
from tests.events.subscriber import Subscriber

pytestmark = pytest.mark.django_db

# Of the site that holds an event, not of the event.
OF_THE_SITE = {"sequence", "published_at", "changed_at", "path"}
# What a calendar says of an event in fields of their own.
IN_CALENDARS = ("title", "starts_at", "ends_at", "all_day", "themes")


def told() -> dict[UUID, PublishedEvent]:
    return {entry.uid: entry.told for entry in AgendaEntry.objects.filter(is_public=True)}


def facts(event: PublishedEvent) -> dict[str, Any]:
    return {name: value for name, value in vars(event).items() if name not in OF_THE_SITE}


@pytest.fixture
def exported(client, tmp_path):
    """The files that the site gives of its whole agenda."""
    call_command("load_demo")

    def export(extension: str) -> Path:
        file = tmp_path / f"agenda.{extension}"
        file.write_bytes(Subscriber(client).fetch(extension, "?periode=toutes").content)
        return file

    return export


def import_file(file: Path, *options: str) -> list[str]:
    call_command("import_events", str(file), *options, stdout=(output := StringIO()))
    return output.getvalue().replace("\u202f", " ").replace("\xa0", " ").splitlines()


def empty() -> None:
    """As before the first event; groups are pages, which an import does not make."""
    for model in (EventPage, Place, Theme, Organiser, Country, AgendaEntry):
        model.objects.all().delete()


def test_our_table_makes_the_same_agenda_on_an_empty_site(exported):
    before, file = told(), exported("csv")
    empty()
    lines = import_file(file, "--create-missing", "--publish")
    assert f"Nouvelles : {len(before)}" in lines
    assert "Refusées : 0" in lines
    after = told()
    assert {uid: facts(event) for uid, event in after.items()} == {
        uid: facts(event) for uid, event in before.items()
    }


def test_our_calendar_makes_the_same_events_on_an_empty_site(exported):
    before, file = told(), exported("ics")
    empty()
    lines = import_file(file, "--create-missing", "--publish")
    assert f"Nouvelles : {len(before)}" in lines
    after = told()
    assert after.keys() == before.keys()
    for uid, event in before.items():
        for name in IN_CALENDARS:
            assert getattr(after[uid], name) == getattr(event, name), (event.title, name)
        assert after[uid].is_cancelled == event.is_cancelled
        # Without a postal code, nothing tells the town of a place from its name.
        if event.place and event.place.postal_code and event.current_mode != "online":
            assert after[uid].place.in_words == event.place.in_words
        assert event.summary in after[uid].text


def test_what_we_exported_changes_nothing_here(exported):
    before, file = told(), exported("csv")
    lines = import_file(file, "--publish")
    assert f"Déjà là, identiques : {len(before)}" in lines
    assert told() == before
