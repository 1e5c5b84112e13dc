"""School holidays belong to the vocabulary that « Publication » keeps; done once."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(apps, schema_editor):
    config = apps.get_app_config("events")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth.Permission").objects.filter(
        content_type__app_label="events", content_type__model="schoolholiday"
    )
    for group in apps.get_model("auth.Group").objects.filter(name="Publication"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_home_page_frame_key"),
        ("events", "0010_holidays_of_zone_b"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
