from django.db import migrations, models

from site_lianes.core.page_cache import triggers


def remove_triggers(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The triggers that write this table are made after each `migrate`: `page_cache.triggers`."""

    dependencies = [
        ("core", "0002_theme_merged_into"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("value", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "changement du contenu",
                "verbose_name_plural": "changements du contenu",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, remove_triggers),
    ]
