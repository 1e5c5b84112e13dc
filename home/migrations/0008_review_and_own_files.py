"""« Rédaction » changes its own files alone; the review is called as its button says.

Whoever may not publish must not change the picture of a published page. The rights and the names
are changed only where they are still as Wagtail, or migration 0004, made them.
"""

from django.db import migrations

STOCK_RIGHTS = {"image": {"add", "change", "choose"}, "document": {"add", "change", "choose"}}
# « Soumettre à la relecture », « En attente de la relecture ».
OLD_NAME, NEW_NAME = "Relecture avant publication", "la relecture"


def rights_on_files(apps, kind):
    """The rights of « Rédaction » on the images, or the documents, of the root collection."""
    return apps.get_model("wagtailcore.GroupCollectionPermission").objects.filter(
        group__name="Rédaction",
        collection__depth=1,
        permission__content_type__model=kind,
        permission__codename__endswith=f"_{kind}",
    )


def keep_to_own_files(apps, schema_editor):
    for kind, stock in STOCK_RIGHTS.items():
        rights = rights_on_files(apps, kind)
        if set(rights.values_list("permission__codename", flat=True)) == {
            f"{action}_{kind}" for action in stock
        }:
            rights.filter(permission__codename=f"change_{kind}").delete()


def open_to_all_files(apps, schema_editor):
    rights_model = apps.get_model("wagtailcore.GroupCollectionPermission")
    for kind in STOCK_RIGHTS:
        for added in rights_on_files(apps, kind).filter(permission__codename=f"add_{kind}"):
            rights_model.objects.get_or_create(
                group_id=added.group_id,
                collection_id=added.collection_id,
                permission=apps.get_model("auth.Permission").objects.get(
                    content_type_id=added.permission.content_type_id, codename=f"change_{kind}"
                ),
            )


def rename(apps, old, new):
    for model in ("wagtailcore.Workflow", "wagtailcore.Task"):
        apps.get_model(model).objects.filter(name=old).update(name=new)


def name_review(apps, schema_editor):
    rename(apps, OLD_NAME, NEW_NAME)


def restore_name(apps, schema_editor):
    rename(apps, NEW_NAME, OLD_NAME)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_rights_on_search"),
        ("images", "0001_initial"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(keep_to_own_files, open_to_all_files),
        migrations.RunPython(name_review, restore_name),
    ]
