"""What two meetings of a series may differ in, and how one is given what the other says.

Their day is their own, and so are the deadline and the report: none of it is here.
"""

import re
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.fields import StreamField

from events import dates
from events.models import EventOrganiser, EventPage
from site_lianes.core.plain_text import plain_text

LONGEST_WORDS = 120
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class Aspect(ABC):
    name: str

    @property
    @abstractmethod
    def label(self) -> str: ...

    @abstractmethod
    def value(self, event: EventPage) -> Any:
        """What is compared."""

    @abstractmethod
    def words(self, event: EventPage) -> str:
        """What is shown, in French."""

    @abstractmethod
    def give(self, source: EventPage, target: EventPage) -> None:
        """In memory. A ValueError if the clocks of that day skip the hour."""

    def is_said_by(self, event: EventPage) -> bool:
        """Whether there is anything to give."""
        return True

    def __call__(self, event: EventPage) -> str:
        return Truncator(self.words(event)).chars(LONGEST_WORDS) or _("rien")


class FieldAspect(Aspect):
    """A field that is copied as it is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.field = EventPage._meta.get_field(name)

    @property
    def label(self) -> str:
        return capfirst(self.field.verbose_name)

    def value(self, event: EventPage) -> Any:
        value = getattr(event, self.field.attname)
        return _as_read(value.get_prep_value()) if isinstance(self.field, StreamField) else value

    def words(self, event: EventPage) -> str:
        if self.field.choices:
            return str(getattr(event, f"get_{self.name}_display")())
        value = getattr(event, self.name)
        if isinstance(self.field, models.BooleanField):
            return _("oui") if value else _("non")
        return plain_text(value) if isinstance(self.field, StreamField) else str(value or "")

    def give(self, source: EventPage, target: EventPage) -> None:
        setattr(target, self.field.attname, getattr(source, self.field.attname))


class SetAspect(Aspect):
    """Themes, countries: in no order."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def label(self) -> str:
        return capfirst(EventPage._meta.get_field(self.name).verbose_name)

    def value(self, event: EventPage) -> list[str]:
        return sorted(str(each) for each in getattr(event, self.name).all())

    def words(self, event: EventPage) -> str:
        return ", ".join(self.value(event))

    def give(self, source: EventPage, target: EventPage) -> None:
        getattr(target, self.name).set(list(getattr(source, self.name).all()))


class OrganisersAspect(Aspect):
    """In their order."""

    name = "organisers"

    @property
    def label(self) -> str:
        return _("Organisateurs")

    def value(self, event: EventPage) -> list[int]:
        return [link.organiser_id for link in event.event_organisers.all()]

    def words(self, event: EventPage) -> str:
        return ", ".join(link.organiser.name for link in event.event_organisers.all())

    def give(self, source: EventPage, target: EventPage) -> None:
        target.event_organisers = [
            EventOrganiser(organiser_id=organiser, sort_order=order)
            for order, organiser in enumerate(self.value(source))
        ]


class HourAspect(Aspect):
    """The hour at which it begins; each meeting keeps its day, and its length."""

    name = "hour"

    @property
    def label(self) -> str:
        return _("Heure de début")

    def value(self, event: EventPage) -> Any:
        return dates.on_clocks(event.starts_at).time()

    def words(self, event: EventPage) -> str:
        if event.all_day:
            return _("journée entière")
        return f"{dates.on_clocks(event.starts_at):%Hh%M}"

    def is_said_by(self, event: EventPage) -> bool:
        return not event.all_day

    def give(self, source: EventPage, target: EventPage) -> None:
        day = dates.day_of(target.starts_at)
        start = dates.on_paris_clocks(datetime.combine(day, self.value(source)))
        target.ends_at = dates.moved(target.starts_at, target.ends_at, start)
        target.starts_at = start


class LengthAspect(Aspect):
    """How long it lasts on the clocks."""

    name = "length"

    @property
    def label(self) -> str:
        return _("Durée")

    def value(self, event: EventPage) -> timedelta | None:
        start, end = (
            moment and dates.on_clocks(moment) for moment in (event.starts_at, event.ends_at)
        )
        if event.all_day:
            return ((end or start).date() - start.date()) + timedelta(days=1)
        return end and end - start

    def words(self, event: EventPage) -> str:
        length = self.value(event)
        if length is None:
            return _("fin inconnue")
        if event.all_day:
            text = ngettext("%(count)d jour", "%(count)d jours", length.days)
            return text % {"count": length.days}
        hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
        return f"{hours}h{minutes:02}"

    def give(self, source: EventPage, target: EventPage) -> None:
        target.ends_at = dates.moved(source.starts_at, source.ends_at, target.starts_at)


def _as_read(stored: Any) -> Any:
    """A body without the marks of the editor, which gives its own to whatever it opens."""
    match stored:
        case dict():
            return {name: _as_read(each) for name, each in stored.items() if name != "id"}
        case list():
            return [_as_read(each) for each in stored]
        case str():
            return _BLOCK_KEY.sub("", stored)
        case _:
            return stored


ASPECTS: list[Aspect] = [
    FieldAspect("title"),
    HourAspect(),
    LengthAspect(),
    *map(FieldAspect, ("all_day", "status", "mode", "place", "online_link")),
    SetAspect("themes"),
    FieldAspect("kind"),
    SetAspect("countries"),
    FieldAspect("group"),
    OrganisersAspect(),
    *map(FieldAspect, ("summary", "body", "image")),
    *map(FieldAspect, ("registration_link", "registration_email", "registration_phone", "price")),
    *map(FieldAspect, ("contact_name", "contact_email", "contact_phone")),
]
