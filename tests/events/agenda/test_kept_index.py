"""The index that a process keeps is that of what is committed, whoever publishes meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from events.agenda.index import AgendaIndex, Row
from events.agenda.kept_index import MANY, KeptIndex
from events.models import AgendaEdition, AgendaEntry, EventPage
from events.models.agenda_entry import kept_index
from tests.events.agenda.test_index import BEGINS, ENDS, told
from tests.events.agenda.watched import rows_of_pages
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory

# Such a test commits; it begins with what the migrations made.
commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)
several_connections = pytest.mark.skipif(
    "connection.vendor != 'postgresql'",
    reason="la base de test de SQLite est en mémoire : une seule connexion y écrit à la fois",
)
A_WHILE = 20


# -- What is committed ---------------------------------------------------------------------------


def true_index() -> AgendaIndex:
    """The agenda's index, once it is compared with the pages."""
    index = AgendaEntry.objects.index()
    assert told(index) == told(AgendaIndex.of(rows_of_pages()))
    return index


@commits
def test_it_costs_one_query_while_nothing_changes(django_assert_num_queries):
    EventPageFactory.create_batch(2)
    index = true_index()
    for _ in range(2):
        with django_assert_num_queries(1):
            assert AgendaEntry.objects.index() is index


@commits
def test_a_change_is_seen_by_who_asks_next_in_one_query(django_assert_num_queries):
    moved, deleted = EventPageFactory(), EventPageFactory()
    assert true_index().events == [moved.pk, deleted.pk]
    moved.starts_at += timedelta(days=3)
    moved.ends_at += timedelta(days=3)
    moved.save_revision().publish()
    with django_assert_num_queries(1):
        assert AgendaEntry.objects.index().events == [deleted.pk, moved.pk]
    deleted.delete()
    added = EventPageFactory()
    assert true_index().events == [added.pk, moved.pk]


@commits
def test_what_is_not_committed_is_seen_by_who_changes_it_and_not_kept():
    event = EventPageFactory()
    before = true_index()
    with transaction.atomic():
        event.unpublish()
        assert true_index().events == []
        transaction.set_rollback(True)
    assert true_index() is before
    with transaction.atomic():
        event.refresh_from_db()
        event.unpublish()
        assert true_index().events == []
    assert true_index().events == []


@pytest.mark.parametrize(("changes", "queries"), [(MANY - 1, 1), (MANY, 2), (MANY + 50, 2)])
@commits
def test_after_many_changes_all_is_read_anew(django_assert_num_queries, changes, queries):
    write_entries(range(1, MANY + 100))
    assert len(AgendaEntry.objects.index()) == MANY + 99
    write_entries(range(50, 50 + changes), terms="theme:1")
    with django_assert_num_queries(queries):
        index = AgendaEntry.objects.index()
    assert index.carrying(["theme:1"]).bit_count() == changes
    with django_assert_num_queries(1):
        assert AgendaEntry.objects.index() is index
    write_entries([7], terms="theme:2")
    assert AgendaEntry.objects.index().carrying(["theme:2"]) == index.only(7)


def write_entries(events: range | list[int], terms: str = "") -> None:
    facts = {"is_public": True, "starts_at": BEGINS, "finishes_at": ENDS, "terms": terms}
    AgendaEntry.objects.write(AgendaEntry(event_id=event, **facts) for event in events)


@commits
def test_it_goes_on_after_the_database_failed():
    EventPageFactory()
    with connection.execute_wrapper(_refuse), pytest.raises(ConnectionError):
        AgendaEntry.objects.index()
    assert len(true_index()) == 1


def _refuse(*_: object) -> None:
    raise ConnectionError


# -- Several at once -----------------------------------------------------------------------------


@contextmanager
def running(*tasks: Callable[[], None]) -> Iterator[list[threading.Thread]]:
    """Does these at once, each on a connection of its own, until all have ended."""
    failures: list[BaseException] = []

    def do(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as failure:  # noqa: BLE001 - told by the test, not lost in its thread
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        for thread in threads:
            thread.join(A_WHILE)
    assert failures == []
    assert not any(thread.is_alive() for thread in threads)


class Entries:
    """Stands for the table: rows by event, each with the edition of its last change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[int, tuple[int, Row]] = {}
        self._edition = 0

    def write(self, row: Row) -> None:
        with self._lock:
            self._edition += 1
            self._rows[row.event] = self._edition, row

    def read(self, edition: int, most: int | None) -> list[tuple[int, Row]]:
        with self._lock:
            newer = sorted(row for row in self._rows.values() if row[0] > edition)
        time.sleep(0)  # lets the other threads go first
        return newer[:most]


# Events from this number on are never taken away.
STAYS = 10_000


def test_threads_that_ask_while_others_publish_never_go_back_and_end_with_all():
    entries = Entries()
    kept = KeptIndex(entries.read)
    published = threading.Event()

    def publish(number: int) -> None:
        for event in range(number, 600, 3):
            terms = ("theme:1", f"theme:{event}")
            entries.write(Row(event, BEGINS + timedelta(hours=event), ENDS, terms))
            entries.write(Row(event // 2, BEGINS, ENDS, ("theme:2",), is_public=event % 2 == 0))
            entries.write(Row(STAYS + event, BEGINS, ENDS, ()))

    def ask() -> None:
        seen = set()
        while not published.is_set():
            index = kept.up_to_date()
            assert all(len(index) >= each.bit_length() for each in index.postings.values())
            staying = {event for event in index.events if event >= STAYS}
            assert seen <= staying
            seen = staying

    with running(ask, ask, ask), running(*(lambda n=n: publish(n) for n in range(3))) as writers:
        for writer in writers:
            writer.join(A_WHILE)
        published.set()
    expected = AgendaIndex.of(row for _, row in entries.read(0, None))
    assert told(kept.up_to_date()) == told(expected)


@commits
@several_connections
def test_threads_that_publish_and_ask_at_once_end_with_the_right_index():
    groups = [EventPageFactory.create_batch(2) for _ in range(3)]
    published = threading.Event()

    def publish(events: list[EventPage]) -> None:
        for _ in range(2):
            for event in events:
                event.starts_at += timedelta(days=1)
                event.ends_at += timedelta(days=1)
                event.save()
                event.unpublish()
                event.save_revision().publish()
        events[0].delete()

    def ask() -> None:
        while not published.wait(0.001):
            AgendaEntry.objects.index()

    tasks = [lambda events=events: publish(events) for events in groups]
    with running(ask, ask), running(*tasks) as writers:
        for writer in writers:
            writer.join(A_WHILE)
        published.set()
    assert len(true_index()) == 3


def wait_until_one_waits() -> None:
    """Until a connection waits for what another holds."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until = time.monotonic() + A_WHILE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            if cursor.execute(waiting).fetchone() == (1,):
                return
            time.sleep(0.01)
    pytest.fail("nobody waits")


@contextmanager
def one_before_the_other(
    first: Callable[[], None], second: Callable[[], None]
) -> Iterator[threading.Event]:
    """The second begins once the first has recorded, and waits: the first commits when told."""
    recorded, may_commit = threading.Event(), threading.Event()

    def do_first() -> None:
        with transaction.atomic():
            first()
            recorded.set()
            assert may_commit.wait(A_WHILE)

    def do_second() -> None:
        assert recorded.wait(A_WHILE)
        second()

    with running(do_first, do_second):
        try:
            wait_until_one_waits()
            yield may_commit
        finally:
            may_commit.set()


@commits
@several_connections
def test_editions_are_committed_in_their_order_so_that_no_event_is_missed():
    one, other = EventPageFactory(), EventPageFactory()
    before = true_index()

    def postpone(event: EventPage) -> None:
        event.starts_at += timedelta(days=7)
        event.ends_at += timedelta(days=7)
        event.save()

    with one_before_the_other(lambda: postpone(one), lambda: postpone(other)) as may_commit:
        assert AgendaEntry.objects.index() is before
        may_commit.set()
    editions = dict(AgendaEntry.objects.values_list("pk", "edition"))
    assert editions[one.pk] < editions[other.pk] == AgendaEdition.objects.get().number
    assert true_index().starts != before.starts


@commits
@several_connections
def test_two_changes_of_one_event_at_once_are_both_in_its_entry():
    """A place is put right while an event that takes place there is published."""
    place, theme = PlaceFactory(postal_code="59000"), ThemeFactory()
    event = EventPageFactory(place=place)
    true_index()

    def publish() -> None:
        event.themes.set([theme])
        event.save()

    place.postal_code = "80000"
    with one_before_the_other(place.save, publish):
        pass
    index = true_index()
    assert index.carrying(["territoire:80"]) == index.carrying([f"theme:{theme.pk}"]) == 1


@commits
@several_connections
def test_a_bulk_action_and_a_publication_among_its_events_never_block_each_other():
    one, other = EventPageFactory(), EventPageFactory()
    other.save_revision()
    begun = threading.Event()

    def withdraw_both() -> None:
        with transaction.atomic():
            EventPage.objects.get(pk=one.pk).unpublish()
            begun.set()
            time.sleep(0.5)  # the other has begun to publish
            EventPage.objects.get(pk=other.pk).unpublish()

    def publish() -> None:
        begun.wait(A_WHILE)
        EventPage.objects.get(pk=other.pk).get_latest_revision().publish()

    with running(withdraw_both, publish):
        pass
    assert true_index().events == [other.pk]


@commits
@several_connections
def test_two_who_record_at_once_after_the_edition_was_lost_share_one():
    one, other = EventPageFactory(), EventPageFactory()
    AgendaEdition.objects.all().delete()
    EventPage.objects.update(starts_at=F("starts_at") - timedelta(hours=1))
    for event in (one, other):
        event.refresh_from_db()
    with one_before_the_other(one.save, other.save):
        pass
    assert AgendaEdition.objects.count() == 1
    assert true_index().events == [one.pk, other.pk]


def test_inside_the_transaction_of_a_test_nothing_is_kept(db):
    EventPageFactory()
    assert len(AgendaEntry.objects.index()) == 1
    assert len(kept_index._index) == 0  # noqa: SLF001
