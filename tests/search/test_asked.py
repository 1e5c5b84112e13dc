"""What visitors look for is counted, and nothing that tells who they are."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from time import monotonic

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ConnectionHandler

from search import asked
from search.models import AskedWords

pytestmark = pytest.mark.django_db

NOON = "2026-11-24 12:00+01:00"


def rows():
    return list(AskedWords.objects.order_by("pk").values_list("words", "day", "times", "found"))


def test_each_search_of_a_day_counts_in_one_row_that_keeps_the_last_words_and_result():
    with time_machine.travel(NOON):
        asked.note("Eau  potable", 3)
        asked.note("eau potable ", 5)
        asked.note("EAU POTABLÉ", 0)
    assert rows() == [("eau potablé", date(2026, 11, 24), 3, 0)]


def test_a_day_begins_at_midnight_in_paris():
    for moment in ("2026-07-01 21:59+00:00", "2026-07-01 22:01+00:00"):
        with time_machine.travel(moment):
            asked.note("eau", 1)
    assert [day for _, day, _, _ in rows()] == [date(2026, 7, 1), date(2026, 7, 2)]


def test_it_takes_one_statement(django_assert_num_queries):
    with django_assert_num_queries(3) as queries:
        asked.note("eau", 1)
    statements = [query["sql"].split()[0] for query in queries]
    # The savepoint is that of a transaction: a page that is read has none.
    assert statements == ["SAVEPOINT", "INSERT", "RELEASE"]


def test_nothing_else_than_words_a_day_and_numbers_is_kept():
    fields = {field.name for field in AskedWords._meta.get_fields()}
    assert fields == {"id", "key", "day", "words", "times", "found"}


@pytest.mark.parametrize(
    "words",
    [
        "awa@exemple.fr",
        "Awa Diop @awa",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+33 (0)6-12-34-56-78",
        "appeler 0612345678",
        "612 345 678",
        "Bamako 20 22 33 44",
        "siret 123456",
        "٠٦١٢٣٤",
        "https://exemple.fr/page",
        "www.exemple",
        "lianes-cooperation.org",
        "a" * 200 + "awa@exemple.fr",
    ],
)
def test_what_may_tell_who_somebody_is_is_not_kept(words):
    asked.note(words, 0)
    assert rows() == []


@pytest.mark.parametrize(
    "words",
    ["17/10/2026", "2026-10-17", "59000 lille", "14h30 16h30", "2024 2025", "m. diop", "o.n.g."],
)
def test_dates_years_and_places_are_words(words):
    asked.note(words, 0)
    assert [row[0] for row in rows()] == [words]


@pytest.mark.parametrize("words", ["", "   ", "\0", "\n\t", "\u0301", "\ud800"])
def test_no_words_are_not_counted(words):
    asked.note(words, 0)
    assert rows() == []


@pytest.mark.parametrize("words", ["é" * 500, "œ" * 80, "a\0b", "𝔞" * 90, "' ; -- %s %", "İ" * 80])
def test_any_words_are_kept_within_eighty_characters(words):
    asked.note(words, 2**31 - 1)
    [row] = AskedWords.objects.all()
    assert 0 < len(row.words) <= 80
    assert 0 < len(row.key) <= 80


def test_a_robot_does_not_fill_the_table(monkeypatch):
    monkeypatch.setattr(asked, "MOST_A_DAY", 3)
    for number in range(5):
        asked.note(f"mot {number}", 0)
    assert len(rows()) == 3
    with time_machine.travel(timedelta(days=1)):
        asked.note("le lendemain", 0)
    assert len(rows()) == 4


def test_what_cannot_be_counted_stops_no_search_and_leaves_the_transaction_usable(caplog):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_askedwords RENAME TO search_gone")
        asked.note("eau potable", 1)
        assert "was not counted" in caplog.text
        # The words may be anybody's name: they are in no log.
        assert "potable" not in caplog.text
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_gone RENAME TO search_askedwords")
    asked.note("eau potable", 1)
    assert len(rows()) == 1


def test_a_search_does_not_wait_for_who_writes_to_sqlite(tmp_path, monkeypatch, caplog):
    name = tmp_path / "db.sqlite3"
    options = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=20000"}
    own = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}}
    )
    monkeypatch.setattr(asked, "connections", own)
    connection = own["default"]
    with closing(sqlite3.connect(name)) as writer, closing(connection):
        with connection.schema_editor() as editor:
            editor.create_model(AskedWords)
        writer.execute("BEGIN IMMEDIATE")
        start = monotonic()
        asked.note("eau", 1)
        assert monotonic() - start < 5
        assert "database is locked" in caplog.text
        writer.rollback()
        asked.note("eau", 1)
        with connection.cursor() as cursor:
            assert cursor.execute("SELECT times FROM search_askedwords").fetchall() == [(1,)]
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_what_was_looked_for_more_than_a_year_ago_is_forgotten():
    with time_machine.travel(NOON) as clock:
        for days in (0, 365, 1):
            clock.shift(timedelta(days=days))
            asked.note(f"mot {days}", 1)
        AskedWords.objects.forget_old()
    assert [row[0] for row in rows()] == ["mot 365", "mot 1"]
