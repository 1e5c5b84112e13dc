"""Whatever is merged, by the screen or by the code: all that named it names what stays."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.search.backends import get_search_backend

from events.imports.fields import of_page
from events.models import (
    Action,
    AgendaEntry,
    Announcement,
    EventPage,
    ImportedFrom,
    Organiser,
    Place,
)
from events.published import PublishedPlace
from events.vocabulary.merging import replace
from tests.events.agenda.watched import Agenda
from tests.events.imports.saying import START, actions, said, store
from tests.events.subscriber import Subscriber
from tests.events.vocabulary.kinds import NAMED, every_kind, give, names
from tests.events.vocabulary.merging import merge
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

PARAMETERS = {OrganiserFactory: "organisateur", ThemeFactory: "theme", CountryFactory: "pays"}
every_facet = pytest.mark.parametrize("factory", PARAMETERS)


@every_kind
def test_events_drafts_and_older_revisions_name_what_stays(staff, factory):
    kept, merged = factory(), factory()
    event = EventPageFactory(**NAMED[factory](merged))
    older = event.save_revision()
    draft = EventPageFactory(live=False)
    give(draft, merged)
    draft.save_revision()
    waiting = EventPageFactory()
    give(waiting, merged)
    waiting.save_revision()
    merge(staff, kept, merged)
    assert names(EventPage.objects.get(pk=event.pk), kept) == [kept.pk]
    for page in (draft, waiting):
        latest = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert names(latest, kept) == [kept.pk]
    older.publish()
    assert names(EventPage.objects.get(pk=event.pk), kept) == [kept.pk]


@every_kind
def test_a_form_opened_before_the_merge_gives_what_stays(factory):
    kept, merged = factory(), factory(merged_into=None)
    merged.merged_into = kept
    merged.save()
    event = EventPageFactory(place=None)
    give(event, merged)
    event.save()
    assert names(EventPage.objects.get(pk=event.pk), kept) == [kept.pk]


@every_facet
def test_an_event_that_named_both_names_what_stays_once(factory):
    kept, merged = factory(), factory()
    ((name, _words),) = NAMED[factory](kept).items()
    event, draft = (EventPageFactory(**{name: [merged, kept]}) for _ in range(2))
    draft.save_revision()
    assert replace(merged, kept) == [event.pk, draft.pk]
    assert names(EventPage.objects.get(pk=event.pk), kept) == [kept.pk]
    merged.merged_into = kept
    merged.save()
    draft.get_latest_revision().publish()
    assert names(EventPage.objects.get(pk=draft.pk), kept) == [kept.pk]


def test_the_organiser_that_stays_stands_where_the_first_of_both_stood():
    first, second, third = OrganiserFactory.create_batch(3)
    event = EventPageFactory(organisers=[first, second, third])
    first.merged_into = third
    first.save()
    event = EventPage.objects.get(pk=event.pk)
    assert [each.pk for each in event.organisers] == [third.pk, second.pk]


@every_facet
def test_the_addresses_of_both_list_the_events_of_both(client, staff, factory):
    parameter = PARAMETERS[factory]
    kept, merged = factory(), factory()
    one, two = (EventPageFactory(**NAMED[factory](word)) for word in (kept, merged))
    EventPageFactory()
    merge(staff, kept, merged)
    for slug in (kept.slug, merged.slug):
        response = client.get(f"/agenda/?{parameter}={slug}")
        assert sorted(event.pk for event in response.context["events"]) == [one.pk, two.pk]
        assert [way.label for way in response.context["agenda"].removable] == [kept.name]
        assert response.context["form"].notices == []
        assert response.context["canonical_query"] == f"?{parameter}={kept.slug}"
        uids = Subscriber(client).uids("ics", f"?{parameter}={slug}")
        assert set(uids) == {one.uid, two.uid}
        offered = next(each for each in response.context["agenda"].facets if each.name == parameter)
        assert [option.label for option in offered.options] == [kept.name]


def test_an_organiser_merged_into_one_that_is_not_offered_leads_to_it(client):
    kept, merged = OrganiserFactory(name="Rare"), OrganiserFactory(name="Oubliée")
    merged.merged_into = kept
    merged.save()
    EventPageFactory(organisers=OrganiserFactory.create_batch(20))
    EventPageFactory(organisers=OrganiserFactory.create_batch(20))
    event = EventPageFactory(organisers=[kept], title="Chez elle")
    response = client.get("/agenda/?organisateur=oubliee")
    assert [each.pk for each in response.context["events"]] == [event.pk]


@every_facet
def test_who_follows_what_stays_is_told_of_what_was_withdrawn_of_the_other(client, factory):
    parameter = PARAMETERS[factory]
    kept, merged = factory(), factory()
    event = EventPageFactory(**NAMED[factory](merged))
    event.unpublish()
    merged.merged_into = kept
    merged.save()
    for slug in (kept.slug, merged.slug):
        assert Subscriber(client).uids("ics", f"?{parameter}={slug}") == [event.uid]


# -- What the public is told ---------------------------------------------------------------------


def told(event: EventPage) -> AgendaEntry:
    return AgendaEntry.objects.get(pk=event.pk)


def published(**fields) -> EventPage:
    event = EventPageFactory(**fields)
    event.save_revision().publish()
    return event


def test_a_place_that_reads_the_same_is_no_news(client, staff):
    kept = PlaceFactory(name="Salle des Fêtes", town="Fâches-Thumesnil")
    merged = PlaceFactory(name="Salle des fetes", town="Faches Thumesnil")
    same = PlaceFactory(name=kept.name, town=kept.town)
    event, twin = published(place=merged), published(place=same)
    before = told(event), told(twin)
    calendar = Subscriber(client).fetch("ics").content
    merge(staff, kept, same)
    assert Subscriber(client).fetch("ics").content == calendar
    assert told(twin).changed_at == before[1].changed_at
    merge(staff, kept, merged)
    assert told(event).sequence == before[0].sequence
    assert told(event).facts["place"]["town"] == "Fâches-Thumesnil"


def test_a_place_that_reads_otherwise_is_news_to_calendars_and_no_change_on_the_page(staff):
    kept, merged = PlaceFactory(town="Lille"), PlaceFactory(town="Amiens", postal_code="80000")
    agenda = Agenda()
    event, other = published(place=merged), published(place=kept)
    before = told(event).sequence, told(other).sequence
    merge(staff, kept, merged)
    assert (told(event).sequence, told(other).sequence) == (before[0] + 1, before[1])
    assert set(agenda.under("territoire:59")) == {event.pk, other.pk}
    publication = EventPage.objects.get(pk=event.pk)
    publication.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).changes == []
    assert Announcement.objects.of(event).count() == 1


def test_a_real_move_is_still_said_after_the_merge(staff):
    kept, merged, elsewhere = PlaceFactory.create_batch(3)
    event = published(place=merged)
    merge(staff, kept, merged)
    event = EventPage.objects.get(pk=event.pk)
    event.place = elsewhere
    event.save_revision().publish()
    (line,) = EventPage.objects.get(pk=event.pk).changes
    assert line.startswith("Lieu changé")
    assert line.endswith(f"{elsewhere}, au lieu de {merged}")


def test_what_the_search_finds_follows(staff):
    kept, merged = PlaceFactory(name="Salle Yser"), PlaceFactory(name="Salle Marbrerie")
    event = EventPageFactory(place=merged)
    merge(staff, kept, merged)
    search = get_search_backend().search
    assert list(search("Yser", EventPage)) == [event]
    assert list(search("Marbrerie", EventPage)) == []
    assert list(search("Marbrerie", Place)) == []
    assert list(search("Yser", Place)) == [kept]


# -- Imports -------------------------------------------------------------------------------------


def at(place: Place) -> PublishedPlace:
    return PublishedPlace(place.name, place.street, place.postal_code, place.town)


def test_an_import_that_names_the_old_place_finds_the_event_made_here(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    event = published(title="Forum", place=merged, starts_at=START)
    merge(staff, kept, merged)
    store(said(title="Forum", place=at(merged)), attach=True)
    assert list(EventPage.objects.all()) == [event]
    (change,) = store(said(title="Forum", place=at(kept)), attach=True)
    assert change.page.pk == event.pk


def test_an_import_attaches_the_old_name_to_what_stays_and_creates_nothing(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    old, new = OrganiserFactory(name="Comité Tinkare"), OrganiserFactory(name="Tinkaré Mali")
    merge(staff, kept, merged)
    merge(staff, new, old)
    event = said(place=at(merged), organisers=("COMITE TINKARÉ",))
    store(event, attach=True, create=True, publish=True)
    event = EventPage.objects.get()
    assert event.place == kept
    assert event.organisers == [new]
    assert (Place.objects.count(), Organiser.objects.count()) == (2, 2)


@every_kind
def test_after_a_merge_the_source_is_followed_as_before(staff, factory):
    """The merge is no edit of the staff: what the source changes later is taken."""
    kept, merged, later = factory.create_batch(3)
    if factory is PlaceFactory:
        first, last = {"place": at(merged)}, {"place": at(later)}
    else:
        name = {OrganiserFactory: "organisers", ThemeFactory: "themes"}.get(factory, "countries")
        first, last = {name: (merged.name,)}, {name: (later.name,)}
    store(said(uid="1@ailleurs.example", **first), attach=True, publish=True)
    merge(staff, kept, merged)
    provenance = ImportedFrom.objects.values().get()
    assert actions(store(said(uid="1@ailleurs.example", **first), attach=True)) == [
        Action.UNCHANGED
    ]
    assert ImportedFrom.objects.values().get() == provenance
    (change,) = store(said(uid="1@ailleurs.example", **last), attach=True, publish=True)
    assert (change.action, change.kept) == (Action.CHANGED, [])
    assert names(EventPage.objects.get(), later) == [later.pk]


def test_a_draft_that_waits_is_no_edit_of_the_staff_either(staff):
    kept, merged = PlaceFactory(), PlaceFactory()
    store(said(uid="1@ailleurs.example", place=at(merged)), attach=True)
    merge(staff, kept, merged)
    page = EventPage.objects.get().get_latest_revision_as_object()
    assert of_page(page)["place"] == ImportedFrom.objects.get().facts["place"] == kept.pk


# -- Many of them --------------------------------------------------------------------------------


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5))
def test_merges_in_any_order_never_make_a_chain_and_lose_no_event(db, merges):
    places = PlaceFactory.create_batch(4)
    events = {EventPageFactory(place=place).pk for place in places}
    for numbers in merges:
        old, new = (Place.objects.get(pk=places[number].pk) for number in numbers)
        if old != new.current and not old.merged_into:
            old.merged_into = new
            old.save()
    for place in Place.objects.select_related("merged_into"):
        assert place.current.merged_into is None
    kept = set(Place.objects.current().values_list("pk", flat=True))
    named = EventPage.objects.filter(pk__in=events).values_list("place", flat=True)
    assert (len(named), set(named) <= kept) == (4, True)
    EventPage.objects.filter(pk__in=events).delete()
    Place.objects.all().delete()


def test_a_scheduled_publication_names_what_stays(staff, time_machine):
    kept, merged = PlaceFactory(), PlaceFactory()
    event = EventPageFactory()
    event.place, event.go_live_at = merged, timezone.now() + timedelta(hours=1)
    event.save_revision(approved_go_live_at=event.go_live_at)
    merge(staff, kept, merged)
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")
    assert EventPage.objects.get(pk=event.pk).place == kept
