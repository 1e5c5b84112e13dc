"""What the benchmark of the agenda makes in bulk is what editors would have made."""

import pytest
from wagtail.models import Page

from events.entries import record_all
from events.models import AgendaEdition, AgendaEntry, EventPage, GroupIndexPage
from tests.factories import EventIndexPageFactory, home_page
from tests.tools.many_events import EventMaker, make_events
from tests.tools.many_words import Words

pytestmark = pytest.mark.django_db

SIZE = 30


@pytest.fixture
def many_events() -> list[EventPage]:
    groups = home_page().add_child(instance=GroupIndexPage(title="Groupes"))
    make_events(EventMaker(EventIndexPageFactory(), Words.make(SIZE, groups)), SIZE)
    record_all()
    return list(EventPage.objects.order_by("path"))


def test_pages_made_in_bulk_stand_right_in_the_tree(client, many_events):
    assert Page.find_problems() == ([], [], [], [], [])
    assert [event.get_parent().numchild for event in many_events] == [SIZE] * SIZE
    assert {client.get(event.url).status_code for event in many_events} == {200}


def test_pages_made_in_bulk_are_what_saving_them_makes(many_events):
    assert AgendaEntry.objects.filter(is_public=True).count() == SIZE
    edition = AgendaEdition.objects.get().number
    rows = list(EventPage.objects.order_by("path").values())
    for event in many_events:
        event.set_url_path(event.get_parent())
        event.save()
    assert list(EventPage.objects.order_by("path").values()) == rows
    assert AgendaEdition.objects.get().number == edition
