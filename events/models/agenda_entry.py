from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from events.agenda.index import AgendaIndex, Row
from events.agenda.kept_index import KeptIndex
from events.published import SCHEDULE, PublishedEvent
from site_lianes.core.content import kept


class AgendaEdition(models.Model):
    """The number of the last change of what the public may see of the agenda: one row."""

    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def hold(cls) -> "AgendaEdition":
        """The last number, until this transaction ends: whoever else asks waits for that.

        Hence who records an event reads what all before have committed, and numbers are committed
        in their order: who has read one has read all below it. Ask before anything else is locked:
        two who lock the same rows in another order would wait for each other.
        """
        kept = cls.objects.select_for_update()
        edition, _ = kept.get_or_create(pk=1, defaults={"number": _last_entered})
        return edition

    @classmethod
    def next_number(cls) -> int:
        edition = cls.hold()
        edition.number += 1
        edition.save()
        return edition.number


def _last_entered() -> int:
    """Should the row be lost, numbers go on above those of the entries."""
    return AgendaEntry.objects.aggregate(last=Max("edition", default=0))["last"]


class AgendaEntryQuerySet(models.QuerySet["AgendaEntry"]):
    def index(self) -> AgendaIndex:
        """The agenda as it is in the database: one query, and one more after many changes.

        Inside a transaction it is made for the caller alone: what is not committed yet may never
        be, and is nobody else's to see.
        """
        if connection.in_atomic_block:
            return AgendaIndex.of(row for _, row in read_rows(0, None))
        return index_of_content()

    @transaction.atomic
    def write(self, entries: Iterable["AgendaEntry"]) -> None:
        """Store these, new or changed, as of one new edition."""
        edition = AgendaEdition.next_number()
        entries = list(entries)
        for entry in entries:
            entry.edition = edition
        self.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["event_id"],
            update_fields=["edition", *AgendaEntry.FACTS, *AgendaEntry.HISTORY],
        )

    def with_facts(self) -> Self:
        """Those of which something can be told under their own UID."""
        return self.filter(uid__isnull=False).exclude(facts={})

    def told(self, events: Iterable[int]) -> list[PublishedEvent]:
        """What the public was last told of these events, in the order of their start."""
        entries = self.with_facts().in_bulk(list(events)).values()
        ordered = sorted(entries, key=lambda entry: (entry.starts_at, entry.event_id))
        return [entry.told for entry in ordered]

    def withdrawn(self, since: datetime) -> Self:
        """What was published and is no more, and was not over at this moment."""
        return self.with_facts().filter(is_public=False, finishes_at__gt=since)

    def withdrawn_index(self, since: datetime) -> AgendaIndex:
        """Its events, found as they were when they were public."""
        entries = self.withdrawn(since).values_list("pk", "starts_at", "finishes_at", "terms")
        return AgendaIndex.of(Row(*facts, tuple(terms.split())) for *facts, terms in entries)

    def last_change(self, now: datetime, kept: timedelta) -> datetime | None:
        """When a list of events last changed that keeps them for a time after their end.

        None for an agenda that has never had any.
        """
        changed = self.aggregate(last=Max("changed_at"))["last"]
        gone = self.filter(finishes_at__lte=now - kept).aggregate(last=Max("finishes_at"))["last"]
        return max(filter(None, (changed, gone and gone + kept)), default=None)


class AgendaEntry(models.Model):
    """What the public may see of one event, flat: when it is, and the terms it is found under.

    `events.entries` writes it, in the transaction of the change; each process keeps all
    entries in memory and asks for those of a newer edition. No foreign key: the entry of an event
    that was deleted stays, and says so to whoever knew it.
    """

    event_id = models.BigIntegerField(primary_key=True)
    edition = models.PositiveBigIntegerField(db_index=True)
    is_public = models.BooleanField()
    starts_at = models.DateTimeField()
    finishes_at = models.DateTimeField()
    # Separated by spaces; see `events.agenda.facets`.
    terms = models.TextField()
    # That of the event; none once another event has it, which was imported after this was deleted.
    uid = models.UUIDField(null=True, unique=True, default=uuid4)
    # What calendars and feeds say of it: see `events.published`.
    facts = models.JSONField(default=dict)
    sequence = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = AgendaEntryQuerySet.as_manager()

    FACTS = ("is_public", "starts_at", "finishes_at", "terms", "uid", "facts")
    HISTORY = ("sequence", "published_at", "changed_at")

    class Meta:
        indexes = [models.Index(fields=["finishes_at"], name="agenda_entry_finishes_at")]

    def __str__(self) -> str:
        return f"{self.event_id}, {self.starts_at:%Y-%m-%d}"

    @property
    def told(self) -> PublishedEvent:
        return PublishedEvent.from_entry(self)

    def says_the_same_as(self, other: "AgendaEntry") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in self.FACTS)

    def follow(self, before: "AgendaEntry") -> None:
        """Go on from what was said before this: the sequence rises with the schedule, or stays."""
        self.published_at, self.sequence = before.published_at, before.sequence
        if not before.facts:
            # Written before facts were kept: nothing tells that it changed.
            self.changed_at = before.changed_at
        else:
            self.changed_at = timezone.now()
            self.sequence += self.schedule != before.schedule

    @property
    def schedule(self) -> tuple[object, ...]:
        return (self.is_public, self.starts_at, *(self.facts[name] for name in SCHEDULE))


def read_rows(edition: int, most: int | None) -> list[tuple[int, Row]]:
    """The entries since an edition, each with its own, for `events.agenda.kept_index`."""
    fields = ("edition", "event_id", "starts_at", "finishes_at", "terms", "is_public")
    entries = AgendaEntry.objects.filter(edition__gt=edition).order_by("edition")
    return [
        (edition, Row(event, starts_at, finishes_at, tuple(terms.split()), is_public))
        for edition, event, starts_at, finishes_at, terms, is_public in entries.values_list(
            *fields
        )[:most]
    ]


kept_index = KeptIndex(read_rows)
index_of_content = kept(kept_index.up_to_date)
