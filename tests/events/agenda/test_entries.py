"""Whatever events name may change or go, and SQL may: the index says what the pages say."""

import pytest
from django.core.management import call_command
from django.db import transaction

from events import entries
from events.models import AgendaEdition, AgendaEntry, EventPage
from site_lianes.core.models import Theme
from tests.events.agenda.watched import (
    FIRST_TERM,
    LATER,
    LATER_TERM,
    edition,
    publish,
    send,
    send_snippet,
)
from tests.events.vocabulary.merging import merge
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    OrganiserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_a_place_turns_out_to_be_in_another_department(staff, agenda, event):
    place = event.place
    said = {"name": place.name, "street": place.street, "town": "Amiens", "access": ""}
    send_snippet(staff, "edit", place, **said, postal_code="59800")
    assert event.pk in agenda.under("territoire:59")
    send_snippet(staff, "edit", place, **said, postal_code="80000")
    assert agenda.under("territoire:80") == [event.pk]
    send_snippet(staff, "edit", place, **said, postal_code="75001")
    assert agenda.under("territoire:80") == []


def test_a_theme_is_merged_into_another(staff, agenda, event):
    (old,), new = event.themes.all(), ThemeFactory()
    both = EventPageFactory(themes=[old, new])
    merge(staff, new, old)
    assert agenda.under(f"theme:{old.pk}") == []
    assert set(agenda.under(f"theme:{new.pk}")) == {event.pk, both.pk}


def test_a_theme_is_renamed(staff, agenda, event):
    (theme,) = event.themes.all()
    send_snippet(staff, "edit", theme, name="eau et assainissement")
    assert agenda.under(f"theme:{theme.pk}") == [event.pk]


def test_a_theme_is_deleted(agenda, event):
    """The screens refuse it while an event names it; the code does not."""
    (theme,) = event.themes.all()
    key = theme.pk
    theme.delete()
    assert agenda.under(f"theme:{key}") == []


def test_a_theme_is_deleted_with_those_merged_into_it(agenda, event):
    (theme,) = event.themes.all()
    Theme.objects.create(name="autre nom", merged_into=theme)
    theme.delete()
    assert agenda.under(f"theme:{theme.pk}") == []


def test_a_country_is_deleted(agenda):
    country, other = CountryFactory(), CountryFactory()
    event = EventPageFactory(countries=[country, other])
    assert agenda.under(f"pays:{country.pk}") == [event.pk]
    key = country.pk
    country.delete()
    assert agenda.under(f"pays:{key}") == []
    assert agenda.under(f"pays:{other.pk}") == [event.pk]


def test_an_organiser_is_deleted(agenda):
    """The screens refuse it while an event names it; the code does not."""
    organiser = OrganiserFactory()
    event = EventPageFactory(organisers=[organiser])
    key = organiser.pk
    assert agenda.under(f"organisateur:{key}") == [event.pk]
    organiser.delete()
    assert agenda.under(f"organisateur:{key}") == []


def test_a_group_is_deleted(staff, agenda):
    group = GroupPageFactory()
    event = EventPageFactory(group=group)
    assert agenda.under(f"groupe:{group.pk}") == [event.pk]
    send(staff, "delete", group.pk)
    assert agenda.under(f"groupe:{group.pk}") == []
    assert agenda.events == {event.pk}


def test_a_place_is_deleted(agenda, event):
    """The screens refuse it while an event names it; the code does not."""
    event.place.delete()
    assert event.pk not in agenda.under("territoire:59")


# -- Transactions, and what goes past the site ---------------------------------------------------


def test_a_transaction_that_is_rolled_back_changes_nothing(agenda, event):
    before = edition()
    with transaction.atomic():
        publish(event, **LATER)
        assert edition() > before
        transaction.set_rollback(True)
    assert edition() == before
    assert agenda.under(FIRST_TERM) == [event.pk]


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_record_agenda_puts_right_what_sql_changed(agenda, event, monkeypatch, batch, capsys):
    monkeypatch.setattr(entries, "BATCH", batch)
    missing, wrong, deleted = (EventPageFactory() for _ in range(3))
    assert agenda.events
    before = edition()
    call_command("record_agenda")
    assert edition() == before
    EventPage.objects.filter(pk=event.pk).update(live=False)
    EventPage.objects.filter(pk=wrong.pk).update(mode="online")
    AgendaEntry.objects.filter(pk=missing.pk).delete()
    AgendaEntry.objects.filter(pk=deleted.pk).update(terms="theme:99")
    call_command("record_agenda")
    assert agenda.events == {page.pk for page in EventPage.objects.live()}
    assert agenda.under("mode:online") == [wrong.pk]
    assert capsys.readouterr().out.splitlines()[-1] == "Événements publics dans l’agenda : 4."


def test_editions_go_on_from_the_entries_when_their_number_was_lost(agenda, event):
    """A restoration may bring the entries back without it."""
    before = edition()
    AgendaEdition.objects.all().delete()
    publish(event, **LATER)
    assert edition() == before + 1
    assert agenda.under(LATER_TERM) == [event.pk]
