import uuid

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def give_uids(apps, schema_editor):
    """A default would be one for all."""
    EventPage = apps.get_model("events", "EventPage")
    for pk in EventPage.objects.values_list("pk", flat=True):
        EventPage.objects.filter(pk=pk).update(uid=uuid.uuid4())


def give_group_slugs(apps, schema_editor):
    for group in apps.get_model("events", "GroupPage").objects.all():
        slug = group.slug[:140]
        taken = type(group).objects.filter(agenda_slug=slug).exists()
        group.agenda_slug = f"{slug}-{group.pk}" if taken else slug
        group.save(update_fields=["agenda_slug"])


def complete_entries(apps, schema_editor):
    """With what is known of their events; `record_agenda` adds the facts."""
    AgendaEntry = apps.get_model("events", "AgendaEntry")
    events = apps.get_model("events", "EventPage").objects.filter(pk=OuterRef("event_id"))
    public = AgendaEntry.objects.filter(is_public=True)
    public.update(uid=Subquery(events.values("uid")[:1]))
    for own, of_page in (
        ("published_at", "first_published_at"),
        ("changed_at", "last_published_at"),
    ):
        known = public.annotate(known=Subquery(events.values(of_page)[:1]))
        known.filter(known__isnull=False).update(**{own: F("known")})


class Migration(migrations.Migration):
    dependencies = [("events", "0005_first_agenda_entries")]

    operations = [
        migrations.AddField(
            "agendaentry",
            "changed_at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.AddField("agendaentry", "facts", models.JSONField(default=dict)),
        migrations.AddField(
            "agendaentry", "published_at", models.DateTimeField(default=django.utils.timezone.now)
        ),
        migrations.AddField("agendaentry", "sequence", models.PositiveIntegerField(default=0)),
        migrations.AddField("agendaentry", "uid", models.UUIDField(null=True)),
        migrations.AddIndex(
            "agendaentry",
            models.Index(fields=["finishes_at"], name="agenda_entry_finishes_at"),
        ),
        migrations.AddField("eventpage", "uid", models.UUIDField(null=True, editable=False)),
        migrations.AddField(
            "grouppage",
            "agenda_slug",
            models.SlugField(null=True, max_length=160, editable=False),
        ),
        migrations.RunPython(give_uids, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(give_group_slugs, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(complete_entries, migrations.RunPython.noop, elidable=True),
    ]
