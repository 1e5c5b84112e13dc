"""PostgreSQL plans otherwise for a word that most entries have: by a function of its own."""

from django.db import migrations

from search.engines.postgresql_made import CREATE_FUNCTIONS


def create_functions(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in CREATE_FUNCTIONS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_first_synonyms")]

    # The way back needs none: the older version knows one of the two, which finds the same.
    operations = [migrations.RunPython(create_functions, migrations.RunPython.noop)]
