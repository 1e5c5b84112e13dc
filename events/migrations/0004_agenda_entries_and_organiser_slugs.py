from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0003_first_announcements")]

    operations = [
        migrations.CreateModel(
            name="AgendaEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="AgendaEntry",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edition", models.PositiveBigIntegerField(db_index=True)),
                ("is_public", models.BooleanField()),
                ("starts_at", models.DateTimeField()),
                ("finishes_at", models.DateTimeField()),
                ("terms", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="organiser",
            name="slug",
            field=models.SlugField(default="", editable=False, max_length=160),
            preserve_default=False,
        ),
    ]
