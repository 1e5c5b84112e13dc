"""FTS5 as an inverted index alone: contentless, without positions; `search_entrytext` feeds it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from search.engines.base import (
    EMPTY_TABLES,
    KNOWN,
    Asked,
    Engine,
    Ranked,
    Sql,
    order,
    placeholders,
)

FORGET = """INSERT INTO search_fts (search_fts, rowid, tokens)
    VALUES ('delete', old.entry_id, old.tokens);"""
LEARN = "INSERT INTO search_fts (rowid, tokens) VALUES (new.entry_id, new.tokens);"
CREATE = (
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        tokens, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '=+~'"
    )""",
    f"""CREATE TRIGGER search_entrytext_insert AFTER INSERT ON search_entrytext
        BEGIN {LEARN} END""",
    f"""CREATE TRIGGER search_entrytext_delete AFTER DELETE ON search_entrytext
        BEGIN {FORGET} END""",
    f"""CREATE TRIGGER search_entrytext_update AFTER UPDATE OF tokens ON search_entrytext
        BEGIN {FORGET} {LEARN} END""",
    # How many entries each token is in: what `check_search_index` compares.
    "CREATE VIRTUAL TABLE search_fts_tokens USING fts5vocab('search_fts', 'row')",
)
DROP = (
    "DROP TABLE IF EXISTS search_fts_tokens",
    "DROP TRIGGER IF EXISTS search_entrytext_insert",
    "DROP TRIGGER IF EXISTS search_entrytext_delete",
    "DROP TRIGGER IF EXISTS search_entrytext_update",
    "DROP TABLE IF EXISTS search_fts",
)
REFILL = (
    *DROP,
    *CREATE,
    "INSERT INTO search_fts (rowid, tokens) SELECT entry_id, tokens FROM search_entrytext",
)
SELECT = "SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s"
MADE = {re.search(r"(?:TABLE|TRIGGER) (\w+)", statement)[1] for statement in CREATE}
AT_ONCE = 500


def quoted(token: str) -> str:
    return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'


def ranked(asked: Asked, now: datetime | str) -> Ranked:
    """In order from the beginning: what is asked of entries besides is asked of the first alone.

    SQLite hands on the rows of a subquery as they come, and its limit keeps them in order.
    """
    hits, best = scored(asked), order(now)
    # CROSS: the tables are taken in this order, and a row is looked up for each hit.
    found = f"""(SELECT entry.id, score FROM ({hits.text}) AS hit
        CROSS JOIN search_entry AS entry ON entry.id = hit.id {best.text} LIMIT -1) AS best
        CROSS JOIN search_entry AS entry ON entry.id = best.id"""
    return Ranked(Sql(found, (*hits.params, *best.params)), Sql(""))


def scored(asked: Asked) -> Sql:
    """A SELECT of `id` and `score`.

    An entry is first asked whether it meets any bonus: of most words, most entries meet none.
    """
    score, conditions = "0", [condition for _, condition in asked.bonuses]
    if conditions:
        points = " + ".join(f"{points} * (rowid IN ({SELECT}))" for points, _ in asked.bonuses)
        score = f"CASE WHEN rowid IN ({SELECT}) THEN {points} ELSE 0 END"
        conditions.insert(0, ENGINE.any_of.join(conditions))
    return Sql(
        f"SELECT rowid AS id, {score} AS score FROM search_fts WHERE search_fts MATCH %s",
        (*conditions, asked.condition),
    )


def known(number: int) -> str:
    return KNOWN.format(among=f"IN ({placeholders(number)})")


def faults(cursor: CursorWrapper) -> Iterator[str]:
    cursor.execute("SELECT name FROM sqlite_master")
    if missing := MADE - {name for (name,) in cursor.fetchall()}:
        yield from (_("%(name)s manque") % {"name": name} for name in sorted(missing))
        return
    try:
        cursor.execute("INSERT INTO search_fts (search_fts) VALUES ('integrity-check')")
        yield from misplaced(cursor)
    except DatabaseError as error:
        yield str(error)


def misplaced(cursor: CursorWrapper) -> Iterator[str]:
    """The tokens that FTS5 knows in another number of entries than those that have them."""
    differences: Counter[str] = Counter()
    cursor.execute("SELECT tokens FROM search_entrytext")
    while rows := cursor.fetchmany(AT_ONCE):
        for (tokens,) in rows:
            differences.update(set(tokens.split()))
    cursor.execute("SELECT term, doc FROM search_fts_tokens")
    while rows := cursor.fetchmany(AT_ONCE):
        differences.subtract(dict(rows))
    for token in sorted(token for token, difference in differences.items() if difference):
        yield _("« %(token)s » : %(number)+d") % {
            "token": token,
            "number": -differences[token],
        }


ENGINE = Engine(
    select=SELECT,
    select_many=SELECT,
    ranked=ranked,
    known=known,
    all_of=" AND ",
    any_of=" OR ",
    quoted=quoted,
    create=CREATE,
    drop=DROP,
    connected=(),
    # Without the triggers, which would follow each row.
    empty=(*DROP, *EMPTY_TABLES, *CREATE),
    rebuilt=("INSERT INTO search_fts (search_fts) VALUES ('optimize')",),
    faults=faults,
    refill=REFILL,
)
