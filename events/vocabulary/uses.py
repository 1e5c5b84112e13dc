"""Which events name a place, an organiser, a theme, a country or a group, and how many."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Country, EventPage, GroupPage, Organiser, Place
from site_lianes.core.merging import Mergeable
from site_lianes.core.models import Theme

# What events name, and how.
NAMED_BY_EVENTS: dict[type[Model], str] = {
    Theme: "event_themes__tag",
    Country: "countries",
    Organiser: "event_organisers__organiser",
    Place: "place",
    GroupPage: "group",
}
# Where a revision holds their keys.
IN_REVISIONS = {
    Theme: ("event_themes", "tag"),
    Country: ("countries", ""),
    Organiser: ("event_organisers", "organiser"),
    Place: ("place", ""),
}


def events_naming(instance: Model) -> list[int]:
    events = EventPage.objects.filter(**{NAMED_BY_EVENTS[type(instance)]: instance})
    return list(events.values_list("pk", flat=True))


@dataclass(frozen=True)
class Uses:
    published: int = 0
    # Of the published ones.
    upcoming: int = 0
    drafts: int = 0
    # Published, and named by the changes that wait to be published alone.
    waiting: int = 0
    in_series: int = 0
    imported: int = 0

    @property
    def total(self) -> int:
        return self.published + self.drafts + self.waiting

    @property
    def in_short(self) -> str:
        """ "12 rencontres, dont 3 à venir"."""
        if not self.total:
            return _("aucune rencontre")
        number = ngettext("%d rencontre", "%d rencontres", self.total) % self.total
        if not self.upcoming:
            return number
        return _("%(number)s, dont %(upcoming)d à venir") % {
            "number": number,
            "upcoming": self.upcoming,
        }

    def __str__(self) -> str:
        """ "12 rencontres, dont 3 à venir (9 publiées, 3 brouillons)"."""
        details = self.details
        return f"{self.in_short} ({details})" if details else self.in_short

    @property
    def details(self) -> str:
        """ "9 publiées, 2 brouillons ; 4 font partie d’une série": nothing if all are published."""
        counts = ", ".join(self._counts()) if self.total > self.published else ""
        return "\u202f; ".join(filter(None, [counts, *self._origins()]))

    def _counts(self) -> Iterator[str]:
        if self.published:
            yield ngettext("%d publiée", "%d publiées", self.published) % self.published
        if self.drafts:
            yield ngettext("%d brouillon", "%d brouillons", self.drafts) % self.drafts
        if self.waiting:
            yield (
                ngettext(
                    "%d modification qui attend d’être publiée",
                    "%d modifications qui attendent d’être publiées",
                    self.waiting,
                )
                % self.waiting
            )

    def _origins(self) -> Iterator[str]:
        if self.in_series:
            yield (
                ngettext("%d fait partie d’une série", "%d font partie d’une série", self.in_series)
                % self.in_series
            )
        if self.imported:
            yield ngettext("%d vient d’un import", "%d viennent d’un import", self.imported) % (
                self.imported
            )


def uses_of(words: Sequence[Mergeable]) -> dict[int, Uses]:
    """For each of these, all of one model, by its key: four queries at most, however many."""
    model = type(words[0])
    keys = [word.pk for word in words]
    rows = _counts(model, keys)
    waiting = _waiting(model, keys)
    return {key: Uses(**rows.get(key, {}), waiting=waiting[key]) for key in keys}


def is_used(word: Mergeable) -> bool:
    return bool(uses_of([word])[word.pk].total)


def _counts(model: type[Mergeable], keys: list[int]) -> dict[int, dict[str, int]]:
    lookup = NAMED_BY_EVENTS[model]
    live = Q(live=True)
    counted = {
        "published": Count("pk", filter=live, distinct=True),
        "upcoming": Count("pk", filter=live & Q(finishes_at__gt=timezone.now()), distinct=True),
        "drafts": Count("pk", filter=~live, distinct=True),
        "in_series": Count("pk", filter=Q(series__isnull=False), distinct=True),
        "imported": Count("imported_from", distinct=True),
    }
    events = EventPage.objects.filter(**{f"{lookup}__in": keys}).order_by()
    rows = events.values(lookup).annotate(**counted)
    return {row.pop(lookup): row for row in rows}


def _waiting(model: type[Mergeable], keys: list[int]) -> Counter[int]:
    """Published events whose last draft names them, as they are published do not."""
    current = dict(model.objects.filter(merged_into__in=keys).values_list("pk", "merged_into"))
    current |= {key: key for key in keys}
    field, within = IN_REVISIONS[model]
    drafts = EventPage.objects.filter(live=True, has_unpublished_changes=True).order_by()
    rows = list(drafts.values_list("pk", f"latest_revision__content__{field}"))
    found = {
        (pk, current[key]) for pk, held in rows for key in _keys(held, within) if key in current
    }
    if not found:
        return Counter()
    lookup = NAMED_BY_EVENTS[model]
    published = EventPage.objects.filter(pk__in={pk for pk, _ in found}).values_list("pk", lookup)
    return Counter(key for _, key in found - set(published))


def _keys(held: Any, within: str) -> Iterable[int]:
    if not isinstance(held, list):
        return [held]
    return [each[within] if within else each for each in held]
