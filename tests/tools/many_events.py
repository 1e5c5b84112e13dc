"""Makes as many events as one wants, in bulk, as an agenda would hold them.

Their starts are spread evenly from ten years ago to a year from now, hence one in eleven is to
come. Nine in ten last hours, the others days or weeks, one in two hundred half a year. Of themes,
countries, groups, organisers and departments, the n-th has n times fewer events than the first.
Six events in ten are meetings of a group. Bodies weigh 1.5 to 6 kB; one past event in three has
minutes. The first events are the same among ten as among many, so that whatever is looked for is
found.

What is not made: revisions, search entries, pictures.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import accumulate
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from events import dates
from events.choices import Kind, Mode, Status
from events.models import Announcement, EventIndexPage, EventOrganiser, EventPage
from events.models.event import EventTheme
from home.demo.past_events import MALI_DESCRIPTION
from tests.tools.bulk_pages import Branch, store_pages
from tests.tools.many_words import Words

AT_ONCE = 2000
DAYS_PAST, DAYS_TO_COME = 3650, 365
STATUSES = {
    Status.CONFIRMED: 90,
    Status.CANCELLED: 5,
    Status.POSTPONED: 3,
    Status.MOVED_ONLINE: 2,
}
MODES = {Mode.ON_SITE: 70, Mode.ONLINE: 15, Mode.HYBRID: 15}
# In hours, with its share.
LENGTHS = {2: 70, 3: 20, 48: 5, 24 * 9: 4.5, 24 * 180: 0.5}
SHARE_OF_GROUPS, SHARE_WITH_MINUTES = 0.6, 0.3


@transaction.atomic
def make_events(maker: "EventMaker", size: int) -> None:
    """Add so many published events to an agenda without any; their entries are another matter."""
    for start in range(0, size, AT_ONCE):
        maker.make(range(start, min(start + AT_ONCE, size)))
    EventIndexPage.objects.filter(pk=maker.agenda.pk).update(numchild=F("numchild") + size)


class EventMaker:
    def __init__(self, agenda: EventIndexPage, words: Words) -> None:
        self.agenda, self.words = agenda, words
        self.now = timezone.now().replace(second=0, microsecond=0)
        # The same events each time.
        self.random = Random(1)  # noqa: S311 - no secret
        self.branch = Branch(agenda, EventPage)

    def make(self, numbers: range) -> None:
        events = [self.event(number) for number in numbers]
        store_pages(EventPage, events)
        EventTheme.objects.bulk_create(row for event in events for row in self._themes(event))
        in_country = EventPage.countries.through
        in_country.objects.bulk_create(row for event in events for row in self._countries(event))
        EventOrganiser.objects.bulk_create(
            row for event in events for row in self._organisers(event)
        )
        Announcement.objects.bulk_create(Announcement.from_event(event) for event in events)

    # -- Fields ----------------------------------------------------------------------------------

    def event(self, number: int) -> EventPage:
        tree = self.branch.place(number, _slug(number))
        facts = self._drawn() | self._fixed.get(tree["slug"], {})
        starts_at = facts["starts_at"]
        announced = min(starts_at, self.now) - timedelta(days=30)
        event = EventPage(
            title=(title := f"{facts['kind'].label} {number + 1}"),
            draft_title=title,
            first_published_at=announced,
            last_published_at=announced,
            summary=f"Se rencontrer, échanger, agir ensemble : le rendez-vous n° {number + 1}.",
            body=self._bodies[number % len(self._bodies)],
            contact_name="Camille Martin",
            registration_email="inscription@lianes.example",
            **tree | facts,
        )
        event.finishes_at = dates.last_moment(starts_at, event.ends_at, all_day=event.all_day)
        if event.finishes_at < self.now and self.random.random() < SHARE_WITH_MINUTES:
            event.minutes, event.participants = self._bodies[0], 25
        return event

    def _drawn(self) -> dict[str, Any]:
        mode = self._one_of(MODES)
        day = self.now + timedelta(days=self.random.uniform(-DAYS_PAST, DAYS_TO_COME))
        starts_at = dates.midnight(dates.day_of(day)) + timedelta(hours=self.random.randint(9, 19))
        all_day = self.random.random() < 0.1
        is_meeting = self.random.random() < SHARE_OF_GROUPS
        return {
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=self._one_of(LENGTHS)),
            "all_day": all_day,
            "status": self._one_of(STATUSES),
            "mode": mode,
            "kind": self.random.choice(list(Kind)),
            "place": None if mode == Mode.ONLINE else self.random.choice(self.words.places),
            "group": self._few(self.words.groups)[0] if is_meeting else None,
        }

    @cached_property
    def _fixed(self) -> dict[str, dict[str, Any]]:
        """A meeting to come, one of the same group three years ago, one beside them."""
        place, group = self.words.places[0], self.words.groups[0]
        usual = {"status": Status.CONFIRMED, "mode": Mode.HYBRID, "place": place, "all_day": False}
        return {
            _slug(number): usual | _two_hours(self.now + timedelta(days=days)) | {"group": in_group}
            for number, (days, in_group) in enumerate(((10, group), (-3 * 365, group), (20, None)))
        }

    @cached_property
    def _bodies(self) -> list[Any]:
        field = EventPage._meta.get_field("body")
        paragraph = {"type": "paragraph", "value": MALI_DESCRIPTION}
        return [field.to_python(json.dumps([paragraph] * times)) for times in range(1, 5)]

    # -- What it is linked to --------------------------------------------------------------------

    def _themes(self, event: EventPage) -> Iterator[EventTheme]:
        for theme in {*self._of(event, self.words.themes, most=3)}:
            yield EventTheme(tag=theme, content_object_id=event.pk)

    def _countries(self, event: EventPage) -> Iterator[Model]:
        for country in {*self._of(event, self.words.countries, most=2)}:
            yield EventPage.countries.through(eventpage_id=event.pk, country_id=country.pk)

    def _organisers(self, event: EventPage) -> Iterator[EventOrganiser]:
        for order, organiser in enumerate({*self._of(event, self.words.organisers, most=2)}):
            yield EventOrganiser(event_id=event.pk, organiser=organiser, sort_order=order)

    def _of(self, event: EventPage, words: list[Any], *, most: int) -> list[Any]:
        if event.slug in self._fixed:
            return words[:most]
        return self._few(words, self.random.randint(1, most))

    def _few(self, words: list[Any], number: int = 1) -> list[Any]:
        """Some of these words, the first ones more often; one may come twice."""
        return self.random.choices(words, cum_weights=_weights_of(len(words)), k=number)

    def _one_of(self, shares: dict[Any, float]) -> Any:
        return self.random.choices(list(shares), list(shares.values()))[0]


@cache
def _weights_of(number: int) -> list[float]:
    """Each weight added to those before."""
    return list(accumulate(1 / rank for rank in range(1, number + 1)))


def _slug(number: int) -> str:
    return f"rencontre-{number + 1}"


def _two_hours(moment: datetime) -> dict[str, datetime]:
    starts_at = dates.midnight(dates.day_of(moment)) + timedelta(hours=18)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
