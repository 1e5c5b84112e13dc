"""Bring what one meeting of a series says to those after it: what differs, who is concerned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import dates
from events.models import AgendaEdition, EventPage
from events.models.event import check_dates
from events.series.aspects import ASPECTS, Aspect
from site_lianes.users.models import User


@dataclass(eq=False)
class Meeting:
    """One of those after, as its editor sees it."""

    event: EventPage
    # Whether the public sees the change at once.
    is_published: bool
    # In French: why it stays as it is, whatever is asked.
    obstacle: str = ""

    @property
    def day(self) -> str:
        return dates.weekday_and_day(self.event.starts_at)


@dataclass(frozen=True)
class Difference:
    """One thing that this meeting says otherwise than some of those after it."""

    aspect: Aspect
    after: str
    before: list[tuple[Meeting, str]]

    @property
    def name(self) -> str:
        return self.aspect.name

    @property
    def label(self) -> str:
        return self.aspect.label


@dataclass
class Plan:
    """What is about to be done: the meetings hold the change already, in memory."""

    source: EventPage
    aspects: list[Aspect]
    touched: list[Meeting] = field(default_factory=list)
    left_out: list[Meeting] = field(default_factory=list)

    @property
    def days(self) -> str:
        """ "du 17 octobre au 12 décembre 2026"."""
        first, last = (dates.day_of(self.touched[place].event.starts_at) for place in (0, -1))
        return dates.days_in_words(first, last)

    def facts(self) -> list[Any]:
        """All that the screen says of it, to know whether it still holds."""
        meetings = [*self.touched, *self.left_out]
        return [
            [(each.name, each.value(self.source)) for each in self.aspects],
            [(each.event.pk, each.event.latest_revision_id) for each in meetings],
            [(each.is_published, each.obstacle) for each in meetings],
        ]

    @transaction.atomic
    def carry_out(self, user: User) -> None:
        AgendaEdition.hold()
        for meeting in self.touched:
            event = meeting.event
            if not event.live:
                # As the form of a draft does: its row says what its revision says.
                event.save()
            revision = event.save_revision(user=user, log_action=True)
            if meeting.is_published:
                revision.publish(user=user)


class MeetingsAfter:
    """The meetings of the series that begin after this one and are not over."""

    def __init__(self, event: EventPage, user: User) -> None:
        self.source = event.get_latest_revision_as_object()
        self.meetings = [_meeting(row, user) for row in _rows_after(event)]

    def differences(self) -> list[Difference]:
        said = (aspect for aspect in ASPECTS if aspect.is_said_by(self.source))
        found = (self._difference(aspect) for aspect in said)
        return [difference for difference in found if difference.before]

    def _difference(self, aspect: Aspect) -> Difference:
        value = aspect.value(self.source)
        others = [each for each in self.meetings if aspect.value(each.event) != value]
        before = [(each, aspect(each.event)) for each in others]
        return Difference(aspect, aspect(self.source), before)

    def plan(self, differences: Iterable[Difference]) -> Plan:
        """Give the meetings what these differences are about, in memory."""
        differences = list(differences)
        plan = Plan(self.source, [each.aspect for each in differences])
        for meeting in self.meetings:
            aspects = [
                each.aspect for each in differences if meeting in (one for one, _ in each.before)
            ]
            if not aspects:
                continue
            meeting.obstacle = meeting.obstacle or _give(self.source, meeting.event, aspects)
            (plan.left_out if meeting.obstacle else plan.touched).append(meeting)
        return plan


def _rows_after(event: EventPage) -> Iterable[EventPage]:
    series = EventPage.objects.filter(series=event.series_id, alias_of=None)
    after = series.filter(starts_at__gt=event.starts_at, finishes_at__gt=timezone.now())
    related = after.select_related("place", "group", "image", "latest_revision")
    return related.prefetch_related("themes", "countries", "event_organisers__organiser").order_by(
        "starts_at", "pk"
    )


def _meeting(row: EventPage, user: User) -> Meeting:
    rights = row.permissions_for_user(user)
    obstacle = ""
    if not rights.can_edit():
        obstacle = _("vous ne pouvez pas la modifier")
    elif rights.page_locked():
        obstacle = _("elle est verrouillée")
    # Who has changes of their own in hand publishes them, nobody else.
    is_published = row.live and not row.has_unpublished_changes and rights.can_publish()
    return Meeting(row.get_latest_revision_as_object(), is_published, obstacle)


def _give(source: EventPage, target: EventPage, aspects: list[Aspect]) -> str:
    """Why it cannot be given, if it cannot."""
    try:
        for aspect in aspects:
            aspect.give(source, target)
        check_dates(target.starts_at, target.ends_at, all_day=target.all_day)
        target.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    except ValueError:
        return _("cette heure n’existe pas ce jour-là : les horloges avancent")
    return ""
