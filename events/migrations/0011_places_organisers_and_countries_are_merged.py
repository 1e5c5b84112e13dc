import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


def forget_announcements(apps, schema_editor):
    """What was said of a place is no use of it any more: see `Announcement`."""
    apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
        base_content_type__app_label="events", base_content_type__model="announcement"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0010_holidays_of_zone_b"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="country",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="events.country",
                verbose_name="remplacé par",
            ),
        ),
        migrations.AddField(
            model_name="organiser",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="events.organiser",
                verbose_name="remplacé par",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="events.place",
                verbose_name="remplacé par",
            ),
        ),
        migrations.AlterField(
            model_name="eventpage",
            name="countries",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                limit_choices_to={"merged_into": None},
                related_name="events",
                to="events.country",
                verbose_name="pays partenaires",
            ),
        ),
        migrations.AddConstraint(
            model_name="country",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="country_not_merged_into_itself",
                violation_error_message="Ce qui est fusionné ne peut pas être remplacé par lui-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organiser",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="organiser_not_merged_into_itself",
                violation_error_message="Ce qui est fusionné ne peut pas être remplacé par lui-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="place_not_merged_into_itself",
                violation_error_message="Ce qui est fusionné ne peut pas être remplacé par lui-même.",
            ),
        ),
        migrations.RunPython(forget_announcements, migrations.RunPython.noop),
    ]
