"""Is the event, its place or its evening there already?"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from events import dates
from events.checks.likeness import is_same_place, titles_are_alike
from events.checks.values import CheckedEvent, CheckedPlace, Neighbour, Remark, Surroundings

EVENING = time(18)
# Of an event whose end is not known.
USUAL_LENGTH = timedelta(hours=2)


def near_duplicate(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    for other in around.neighbours:
        if _is_double(event, other):
            kind = _("rencontre") if other.is_live else _("brouillon")
            sentence = _(
                "« %(title)s » existe déjà ce jour-là (%(kind)s, %(when)s) : "
                "est-ce la même rencontre ?"
            )
            said = {"title": other.title, "kind": kind, "when": _when(other)}
            yield Remark("title", sentence % said, other.pk)


def place_spelled_two_ways(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    if event.place is None:
        return
    for other in around.places:
        if other.pk != event.place.pk and is_same_place(event.place, other):
            sentence = _(
                "Le lieu est écrit de deux façons : « %(ours)s » et « %(other)s ». Gardez-en un."
            )
            yield Remark("place", sentence % {"ours": event.place, "other": other})


def same_evening(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    """Another public event that competes with it: in its department, or about the same."""
    if event.is_called_off or event.starts_at <= timezone.now():
        return
    if not _is_in_the_evening(event.starts_at, event.ends_at, all_day=event.all_day):
        return
    for other in around.neighbours:
        if not other.is_live or _is_double(event, other):
            continue
        if not _is_in_the_evening(other.starts_at, other.ends_at, all_day=other.all_day):
            continue
        if reason := _why_it_competes(event, other):
            sentence = _("Le même soir : « %(title)s » (%(when)s), %(reason)s.")
            said = {"title": other.title, "when": _when(other), "reason": reason}
            yield Remark("starts_at", sentence % said, other.pk)


def _is_double(event: CheckedEvent, other: Neighbour) -> bool:
    if not titles_are_alike(event.title, other.title):
        return False
    return _may_be_one(event.place, other.place)


def _may_be_one(one: CheckedPlace | None, other: CheckedPlace | None) -> bool:
    """A place that nobody has given yet may be any."""
    return not (one and other) or one.pk == other.pk or is_same_place(one, other)


def _is_in_the_evening(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> bool:
    """It takes some of the evening of its first day, and is no festival."""
    start = dates.on_clocks(starts_at)
    end = dates.on_clocks(ends_at) if ends_at else start + USUAL_LENGTH
    return (
        not all_day
        and end - start < timedelta(days=1)
        and (end.time() > EVENING or end.date() > start.date())
    )


def _why_it_competes(event: CheckedEvent, other: Neighbour) -> str:
    if event.is_on_site and event.place and other.place:
        department = event.place.department
        if department and department == other.place.department:
            return _("dans le même département (%(town)s)") % {"town": other.place.town}
    if other.themes:
        return _("sur le même thème (%(themes)s)") % {"themes": ", ".join(other.themes)}
    return ""


def _when(other: Neighbour) -> str:
    if other.all_day:
        return _("toute la journée")
    return _("à %(hour)s") % {"hour": dates.hour(other.starts_at)}
