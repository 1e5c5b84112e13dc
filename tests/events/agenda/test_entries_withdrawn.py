"""Whatever is taken away, moved or copied, the agenda's index says what the pages say."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import AgendaEntry, EventPage
from tests.events.agenda.watched import LATER, LATER_TERM, publish, send, send_bulk
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    OrganiserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_an_event_expires(agenda, event, time_machine):
    publish(event, expire_at=timezone.now() + timedelta(hours=1))
    call_command("publish_scheduled")
    assert event.pk in agenda.events
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")
    assert event.pk not in agenda.events


def test_an_event_is_unpublished_and_published_again(staff, agenda, event):
    send(staff, "unpublish", event.pk)
    assert event.pk not in agenda.events
    publish(event)
    assert event.pk in agenda.events


def test_events_are_unpublished_in_bulk(staff, agenda, event):
    send_bulk(staff, "unpublish", *EventPage.objects.all())
    assert agenda.events == set()


def test_the_agenda_is_unpublished_with_its_events(staff, agenda, event):
    send(staff, "unpublish", event.get_parent().pk, include_descendants="on")
    assert agenda.events == set()


def test_an_event_is_deleted(staff, agenda, event):
    send(staff, "delete", event.pk)
    assert len(agenda.events) == 1
    assert AgendaEntry.objects.get(pk=event.pk).is_public is False


def test_events_are_deleted_in_bulk(staff, agenda, event):
    send_bulk(staff, "delete", *EventPage.objects.all())
    assert not EventPage.objects.exists()
    assert agenda.events == set()


@pytest.mark.parametrize("restricted", ["agenda", "event", None])
def test_the_agenda_is_deleted_with_its_events(admin_client, agenda, event, restricted):
    pages = {"agenda": event.get_parent(), "event": event}
    if restricted:
        login = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=pages[restricted], restriction_type=login)
    send(admin_client, "delete", event.get_parent().pk)
    assert not EventPage.objects.exists()
    assert agenda.events == set()


def test_an_event_moves_to_where_only_some_may_read_it_and_back(staff, agenda, event):
    home, reserved = event.get_parent(), EventIndexPageFactory(slug="reserve")
    send(staff, "set_privacy", reserved.pk, restriction_type="login")
    send(staff, "move_confirm", event.pk, reserved.pk)
    assert event.pk not in agenda.events
    send(staff, "move_confirm", event.pk, home.pk)
    assert event.pk in agenda.events


def test_the_agenda_moves(staff, agenda, event):
    other = EventIndexPageFactory(slug="autre")
    inside = EventPageFactory(parent=other)
    PageViewRestriction.objects.create(page=event.get_parent(), restriction_type="login")
    assert agenda.events == {inside.pk}
    other.move(event.get_parent(), pos="last-child")
    assert agenda.events == set()


def test_an_event_is_copied_with_all_it_is_found_by(staff, agenda):
    event = EventPageFactory(
        themes=[ThemeFactory()], countries=[CountryFactory()], organisers=[OrganiserFactory()]
    )
    start = f"{timezone.localtime(event.starts_at):%d/%m/%Y %H:%M}"
    said = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": event.get_parent().pk}
    send(staff, "copy", event.pk, **said, new_starts_at=start)
    copy = EventPage.objects.get(slug="copie")
    assert agenda.events == {event.pk}
    publish(copy)
    assert agenda.events == {event.pk, copy.pk}
    assert read_terms(copy) == read_terms(event)


def read_terms(event: EventPage) -> str:
    return AgendaEntry.objects.get(pk=event.pk).terms


def test_an_alias_follows_what_it_stands_for(staff, agenda, event):
    alias = event.create_alias(update_slug="alias")
    assert {event.pk, alias.pk} <= agenda.events
    publish(event, **LATER)
    assert agenda.under(LATER_TERM) == sorted([event.pk, alias.pk])
    send(staff, "unpublish", event.pk)
    assert not {event.pk, alias.pk} & agenda.events


@pytest.mark.parametrize("restricted", ["event", "agenda"])
def test_what_is_restricted_to_a_login_is_not_found_until_that_is_lifted(
    staff, agenda, event, restricted
):
    page = {"event": event, "agenda": event.get_parent()}[restricted]
    found = agenda.events
    send(staff, "set_privacy", page.pk, restriction_type="login")
    assert agenda.events == (found - {event.pk} if restricted == "event" else set())
    publish(event, **LATER)
    assert event.pk not in agenda.events
    send(staff, "set_privacy", page.pk, restriction_type="none")
    assert agenda.events == found
    assert agenda.under(LATER_TERM) == [event.pk]
