"""A tsvector of our own tokens and a GIN index on that column: the very expression queried."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from search.engines import postgresql_made as made
from search.engines.base import EMPTY_TABLES, Asked, Engine, Ranked, Sql, placeholders


def quoted(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"


def ranked(asked: Asked, now: datetime | str) -> Ranked:
    telling = [(points, condition) for points, condition in asked.bonuses if points]
    conditions = array(f'"{condition}"' for points, condition in telling)
    points = array(str(points) for points, condition in telling)
    return Ranked(
        Sql(
            "search_ranked(%s, %s, %s, %s) WITH ORDINALITY AS entry",
            (asked.condition, conditions, points, now),
        ),
        # The function's own: what the statement asks of them besides, it asks of the first alone,
        # until there are as many as it wants.
        Sql("ORDER BY entry.ordinality"),
    )


def array(elements: Iterable[str]) -> str:
    """As one text: of a list, psycopg would look at each element."""
    return f"{{{','.join(elements)}}}"


def known(number: int) -> str:
    return f"SELECT said, number FROM search_known(ARRAY[{placeholders(number)}])"


def without_checks(statements: tuple[str, ...]) -> tuple[str, ...]:
    """An index is made of no table with checks still to come."""
    return "SET CONSTRAINTS ALL IMMEDIATE", *statements, "SET CONSTRAINTS ALL DEFERRED"


def faults(cursor: CursorWrapper) -> Iterator[str]:
    cursor.execute(
        "SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass(%s)",
        [made.INDEX],
    )
    found = cursor.fetchone()
    if found is not None and not found[0]:
        yield _("%(name)s n’est pas valide") % {"name": made.INDEX}
    missing = [] if found else [made.INDEX]
    cursor.execute("SELECT proname FROM pg_proc WHERE pronamespace = current_schema::regnamespace")
    missing += absent(made.FUNCTIONS, cursor)
    cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'")
    missing += absent(made.TRIGGERS, cursor)
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('search_entrytext')"
    )
    lost = absent(made.FACTS, cursor)
    missing += [f"search_entrytext.{name}" for name in lost]
    yield from (_("%(name)s manque") % {"name": name} for name in missing)
    if not lost:
        yield from astray(cursor)


def absent(names: Iterable[str], cursor: CursorWrapper) -> list[str]:
    found = {name for (name,) in cursor.fetchall()}
    return [name for name in names if name not in found]


def astray(cursor: CursorWrapper) -> Iterator[str]:
    """Facts next to the tokens that are not those of the entry."""
    cursor.execute(
        f"""SELECT COUNT(*) FROM search_entry AS entry
        JOIN search_entrytext AS text ON text.entry_id = entry.id
        WHERE ({of("text")}) IS DISTINCT FROM ({of("entry")})"""
    )
    [(number,)] = cursor.fetchall()
    if number:
        yield _("search_entrytext ne suit pas search_entry : %(number)d") % {"number": number}


def of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in made.FACTS)


ENGINE = Engine(
    select="SELECT id FROM search_matching(%s::tsquery) AS matching(id)",
    select_many="SELECT id FROM search_matching_many(%s::tsquery) AS matching(id)",
    ranked=ranked,
    known=known,
    all_of=" & ",
    any_of=" | ",
    quoted=quoted,
    create=made.CREATE,
    drop=made.DROP,
    # PostgreSQL's default is that of a turning disk, four times the cost of reading in order: for a
    # few keys it would read whole tables.
    connected=("SET random_page_cost = 1.1",),
    empty=(*without_checks(made.CREATE), *EMPTY_TABLES),
    rebuilt=("ANALYZE search_entry", "ANALYZE search_entrytext", "ANALYZE search_word"),
    faults=faults,
    refill=without_checks(made.REFILL),
)
