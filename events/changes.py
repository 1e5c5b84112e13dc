"""What changed since an event was announced, in French: pure functions over announcements."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from events import dates


class Facts(Protocol):
    """What the public was told at one moment. `events.models.Announcement` is one."""

    announced_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    status: str
    mode: str
    place_id: int | None
    place_name: str

    def get_mode_display(self) -> str: ...


def what_changed(announcements: Sequence[Facts]) -> list[str]:
    """A line for each change between announcements in the order of time, the latest first."""
    lines = [
        line for before, after in pairwise(announcements) for line in _lines(before, after) if line
    ]
    return lines[::-1]


def previous_start(announcements: Sequence[Facts], starts_at: datetime) -> datetime | None:
    """The start that was announced before `starts_at`; nothing if the event never moved."""
    others = (each.starts_at for each in reversed(announcements) if each.starts_at != starts_at)
    return next(others, None)


def same_place(before: Facts, after: Facts) -> bool:
    """Whether it is one place: its name may be corrected, and it may have been deleted since."""
    if before.place_id or after.place_id:
        return before.place_id == after.place_id
    return before.place_name == after.place_name


def _lines(before: Facts, after: Facts) -> Iterator[str]:
    # The latest come last here too: what_changed() turns them all round.
    yield _place(before, after)
    yield _mode(before, after)
    yield _dates(before, after)
    yield _status(before, after)


def _status(before: Facts, after: Facts) -> str:
    if before.status == after.status:
        return ""
    said = dates.day(after.announced_at)
    if after.status == "cancelled":
        return f"Annulé le {said}"
    if before.status == "cancelled":
        return f"Annulation levée le {said}"
    if _start_day(before) != _start_day(after):
        return ""
    if after.status == "postponed":
        return f"Reporté le {said}"
    return f"Date confirmée le {said}" if before.status == "postponed" else ""


def _dates(before: Facts, after: Facts) -> str:
    if _dates_of(before) == _dates_of(after):
        return ""
    said = dates.day(after.announced_at)
    if _start_day(before) != _start_day(after):
        verb = "Reporté" if after.starts_at > before.starts_at else "Avancé"
        days = dates.from_day_to_day(before.starts_at, after.starts_at)
        return f"{verb} {days} (annoncé le {said})"
    words = dates.in_words(before.starts_at, before.ends_at, all_day=before.all_day)
    return f"Horaire changé le {said} : auparavant, {words[0].lower()}{words[1:]}"


def _mode(before: Facts, after: Facts) -> str:
    said = dates.day(after.announced_at)
    if _is_online(after) and not _is_online(before):
        return f"Déplacé en ligne le {said}"
    if before.mode == after.mode:
        return ""
    mode = after.get_mode_display()
    return f"Mode de participation changé le {said} : {mode[0].lower()}{mode[1:]}"


def _place(before: Facts, after: Facts) -> str:
    if same_place(before, after):
        return ""
    said = dates.day(after.announced_at)
    if after.place_name:
        instead = f", au lieu de {before.place_name}" if before.place_name else ""
        return f"Lieu {'changé' if instead else 'fixé'} le {said} : {after.place_name}{instead}"
    return "" if _is_online(after) else f"Lieu à confirmer depuis le {said}"


def _is_online(facts: Facts) -> bool:
    return facts.mode == "online" or facts.status == "moved-online"


def _start_day(facts: Facts) -> str:
    return dates.machine(facts.starts_at, all_day=True)


def _dates_of(facts: Facts) -> list[dates.Part]:
    return dates.parts(facts.starts_at, facts.ends_at, all_day=facts.all_day)
