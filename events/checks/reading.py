"""An event as its form shows it, as the plain values that the checks compare."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.rich_text.rewriters import extract_attrs

from events.checks.values import CheckedEvent, CheckedPlace, Link, Picture, Text
from events.choices import Mode, Status
from site_lianes.core.models import Theme
from site_lianes.core.plain_text import html_to_text, plain_text

if TYPE_CHECKING:
    from events.models import EventPage, Organiser, Place

_LINK = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL | re.IGNORECASE)
# Fields in which one writes what one likes, beside those of `_texts`.
_SHORT_TEXTS = ("price", "contact_name")
_ADDRESSES = ("registration_email", "contact_email")
_OWN_LINKS = ("registration_link", "online_link")


def checked(
    event: "EventPage", themes: Iterable[Theme], organisers: Iterable["Organiser"]
) -> CheckedEvent:
    """`themes` and `organisers` are given apart: a form has not stored them yet."""
    return CheckedEvent(
        pk=event.pk,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        all_day=event.all_day,
        is_called_off=event.status in (Status.CANCELLED, Status.POSTPONED),
        is_on_site=event.current_mode != Mode.ONLINE,
        place=checked_place(event.place) if event.place else None,
        themes=tuple(theme.pk for theme in themes),
        organisers=tuple(organiser.name for organiser in organisers),
        texts=tuple(text for text in _texts(event) if text.words),
        addresses=tuple(_addresses(event)),
        pictures=tuple(_pictures(event)),
        links=tuple(_links(event)),
    )


def checked_place(place: "Place") -> CheckedPlace:
    return CheckedPlace(place.pk, place.name, place.street, place.postal_code, place.town)


def _texts(event: "EventPage") -> Iterator[Text]:
    yield Text("title", _("le titre"), event.title)
    yield Text("summary", _("le résumé"), event.summary)
    yield Text("body", _("la description"), plain_text(event.body))
    yield Text("minutes", _("le récit"), plain_text(event.minutes))
    yield Text("decisions", _("la liste des décisions"), html_to_text(event.decisions))
    for name in _SHORT_TEXTS:
        label = event._meta.get_field(name).verbose_name
        yield Text(name, f"« {label} »", getattr(event, name))


def _addresses(event: "EventPage") -> Iterator[tuple[str, str]]:
    for name in _ADDRESSES:
        if email := getattr(event, name):
            yield name, email


def _pictures(event: "EventPage") -> Iterator[Picture]:
    if image := event.image:
        yield Picture("image", image.title, image.description)
    for field, block in _blocks(event):
        image = block.value["image"] if block.block_type == "image" else None
        if image and not image.decorative:
            yield Picture(field, image.title, image.contextual_alt_text or "")


def _links(event: "EventPage") -> Iterator[Link]:
    for field, block in _blocks(event):
        if block.block_type == "paragraph":
            yield from _links_of_text(field, block.value.source)
    yield from _links_of_text("decisions", event.decisions)
    for name in _OWN_LINKS:
        if address := getattr(event, name):
            yield Link(name, "", "address", address)


def _links_of_text(field: str, html: str) -> Iterator[Link]:
    for found in _LINK.finditer(html):
        attributes = extract_attrs(found["attributes"])
        words = html_to_text(found["words"])
        if attributes.get("linktype") in ("page", "document"):
            yield Link(field, words, attributes["linktype"], attributes.get("id", ""))
        elif address := attributes.get("href"):
            yield Link(field, words, "address", address)


def _blocks(event: "EventPage") -> Iterator[tuple[str, StreamValue.StreamChild]]:
    for field in ("body", "minutes"):
        for block in getattr(event, field):
            yield field, block
