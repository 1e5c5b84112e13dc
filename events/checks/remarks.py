"""What is worth a second look before an event is published: sentences, none of which forbids it.

Errors are not here: the form refuses an end before the start, and an hour that does not exist.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from events.checks import contents, days, doubles
from events.checks.reading import checked
from events.checks.surroundings import surroundings
from events.checks.values import CheckedEvent, Remark, Surroundings
from site_lianes.core.models import Theme

if TYPE_CHECKING:
    from events.models import EventPage, Organiser

Check = Callable[[CheckedEvent, Surroundings], Iterator[Remark]]

CHECKS: tuple[Check, ...] = (
    days.weekday_contradicts_the_date,
    doubles.near_duplicate,
    doubles.place_spelled_two_ways,
    contents.no_theme,
    contents.missing_alt_text,
    contents.dead_internal_link,
    contents.personal_email,
    doubles.same_evening,
)


def remarks_on(
    event: "EventPage", themes: Iterable[Theme], organisers: Iterable["Organiser"]
) -> list[Remark]:
    """Each thing said once, in the order of the checks."""
    facts = checked(event, themes, organisers)
    around = surroundings(facts)
    return list(dict.fromkeys(remark for check in CHECKS for remark in check(facts, around)))


def remarks_on_page(event: "EventPage") -> list[Remark]:
    """Of an event as it is stored, or as a revision has it."""
    themes = [tie.tag for tie in event.event_themes.all()]
    return remarks_on(event, themes, [link.organiser for link in event.event_organisers.all()])
