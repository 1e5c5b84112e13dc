"""A tsvector of our own tokens and a GIN index on that column: the very expression queried."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from search.engines.base import EMPTY_TABLES, Engine

INDEX = "search_entrytext_tokens"
# How many rows the planner is to expect of each: what few entries have is looked up entry by entry,
# what most have is found by reading the tables once.
FUNCTIONS = {"search_matching": 50, "search_matching_many": 10_000}

# By the index whatever the word: the planner takes the narrow table for quickly read, and does not
# count that the tokens of each row are elsewhere. PL/pgSQL keeps its plan after some calls.
CREATE_FUNCTIONS = tuple(
    f"""CREATE OR REPLACE FUNCTION {name}(tsquery) RETURNS SETOF bigint
        LANGUAGE plpgsql STABLE ROWS {rows} SET enable_seqscan = off AS
        'BEGIN RETURN QUERY SELECT entry_id FROM search_entrytext WHERE tokens @@ $1; END'"""  # noqa: S608 - our own names
    for name, rows in FUNCTIONS.items()
)
CREATE = (
    # Without a list of what is still to be sorted in, which every search would read through.
    f"""CREATE INDEX IF NOT EXISTS {INDEX} ON search_entrytext USING gin (tokens)
        WITH (fastupdate = off)""",
    # Texts out of the way: a common word reads a row of each entry that has it.
    "ALTER TABLE search_entrytext SET (toast_tuple_target = 128)",
    *CREATE_FUNCTIONS,
)
DROP = (
    *(f"DROP FUNCTION IF EXISTS {name}(tsquery)" for name in FUNCTIONS),
    f"DROP INDEX IF EXISTS {INDEX}",
    "ALTER TABLE search_entrytext RESET (toast_tuple_target)",
)


def quoted(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"


def without_checks(statements: tuple[str, ...]) -> tuple[str, ...]:
    """An index is made of no table with checks still to come."""
    return "SET CONSTRAINTS ALL IMMEDIATE", *statements, "SET CONSTRAINTS ALL DEFERRED"


def faults(cursor: CursorWrapper) -> Iterator[str]:
    cursor.execute(
        "SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass(%s)", [INDEX]
    )
    found = cursor.fetchone()
    if found is None:
        yield _("%(name)s manque") % {"name": INDEX}
    elif not found[0]:
        yield _("%(name)s n’est pas valide") % {"name": INDEX}
    for name in FUNCTIONS:
        cursor.execute("SELECT to_regprocedure(%s)", [f"{name}(tsquery)"])
        if cursor.fetchone() == (None,):
            yield _("%(name)s manque") % {"name": name}


ENGINE = Engine(
    select="SELECT id FROM search_matching(%s::tsquery) AS matching(id)",
    select_many="SELECT id FROM search_matching_many(%s::tsquery) AS matching(id)",
    all_of=" & ",
    any_of=" | ",
    quoted=quoted,
    create=CREATE,
    drop=DROP,
    # PostgreSQL's default is that of a turning disk, four times the cost of reading in order: for a
    # few keys it would read whole tables.
    connected=("SET random_page_cost = 1.1",),
    empty=(*without_checks(CREATE), *EMPTY_TABLES),
    rebuilt=("ANALYZE search_entry", "ANALYZE search_entrytext", "ANALYZE search_word"),
    faults=faults,
    refill=without_checks((*DROP, *CREATE)),
)
