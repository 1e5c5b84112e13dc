"""« Publication » keeps the synonyms and the promoted results, and reads what is looked for."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    ("search", "synonyms"): ("add", "change", "delete", "view"),
    ("search", "askedwords"): ("view",),
    ("wagtailsearchpromotions", "searchpromotion"): ("add", "change", "delete"),
}


def grant(apps, schema_editor):
    for label in {label for label, _ in RIGHTS}:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    for group in apps.get_model("auth.Group").objects.filter(name="Publication"):
        for (label, model), actions in RIGHTS.items():
            group.permissions.add(
                *apps.get_model("auth.Permission").objects.filter(
                    content_type__app_label=label,
                    codename__in=[f"{action}_{model}" for action in actions],
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_rights_on_holidays"),
        ("search", "0003_first_synonyms"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
