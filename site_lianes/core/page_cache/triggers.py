"""Makes the database itself note each change of what may be published, in its transaction.

Signals would miss `QuerySet.update`, `bulk_create` and SQL typed by hand. All tables are watched
but those that no public page shows: one that is new, or forgotten here, costs a few renderings, and
never makes a page that is out of date.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import blake2b

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from wagtail.models import Page

from site_lianes.core.models import ContentChange

PREFIX = "content_changed_"
TABLE = ContentChange._meta.db_table

# What the staff and the machinery write, and no kept page shows.
NEVER_SHOWN = {
    "auth",
    "contenttypes",
    "core.contentchange",
    "events.importline",
    "events.importrun",
    # The results of a search are not kept.
    "search",
    "sessions",
    "users",
    "wagtailadmin",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.grouppagepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflowstate",
    "wagtailsearch",
    "wagtailsearchpromotions",
    "wagtailusers",
}
# Of a page, what is written when its draft is saved, every few seconds while somebody types.
COLUMNS_OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
}

# One writes at a time to SQLite.
ON_SQLITE = "BEGIN UPDATE core_contentchange SET value = random(); END"
# On PostgreSQL several do: were they to change the same row, they would wait for each other, in
# whatever order they have locked others. Hence a row for each transaction.
FUNCTION = """
    CREATE OR REPLACE FUNCTION note_content_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO core_contentchange (id, value)
        VALUES (txid_current(), (random() * 9e15)::bigint) ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$
"""
EXISTING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
    """,
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing, and no other: to replace one locks its table.

    On PostgreSQL one after the other: a publication may hold locks on several tables, and wait.
    """
    tables = set(connection.introspection.table_names())
    if TABLE not in tables:  # `migrate` was asked to go no further than to an older version
        return
    on_sqlite = connection.vendor == "sqlite"
    at_once = transaction.atomic(connection.alias) if on_sqlite else nullcontext()
    with at_once, connection.cursor() as cursor:
        there, wanted = _existing(cursor), dict(_wanted(cursor, tables))
        for name in there.keys() - wanted.keys():
            _drop(cursor, name, there[name])
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name in wanted.keys() - there.keys():
            cursor.execute(wanted[name])
        # Something may have been written while there were none.
        ContentChange.objects.using(connection.alias).note()


def remove(connection: BaseDatabaseWrapper) -> None:
    """For as long as the tables change: SQLite drops no column that a trigger names.

    Until they are installed again no page is kept, as no change would be noted.
    """
    with connection.cursor() as cursor:
        if existing := _existing(cursor):
            ContentChange.objects.using(connection.alias).all().delete()
        for name, table in existing.items():
            _drop(cursor, name, table)


def _existing(cursor: CursorWrapper) -> dict[str, str]:
    cursor.execute(EXISTING[cursor.db.vendor])
    return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _drop(cursor: CursorWrapper, name: str, table: str) -> None:
    on_table = "" if cursor.db.vendor == "sqlite" else f" ON {cursor.db.ops.quote_name(table)}"
    cursor.execute(f"DROP TRIGGER {cursor.db.ops.quote_name(name)}{on_table}")


def _wanted(cursor: CursorWrapper, tables: set[str]) -> Iterator[tuple[str, str]]:
    """The triggers that there must be: their names, which change with what they do, and the SQL."""
    quote = cursor.db.ops.quote_name
    for table in sorted(tables & _watched()):
        update = "UPDATE"
        if table == Page._meta.db_table:
            description = cursor.db.introspection.get_table_description(cursor, table)
            shown = {column.name for column in description} - COLUMNS_OF_DRAFTS
            update = f"UPDATE OF {', '.join(sorted(map(quote, shown)))}"
        if cursor.db.vendor == "sqlite":
            events, then = ("INSERT", "DELETE", update), ON_SQLITE
        else:
            events = (f"INSERT OR DELETE OR TRUNCATE OR {update}",)
            then = "FOR EACH STATEMENT EXECUTE FUNCTION note_content_change()"
        for event in events:
            sql = f"AFTER {event} ON {quote(table)} {then}"
            name = PREFIX + blake2b(sql.encode(), digest_size=8).hexdigest()
            yield name, f"CREATE TRIGGER {name} {sql}"


def _watched() -> set[str]:
    models = (model._meta for model in apps.get_models(include_auto_created=True))
    return {
        model.db_table for model in models if not NEVER_SHOWN & {model.app_label, model.label_lower}
    }
