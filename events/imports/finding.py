"""Which event of the site an imported one is: by its UID, else by its date, place and title."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from events import dates
from events.imports.batches import batches
from events.imports.limits import LONGEST_SOURCE
from events.imports.values import ImportedEvent
from events.models import EventPage, ImportedFrom, Place
from events.published import PublishedPlace
from events.texts.folding import folded

AT_ONCE = 500

Day = tuple[date, str]


class _Candidate(NamedTuple):
    pk: int
    starts: str
    # Its name and town; those of what was merged with it, too.
    places: frozenset[tuple[str, str]]
    source_uid: str


class _Imported(NamedTuple):
    pk: int
    source: str
    title: str


def own_uid(event: ImportedEvent) -> UUID | None:
    """Its UID, if it can be that of a page: so it is for what this site has exported."""
    with suppress(ValueError):
        return UUID(event.uid)
    return None


def is_unique_everywhere(uid: str) -> bool:
    """Whether no two sources would give it: "1" is the first event of more than one of them."""
    with suppress(ValueError):
        return bool(UUID(uid))
    return "@" in uid or re.match(r"[a-z][a-z0-9+.-]*://", uid, re.IGNORECASE) is not None


def key_of(event: ImportedEvent) -> str:
    """Its moment, title and place, without case or accents, in few characters."""
    said = (_starts(event), folded(event.title) or event.title, *_place(event.place))
    return sha256("\n".join(said).encode()).hexdigest()


def find(
    events: Sequence[ImportedEvent], source: str, taken: Iterable[int] = ()
) -> list[int | None]:
    """For each its page, by its key; no page is found twice, nor is one that is `taken`.

    Who has the UID comes before who has the moment, and that before who has the day alone. The
    `source` is the name or address under which the events are kept.
    """
    source = source[:LONGEST_SOURCE]
    found: list[int | None] = [None] * len(events)
    free = _Free(taken)
    for numbers in batches(range(len(events)), AT_ONCE):
        part = [events[number] for number in numbers]
        for number, keys in zip(numbers, _by_uid(part, source), strict=True):
            found[number] = free.take(keys)
    by_key = _by_source_key(_missing(events, found))
    candidates = _of_same_days(_missing(events, found))
    for exactly in (True, False):
        for number, event in enumerate(events):
            if found[number] is not None:
                continue
            known = by_key.get(key_of(event), []) if exactly else []
            here = candidates.get(_day(event), [])
            same = [each.pk for each in here if _is_same(each, event, exactly=exactly)]
            found[number] = free.take([*known, *same])
    return found


class _Free:
    """The pages that are nobody's yet."""

    def __init__(self, taken: Iterable[int]) -> None:
        self._taken = set(taken)

    def take(self, wanted: Iterable[int]) -> int | None:
        pk = next((pk for pk in wanted if pk not in self._taken), None)
        self._taken.add(pk)
        return pk


def _missing(events: Sequence[ImportedEvent], found: list[int | None]) -> list[ImportedEvent]:
    return [event for event, pk in zip(events, found, strict=True) if pk is None]


def _by_uid(events: list[ImportedEvent], source: str) -> list[list[int]]:
    """The pages that may have the UID of each, the surest first."""
    of_source = _by_source_uid(events)
    own = [own_uid(event) for event in events]
    pages = EventPage.objects.filter(uid__in=list(filter(None, own)), alias_of=None).order_by()
    of_page = {uid: [pk] for uid, pk in pages.values_list("uid", "pk")}
    return [
        [*of_page.get(uid, []), *_trusted(of_source[event.uid], event, source)]
        for uid, event in zip(own, events, strict=True)
    ]


def _by_source_uid(events: list[ImportedEvent]) -> dict[str, list[_Imported]]:
    found: dict[str, list[_Imported]] = defaultdict(list)
    uids = [event.uid for event in events if event.uid]
    imported = ImportedFrom.objects.filter(source_uid__in=uids).order_by("pk")
    rows = imported.values_list("source_uid", "pk", "source", "event__title")
    for uid, *row in rows:
        found[uid].append(_Imported(*row))
    return found


def _trusted(known: list[_Imported], event: ImportedEvent, source: str) -> list[int]:
    """Those of the same source first; a UID that others may have too says little alone."""
    is_unique = is_unique_everywhere(event.uid)
    title = folded(event.title)
    same = [
        each for each in known if is_unique or each.source == source or folded(each.title) == title
    ]
    return [each.pk for each in sorted(same, key=lambda each: each.source != source)]


def _by_source_key(events: list[ImportedEvent]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for part in batches(events, AT_ONCE):
        keys = [key_of(event) for event in part]
        imported = ImportedFrom.objects.filter(source_key__in=keys)
        for key, pk in imported.values_list("source_key", "pk"):
            found[key].append(pk)
    return found


def _of_same_days(events: list[ImportedEvent]) -> dict[Day, list[_Candidate]]:
    """The pages of the same days and titles, as they are now."""
    wanted = {_day(event) for event in events}
    found: dict[Day, list[_Candidate]] = defaultdict(list)
    if not wanted:
        return found
    first, last = (choose(on for on, _ in wanted) for choose in (min, max))
    pages = EventPage.objects.beginning_on(first, last).filter(alias_of=None)
    rows = pages.order_by("pk").values_list(
        "pk", "starts_at", "title", "place", "imported_from__source_uid"
    )
    places = _names_of_places()
    days = {on for on, _ in wanted}
    for pk, starts_at, title, place, source_uid in rows.iterator():
        # Most are of other days: nothing is made of their titles.
        if (on := dates.day_of(starts_at)) in days and (key := (on, folded(title))) in wanted:
            names = places.get(place, {("", "")})
            found[key].append(
                _Candidate(pk, _moment(starts_at), frozenset(names), source_uid or "")
            )
    return found


def _names_of_places() -> dict[int, set[tuple[str, str]]]:
    names: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = Place.objects.order_by().values_list("pk", "merged_into", "name", "town")
    for pk, current, name, town in rows:
        names[current or pk].add((folded(name), folded(town)))
    return names


def _is_same(candidate: _Candidate, event: ImportedEvent, *, exactly: bool) -> bool:
    if exactly:
        if candidate.starts != _moment(event.starts_at):
            return False
    elif event.uid and candidate.source_uid:
        # A film is shown twice in a day: each has its UID.
        return False
    name, town = _place(event.place)
    return any(
        name == ours and (town == our_town or not (town and our_town))
        for ours, our_town in candidate.places
    )


def _day(event: ImportedEvent) -> Day:
    return dates.day_of(event.starts_at), folded(event.title)


def _starts(event: ImportedEvent) -> str:
    return _day(event)[0].isoformat() if event.all_day else _moment(event.starts_at)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _place(place: PublishedPlace | None) -> tuple[str, str]:
    return (folded(place.name), folded(place.town)) if place else ("", "")
