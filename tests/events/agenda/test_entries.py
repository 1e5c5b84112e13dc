"""Whatever events name may change or go, and SQL may: the index says what the pages say."""

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import PageViewRestriction

from events import entries
from events.models import AgendaEdition, AgendaEntry, EventIndexPage, EventPage
from site_lianes.core.models import Theme
from tests.events.agenda.test_index import told
from tests.events.agenda.watched import (
    FIRST_TERM,
    LATER,
    LATER_TERM,
    edition,
    publish,
    send,
    send_snippet,
)
from tests.events.test_dates import paris
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_a_place_turns_out_to_be_in_another_department(staff, agenda, event):
    place = event.place
    said = {"name": place.name, "street": place.street, "town": "Amiens", "access": ""}
    before = edition()
    send_snippet(staff, "edit", place, **said, postal_code="59800")
    assert edition() == before
    send_snippet(staff, "edit", place, **said, postal_code="80000")
    assert agenda.under("territoire:80") == [event.pk]
    send_snippet(staff, "edit", place, **said, postal_code="75001")
    assert agenda.under("territoire:80") == []


def test_a_theme_is_merged_into_another(staff, agenda, event):
    (old,), new = event.themes.all(), ThemeFactory()
    both = EventPageFactory(themes=[old, new])
    send_snippet(staff, "edit", old, name=old.name, merged_into=new.pk)
    assert agenda.under(f"theme:{old.pk}") == []
    assert set(agenda.under(f"theme:{new.pk}")) == {event.pk, both.pk}


def test_a_theme_is_renamed(staff, agenda, event):
    (theme,) = event.themes.all()
    before = edition()
    send_snippet(staff, "edit", theme, name="eau et assainissement", merged_into="")
    assert edition() == before
    assert agenda.under(f"theme:{theme.pk}") == [event.pk]


def test_a_theme_is_deleted(staff, agenda, event):
    (theme,) = event.themes.all()
    send_snippet(staff, "delete", theme)
    assert agenda.under(f"theme:{theme.pk}") == []


def test_a_theme_is_deleted_with_those_merged_into_it(agenda, event):
    (theme,) = event.themes.all()
    Theme.objects.create(name="autre nom", merged_into=theme)
    theme.delete()
    assert agenda.under(f"theme:{theme.pk}") == []


def test_a_country_is_deleted(staff, agenda):
    country, other = CountryFactory(), CountryFactory()
    event = EventPageFactory(countries=[country, other])
    assert agenda.under(f"pays:{country.pk}") == [event.pk]
    send_snippet(staff, "delete", country)
    assert agenda.under(f"pays:{country.pk}") == []
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


def test_the_migration_enters_what_recording_all_events_enters():
    """By the models of that day, on the pages of all sorts."""
    theme, country, group = ThemeFactory(), CountryFactory(), GroupPageFactory()
    organisers = [OrganiserFactory(), OrganiserFactory()]
    EventPageFactory(themes=[theme], countries=[country], organisers=organisers, group=group)
    EventPageFactory(kind="festival", starts_at=paris(2026, 12, 30), ends_at=paris(2027, 2, 2))
    EventPageFactory(starts_at=paris(2026, 9, 30), ends_at=paris(2026, 9, 30), all_day=True)
    EventPageFactory(starts_at=paris(2026, 10, 25, 2, 30), ends_at=None)
    EventPageFactory(starts_at=paris(2026, 10, 31, 23, 30), ends_at=paris(2026, 11, 1))
    EventPageFactory(place=PlaceFactory(postal_code="75001"), status="cancelled")
    EventPageFactory(place=PlaceFactory(postal_code=""), status="postponed")
    EventPageFactory(place=None, mode="online", participants=12)
    EventPageFactory(status="moved-online", decisions="<p>Se revoir</p>")
    EventPageFactory(mode="hybrid", minutes=[("paragraph", "<p>Il faisait beau</p>")])
    EventPageFactory(live=False)
    PageViewRestriction.objects.create(page=EventPageFactory(), restriction_type="login")
    other = EventIndexPage.objects.get().copy(
        update_attrs={"slug": "autre"}, recursive=True, keep_live=True
    )
    PageViewRestriction.objects.create(page=other, restriction_type="login")

    AgendaEntry.objects.all().delete()
    entries.record_all()
    expected = told(AgendaEntry.objects.index())
    assert len(AgendaEntry.objects.index()) == 10

    AgendaEntry.objects.all().delete()
    AgendaEdition.objects.all().delete()
    migration = import_module("events.migrations.0005_first_agenda_entries")
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state(
        [("events", "0005_first_agenda_entries"), *executor.loader.graph.leaf_nodes("wagtailcore")]
    )
    # Twice, as after one that was undone.
    for _ in range(2):
        migration.enter_what_is_published(state.apps, None)
    assert told(AgendaEntry.objects.index()) == expected
    assert set(AgendaEntry.objects.values_list("edition", flat=True)) == {edition()}
