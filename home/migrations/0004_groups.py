"""Turn Wagtail's two stock groups into ours and give them their rights.

Done once, in a migration: from then on the groups belong to the staff, who may change them.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NAMES = {"Editors": "Rédaction", "Moderators": "Publication"}
WORKFLOW = ("Moderators approval", "Relecture avant publication")

EVERYTHING = ("add", "change", "delete", "view")
RIGHTS = {
    "Rédaction": {
        ("events", "place"): ("add", "view"),
        ("events", "organiser"): ("add", "view"),
    },
    "Publication": {
        ("core", "theme"): EVERYTHING,
        ("events", "country"): EVERYTHING,
        ("events", "organiser"): EVERYTHING,
        ("events", "place"): EVERYTHING,
        ("home", "networksettings"): ("change", "view"),
        ("partners", "funder"): EVERYTHING,
        ("wagtailredirects", "redirect"): EVERYTHING,
    },
}


def _make_permissions(apps):
    """Permissions are normally made after all migrations: too late to be granted in one."""
    for label in {label for rights in RIGHTS.values() for label, _ in rights}:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def _rename(apps, names, workflow):
    group_model = apps.get_model("auth.Group")
    for old, new in names.items():
        group_model.objects.filter(name=old).update(name=new)
    old, new = workflow
    apps.get_model("wagtailcore.Workflow").objects.filter(name=old).update(name=new)
    apps.get_model("wagtailcore.Task").objects.filter(name=old).update(name=new)


def set_up_groups(apps, schema_editor):
    _make_permissions(apps)
    _rename(apps, NAMES, WORKFLOW)
    permission_model = apps.get_model("auth.Permission")
    for name, rights in RIGHTS.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        for (label, model), actions in rights.items():
            group.permissions.add(
                *permission_model.objects.filter(
                    content_type__app_label=label,
                    codename__in=[f"{action}_{model}" for action in actions],
                )
            )


def restore_stock_groups(apps, schema_editor):
    _rename(apps, {new: old for old, new in NAMES.items()}, WORKFLOW[::-1])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_pages_and_network"),
        ("core", "0001_initial"),
        ("events", "0001_initial"),
        ("partners", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(set_up_groups, restore_stock_groups)]
