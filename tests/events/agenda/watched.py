"""The agenda as the pages say it, and the acts of the staff that change it."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from events.agenda.facets import terms_of
from events.agenda.index import AgendaIndex, Row
from events.agenda.kept_index import KeptIndex
from events.models import AgendaEdition, AgendaEntry, EventPage
from events.models.agenda_entry import read_rows
from tests.events.agenda.test_index import told
from tests.events.test_dates import paris
from tests.events.test_event_form import FORM


def rows_of_pages() -> Iterator[Row]:
    """The oracle: what the pages say now."""
    for event in EventPage.objects.live().public():
        yield Row(event.pk, event.starts_at, event.finishes_at, tuple(terms_of(event)))


class Agenda:
    """What is found in the agenda, by who asks for the first time and by who keeps up with it."""

    def __init__(self) -> None:
        self._kept = KeptIndex(read_rows)

    @property
    def events(self) -> set[int]:
        return set(self._index.events)

    def under(self, term: str) -> list[int]:
        index = self._index
        return index.pick(index.carrying([term]), 0, len(index))

    @property
    def _index(self) -> AgendaIndex:
        expected = told(AgendaIndex.of(rows_of_pages()))
        index = self._kept.up_to_date()
        assert told(index) == expected
        assert told(AgendaEntry.objects.index()) == expected
        return index


def send(staff, view: str, *args: Any, **fields: Any) -> None:
    response = staff.post(reverse(f"wagtailadmin_pages:{view}", args=args), fields)
    assert response.status_code < 400
    form = response.context and response.context.get("form")
    assert not getattr(form, "errors", None)


def send_form(staff, event: EventPage, **fields: Any) -> None:
    """The event's form, as it is unless told otherwise, to be published."""
    said = {
        "title": event.title,
        "slug": event.slug,
        "starts_at": f"{timezone.localtime(event.starts_at):%d/%m/%Y %H:%M}",
        "ends_at": f"{timezone.localtime(event.ends_at):%d/%m/%Y %H:%M}",
        "place": event.place_id,
        "themes": [theme.name for theme in event.themes.all()],
        # As a browser sends an editor of text that is left empty.
        "decisions": "null",
    }
    send(staff, "edit", event.pk, **nested_form_data(FORM) | said | fields)


def send_bulk(staff, action: str, *events: EventPage) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={event.pk}" for event in events)
    assert staff.post(f"{url}?{chosen}&next=/admin/").status_code == 302


def send_snippet(staff, view: str, instance: models.Model, **fields: Any) -> None:
    name = type(instance).snippet_viewset.get_url_name(view)
    assert staff.post(reverse(name, args=[instance.pk]), fields).status_code == 302


def publish(event: EventPage, **fields: Any) -> EventPage:
    event = save_draft(event, **fields)
    event.get_latest_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def save_draft(event: EventPage, **fields: Any) -> EventPage:
    event = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision(approved_go_live_at=event.go_live_at)
    return EventPage.objects.get(pk=event.pk)


def edition() -> int:
    return AgendaEdition.objects.get().number


FIRST_TERM, LATER_TERM = "annee:2030", "annee:2031"
LATER = {"starts_at": paris(2031, 11, 20, 18), "ends_at": paris(2031, 11, 20, 20)}
