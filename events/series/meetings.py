"""Meetings that are made together: each a page of its own, with its own identifier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events import dates
from events.copies import copy_event
from events.models import AgendaEdition, EventPage, EventSeries
from events.series.recurrence import Proposal, no_such_hour
from events.slugs import free_event_slug
from site_lianes.users.models import User


def days_taken(event: EventPage) -> set[date]:
    """The days that have a meeting of the series of this event already; its own at least."""
    meetings = EventPage.objects.filter(pk=event.pk)
    if event.series_id:
        meetings |= EventPage.objects.filter(series=event.series_id)
    return {dates.day_of(moment) for moment in meetings.values_list("starts_at", flat=True)}


@dataclass(frozen=True)
class Offer:
    """A date that the screen shows: with a box to tick, unless it is left out."""

    starts_at: datetime
    all_day: bool
    skipped: str
    is_ticked: bool

    @property
    def value(self) -> str:
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def in_words(self) -> str:
        """ "jeudi 17 octobre 2026 à 18h00"; what is left out, by its day."""
        day = dates.weekday_and_day(dates.midnight(self.starts_at.date()))
        if self.all_day or self.skipped:
            return day
        return _("%(day)s à %(hour)s") % {"day": day, "hour": f"{self.starts_at:%Hh%M}"}


def offers(
    event: EventPage, proposals: Iterable[Proposal], shown: set[str], ticked: set[str]
) -> list[Offer]:
    """All are ticked at first; what was shown before and not ticked stays as it was left."""
    found = []
    for each in proposals:
        skipped = each.skipped or _no_such_end(event, each.starts_at)
        value = each.starts_at.isoformat(timespec="minutes")
        is_ticked = not skipped and (value in ticked or value not in shown)
        found.append(Offer(each.starts_at, event.all_day, skipped, is_ticked))
    return found


def _no_such_end(event: EventPage, starts_at: datetime) -> str:
    if no_such_hour(starts_at):
        return ""
    try:
        dates.moved(event.starts_at, event.ends_at, dates.on_paris_clocks(starts_at))
    except ValueError:
        return _("l’heure de fin n’existe pas ce jour-là : les horloges avancent")
    return ""


@transaction.atomic
def repeat(
    event: EventPage, starts: Iterable[datetime], user: User, *, publish: bool
) -> list[EventPage]:
    """Make a meeting at each of these moments, given on the clocks; all of them or none."""
    AgendaEdition.hold()
    series = event.series or EventSeries.objects.create(name=event.title)
    EventPage.objects.filter(pk=event.pk).update(series=series)
    latest, parent = event.get_latest_revision_as_object(), event.get_parent()
    made = []
    for moment in starts:
        starts_at = dates.on_paris_clocks(moment)
        copy = copy_event(
            latest,
            parent,
            user,
            title=latest.title,
            slug=free_event_slug(parent, latest.title, moment.date(), dated=True),
            starts_at=starts_at,
            ends_at=dates.moved(latest.starts_at, latest.ends_at, starts_at),
        )
        EventPage.objects.filter(pk=copy.pk).update(series=series)
        # Publishing saves the page held in memory: it must say the series too.
        copy.series = series
        if publish:
            copy.latest_revision.publish(user=user)
        made.append(copy)
    return made
