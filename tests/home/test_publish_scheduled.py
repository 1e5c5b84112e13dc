"""What has its hour is published and withdrawn on time, and all that shows it follows."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from events.models import Announcement, EventPage
from home.management.commands import keep_time
from home.models import ContentPage
from tests.events.agenda.watched import Agenda
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, home_page

pytestmark = pytest.mark.django_db

NOW = paris(2026, 9, 1, 8)
AT_NINE, AT_TEN = paris(2026, 9, 1, 9), paris(2026, 9, 1, 10)
PLACES = ("/agenda/", "/agenda.ics", "/agenda.atom", "/recherche/?q=forages", "/sitemap.xml")


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW)
    return time_machine


def schedule(**values) -> EventPage:
    """A draft that is approved for its hour."""
    usual = {"title": "Forages du Sahel", "slug": "forages", "starts_at": paris(2026, 9, 20, 18)}
    event = EventPageFactory(live=False, **usual | values)
    event.save_revision().publish()
    event.refresh_from_db()
    return event


def showing(client) -> set[str]:
    """Where a visitor meets the event."""
    pages = {path: client.get(path).content.decode() for path in PLACES}
    return {path for path, page in pages.items() if "/agenda/forages/" in page}


def test_an_event_appears_everywhere_at_its_hour_and_leaves_at_its_other(client, now):
    agenda = Agenda()
    event = schedule(go_live_at=AT_NINE, expire_at=AT_TEN)
    call_command("publish_scheduled")
    assert showing(client) == set()
    assert client.get("/agenda/forages/").status_code == 404
    assert agenda.events == set()

    now.move_to(AT_NINE + timedelta(seconds=1))
    call_command("publish_scheduled")
    assert showing(client) == set(PLACES)
    assert client.get("/agenda/forages/").status_code == 200
    assert agenda.events == {event.pk}

    now.move_to(AT_TEN + timedelta(seconds=1))
    call_command("publish_scheduled")
    event.refresh_from_db()
    assert (event.live, event.expired) == (False, True)
    # Calendars are told that it is no more, so that it leaves those that have it.
    assert showing(client) == set()
    assert "STATUS:CANCELLED" in client.get("/agenda.ics").content.decode()
    assert agenda.events == set()
    assert client.get("/agenda/forages/").status_code == 404


def test_a_scheduled_change_of_a_published_event_shows_at_its_hour(client, now):
    event = EventPageFactory(title="Forages", slug="forages", starts_at=paris(2026, 9, 20, 18))
    event.save_revision().publish()
    event.refresh_from_db()
    event.title, event.go_live_at = "Forages et puits", AT_NINE
    event.save_revision().publish()
    assert "Forages et puits" not in client.get("/agenda/").content.decode()
    assert showing(client) == set(PLACES)

    now.move_to(AT_NINE + timedelta(seconds=1))
    call_command("publish_scheduled")
    assert "Forages et puits" in client.get("/agenda/").content.decode()


def test_the_public_is_told_nothing_before_the_hour(client, now):
    event = schedule(go_live_at=AT_NINE)
    assert list(Announcement.objects.of(event)) == []
    # Somebody finds another day meanwhile: visitors never knew of the first.
    event.starts_at = event.starts_at + timedelta(days=1)
    event.ends_at = None
    event.save_revision().publish()
    now.move_to(AT_NINE + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert Announcement.objects.of(event).count() == 1
    assert "Reporté" not in client.get("/agenda/forages/").content.decode()


def test_the_menu_shows_a_page_from_its_hour_on(client, now):
    EventIndexPageFactory()
    page = ContentPage(title="Nos chantiers", slug="chantiers", show_in_menus=True, live=False)
    page.go_live_at = AT_NINE
    home_page().add_child(instance=page).save_revision().publish()
    assert "Nos chantiers" not in client.get("/agenda/").content.decode()
    now.move_to(AT_NINE + timedelta(seconds=1))
    call_command("publish_scheduled")
    assert "Nos chantiers" in client.get("/agenda/").content.decode()


def test_a_page_that_fails_keeps_no_other_from_being_published(now, monkeypatch):
    bad = schedule(title="Mauvaise", slug="mauvaise", go_live_at=AT_NINE)
    good = schedule(go_live_at=AT_TEN)
    now.move_to(AT_TEN + timedelta(seconds=1))
    save = EventPage.save

    def failing(page, *args, **kwargs):
        if page.pk == bad.pk:
            raise RuntimeError("no room left")
        return save(page, *args, **kwargs)

    monkeypatch.setattr(EventPage, "save", failing)
    with pytest.raises(RuntimeError):
        call_command("publish_scheduled")
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.live, bad.live) == (True, False)
    # Nothing of it is lost: it keeps its hour, and is published once it can be.
    assert bad.approved_schedule
    monkeypatch.undo()
    call_command("publish_scheduled")
    bad.refresh_from_db()
    assert bad.live


def test_a_dry_run_changes_nothing(now, capsys):
    event = schedule(go_live_at=AT_NINE)
    now.move_to(AT_TEN)
    call_command("publish_scheduled", dryrun=True)
    event.refresh_from_db()
    assert not event.live
    assert "forages" in capsys.readouterr().out


def test_each_minute_goes_on_after_one_that_failed(monkeypatch):
    done = []

    def call(command):
        done.append(command)
        if command == "publish_scheduled":
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(keep_time, "call_command", call)
    keep_time.do_what_is_due()
    assert done == ["publish_scheduled", "send_waiting_mail"]
