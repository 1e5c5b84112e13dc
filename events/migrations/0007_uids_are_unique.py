import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the rows are written: PostgreSQL alters no table with updates still pending."""

    dependencies = [("events", "0006_calendar_facts")]

    operations = [
        migrations.AlterField(
            "agendaentry",
            "uid",
            models.UUIDField(default=uuid.uuid4, null=True, unique=True),
        ),
        migrations.AlterField(
            "eventpage",
            "uid",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            "grouppage",
            "agenda_slug",
            models.SlugField(max_length=160, unique=True, editable=False),
        ),
    ]
