"""Many events at once."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from events import dates
from events.entries import record_all
from events.models import EventIndexPage, EventOrganiser, EventPage
from events.models.event import EventTheme
from tests.factories.events import EventIndexPageFactory
from tests.tools.bulk_pages import store_pages

RELATIONS = ("themes", "countries", "organisers")


def make_many_events(facts: Iterable[dict[str, Any]]) -> list[EventPage]:
    """Published events, a thousand in a second, in an agenda that has none.

    Neither a revision nor an entry of the search is made, and no signal is sent. Primary keys are
    in the order of `facts`.
    """
    agenda = EventIndexPage.objects.first() or EventIndexPageFactory()
    relations, events = [], []
    for number, each in zip(count(1), facts, strict=False):
        relations.append({name: each.get(name, []) for name in RELATIONS})
        fields = {name: value for name, value in each.items() if name not in RELATIONS}
        events.append(_event(agenda, number, fields))
    store_pages(EventPage, events)
    _relate(events, relations)
    Page.objects.filter(pk=agenda.pk).update(numchild=len(events))
    record_all()
    return events


def _event(agenda: EventIndexPage, number: int, facts: dict[str, Any]) -> EventPage:
    slug = f"nombreuse-{number}"
    event = EventPage(
        **{"title": f"Rencontre {number}", "slug": slug} | facts,
        path=f"{agenda.path}{number:04}",
        depth=agenda.depth + 1,
        url_path=f"{agenda.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(EventPage),
        locale=Locale.get_default(),
    )
    event.draft_title = event.title
    event.finishes_at = dates.last_moment(event.starts_at, event.ends_at, all_day=event.all_day)
    return event


def _relate(events: list[EventPage], relations: list[dict[str, list]]) -> None:
    related = list(zip(events, relations, strict=True))
    EventTheme.objects.bulk_create(
        EventTheme(tag=theme, content_object_id=event.pk)
        for event, each in related
        for theme in each["themes"]
    )
    EventOrganiser.objects.bulk_create(
        EventOrganiser(event_id=event.pk, organiser=organiser, sort_order=order)
        for event, each in related
        for order, organiser in enumerate(each["organisers"])
    )
    through = EventPage.countries.through
    through.objects.bulk_create(
        through(eventpage_id=event.pk, country_id=country.pk)
        for event, each in related
        for country in each["countries"]
    )
