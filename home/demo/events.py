"""Make the demo events from their specifications."""

from typing import Any

from events.models import (
    Country,
    EventIndexPage,
    EventOrganiser,
    EventPage,
    GroupPage,
    Organiser,
    Place,
)
from home.demo.drawings import landscape
from home.demo.event_spec import EventSpec
from home.demo.past_events import PAST_EVENTS
from home.demo.upcoming_events import upcoming_events
from site_lianes.core.models import Theme
from site_lianes.images.models import CustomImage

# What an event page takes over from its specification as it is.
PLAIN_FIELDS = (
    "slug",
    "title",
    "starts_at",
    "ends_at",
    "all_day",
    "status",
    "mode",
    "online_link",
    "kind",
    "summary",
    "registration_email",
    "registration_deadline",
    "price",
    "contact_name",
    "participants",
    "decisions",
)


def load_events(agenda: EventIndexPage, groups: dict[str, GroupPage]) -> None:
    for number, spec in enumerate((*PAST_EVENTS, *upcoming_events())):
        if not agenda.get_children().filter(slug=spec.slug).exists():
            _load_event(agenda, groups, spec, number)


def _load_event(
    agenda: EventIndexPage, groups: dict[str, GroupPage], spec: EventSpec, number: int
) -> None:
    event = EventPage(
        **_plain_fields(spec) | spec.first_announced,
        group=groups.get(spec.group),
        body=_paragraph(spec.body),
        minutes=_paragraph(spec.minutes),
        image=_picture(number) if spec.has_image else None,
    )
    agenda.add_child(instance=event)
    event.themes.set(Theme.objects.filter(slug__in=spec.themes))
    event.countries.set(Country.objects.filter(slug__in=spec.countries))
    event.event_organisers.set(
        EventOrganiser(organiser=Organiser.objects.get(name=name), sort_order=order)
        for order, name in enumerate(spec.organisers)
    )
    event.save_revision().publish()
    if spec.first_announced:
        _publish_again_as_it_is(EventPage.objects.get(pk=event.pk), spec)


def _plain_fields(spec: EventSpec) -> dict[str, Any]:
    plain = {name: getattr(spec, name) for name in PLAIN_FIELDS}
    return plain | {"place": Place.objects.filter(name=spec.place).first()}


def _publish_again_as_it_is(event: EventPage, spec: EventSpec) -> None:
    for name, value in _plain_fields(spec).items():
        setattr(event, name, value)
    event.save_revision().publish()


def _paragraph(html: str) -> list[tuple[str, str]]:
    return [("paragraph", html)] if html else []


def _picture(number: int) -> CustomImage:
    return CustomImage.objects.create(
        title=f"Collines {number}",
        description="Dessin : des collines au soleil levant.",
        credit="Lianes coopération",
        file=landscape(number),
    )
