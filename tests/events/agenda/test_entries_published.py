"""Whatever way something is published, the agenda's index says what the pages say."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from events.models import AgendaEntry, EventPage
from tests.events.agenda.watched import (
    FIRST_TERM,
    LATER,
    LATER_TERM,
    edition,
    publish,
    save_draft,
    send,
    send_bulk,
    send_form,
)
from tests.events.test_event_form import FORM
from tests.factories import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_a_new_event_published_in_the_form_is_found(staff, agenda):
    parent = EventIndexPageFactory()
    country, theme = CountryFactory(), ThemeFactory()
    said = nested_form_data(FORM) | {"starts_at": "15/10/2026 18:00"}
    chosen = {"themes": [theme.name], "countries": [country.pk]}
    send(staff, "add", "events", "eventpage", parent.pk, **said | chosen)
    found = [EventPage.objects.get().pk]
    assert agenda.under(f"theme:{theme.pk}") == agenda.under(f"pays:{country.pk}") == found


def test_an_event_published_again_in_the_form_is_found_as_it_is_now(staff, agenda, event):
    theme = ThemeFactory()
    send_form(
        staff, event, starts_at="20/11/2031 18:00", ends_at="20/11/2031 20:00", themes=[theme.name]
    )
    assert agenda.under(FIRST_TERM) == []
    assert agenda.under(LATER_TERM) == agenda.under(f"theme:{theme.pk}") == [event.pk]


def test_an_event_moved_online_is_in_no_department_any_more(staff, agenda, event):
    assert event.pk in agenda.under("territoire:59")
    send_form(staff, event, status="moved-online")
    assert event.pk not in agenda.under("territoire:59")
    assert agenda.under("mode:online") == [event.pk]


def test_what_is_published_unchanged_takes_no_edition(staff, agenda, event):
    send_form(staff, event)
    before = edition()
    send_form(staff, event, contact_name="Awa")
    assert EventPage.objects.get(pk=event.pk).contact_name == "Awa"
    assert edition() == before


def test_a_draft_of_a_published_event_changes_nothing(staff, agenda, event):
    before, found = edition(), agenda.events
    send_form(staff, event, starts_at="20/11/2031 18:00", ends_at="", **{"action-publish": ""})
    save_draft(event, title="Confidentiel", **LATER)
    assert EventPage.objects.get(pk=event.pk).has_unpublished_changes
    assert (edition(), agenda.events) == (before, found)
    public = EventPage.objects.live()
    assert not public.search("Confidentiel")
    assert list(public.search(event.title)) == [event]


def test_a_draft_that_was_never_published_leaves_nothing(agenda, event):
    draft = EventPageFactory(live=False)
    save_draft(draft, **LATER)
    assert agenda.events
    assert not AgendaEntry.objects.filter(pk=draft.pk).exists()
    draft.delete()
    assert not AgendaEntry.objects.filter(pk=draft.pk).exists()


def test_drafts_published_in_bulk(staff, agenda, event):
    save_draft(event, **LATER)
    send_bulk(staff, "publish", event)
    assert agenda.under(LATER_TERM) == [event.pk]


def test_a_scheduled_publication_is_found_once_it_takes_place(agenda, event, time_machine):
    now = timezone.now()
    save_draft(event, go_live_at=now + timedelta(hours=1), **LATER)
    new = EventPageFactory(live=False)
    save_draft(new, go_live_at=now + timedelta(hours=1))
    call_command("publish_scheduled")
    assert agenda.under(LATER_TERM) == []
    assert new.pk not in agenda.events
    time_machine.move_to(now + timedelta(hours=2))
    call_command("publish_scheduled")
    assert agenda.under(LATER_TERM) == [event.pk]
    assert new.pk in agenda.events


def test_an_older_revision_published_again(staff, agenda, event):
    older = event.get_latest_revision()
    publish(event, **LATER)
    assert agenda.under(LATER_TERM) == [event.pk]
    older.publish()
    assert agenda.under(FIRST_TERM) == [event.pk]
    publish(event, **LATER)
    send_form(staff, event, revision=older.pk)
    assert agenda.under(FIRST_TERM) == [event.pk]
