import django.db.models.deletion
from django.db import migrations, models


def number(apps, schema_editor):
    """In the order in which they were listed until now."""
    theme_model = apps.get_model("core", "Theme")
    for place, pk in enumerate(theme_model.objects.order_by("slug").values_list("pk", flat=True)):
        theme_model.objects.filter(pk=pk).update(sort_order=place + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_content_change"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="theme",
            options={
                "ordering": ["sort_order", "slug"],
                "verbose_name": "thème",
                "verbose_name_plural": "thèmes",
            },
        ),
        migrations.AddField(
            model_name="theme",
            name="sort_order",
            field=models.IntegerField(default=0, editable=False),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="theme",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="core.theme",
                verbose_name="remplacé par",
            ),
        ),
        migrations.AlterConstraint(
            model_name="theme",
            name="theme_not_merged_into_itself",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="theme_not_merged_into_itself",
                violation_error_message="Ce qui est fusionné ne peut pas être remplacé par lui-même.",
            ),
        ),
    ]
