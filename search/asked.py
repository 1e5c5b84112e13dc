"""Counts what visitors look for, of which nothing tells who they are."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import DatabaseError, connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from search import french
from search.models import AskedWords
from site_lianes.core.printable import printable

logger = logging.getLogger(__name__)

LONGEST = 80
# A day of more distinct queries is that of a robot: it is counted no further.
MOST_A_DAY = 2_000
# A search never waits longer than that for who is writing to SQLite: it is not counted then.
PATIENCE_MS = 50

# What may tell who somebody is: an address, a telephone number, a number of a file.
PERSONAL = re.compile(
    r"""
      @
    | \d{6}
    | (?: \d [ .\-/()]* ){9}
    | \b \d\d (?: [ .\-] \d\d ){3} \b
    | ://
    | \b www\.
    | \b [\w-]{2,} \. [a-z]{2,} \b
    """,
    re.VERBOSE,
)

# PostgreSQL writes it to the disk a little later: a visitor would wait for that longer than for all
# that is found, and a search may go uncounted if the power fails.
UNWRITTEN = {
    "postgresql": "set_config('synchronous_commit', 'off', TRUE) = 'off' AND",
    "sqlite": "",
}
# The rows of the day are counted by its index; `WHERE` also tells SQLite what `ON` belongs to.
COUNT = """
    INSERT INTO search_askedwords (key, day, words, times, found)
    SELECT %s, %s, %s, 1, %s
    WHERE {unwritten} (SELECT COUNT(*) FROM search_askedwords WHERE day = %s) < %s
    ON CONFLICT (key, day) DO UPDATE
    SET times = search_askedwords.times + 1, words = excluded.words, found = excluded.found
"""


def note(words: str, found: int) -> None:
    """Count one more search for these words, given as they were typed, and what it found.

    Never fails a search, nor holds it up. On SQLite one writes at a time, and a page waits for its
    turn for up to 20 seconds: here, far less.
    """
    shown = shown_words(words)
    key = french.fold(shown)[:LONGEST].strip()
    if not key or PERSONAL.search(shown):
        return
    connection = connections[router.db_for_write(AskedWords)]
    day = timezone.localdate()
    try:
        with impatient(connection), savepoint(connection), connection.cursor() as cursor:
            count = COUNT.format(unwritten=UNWRITTEN[connection.vendor])
            cursor.execute(count, [key, day, shown[:LONGEST], found, day, MOST_A_DAY])
    except DatabaseError as error:
        logger.warning("A search was not counted: %s", error)


def shown_words(words: str) -> str:
    """As the staff reads them: "  Eau  POTABLE" is "eau potable"."""
    return " ".join(printable(words).lower().split())


def savepoint(connection: BaseDatabaseWrapper) -> transaction.Atomic | nullcontext:
    """A statement that fails would leave PostgreSQL's transaction unusable, if there is one."""
    return transaction.atomic(connection.alias) if connection.in_atomic_block else nullcontext()


@contextmanager
def impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    sqlite = connection.connection
    [patience] = sqlite.execute("PRAGMA busy_timeout").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        yield
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {patience}")
