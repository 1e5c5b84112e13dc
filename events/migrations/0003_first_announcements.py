from django.db import migrations


def announce_what_is_published(apps, schema_editor):
    """What the public reads today is what later changes are told against."""
    EventPage = apps.get_model("events", "EventPage")
    Announcement = apps.get_model("events", "Announcement")
    events = EventPage.objects.filter(live=True, announcements=None).select_related("place")
    for event in events.defer("body", "minutes").iterator():
        place = event.place
        Announcement.objects.create(
            event=event,
            announced_at=event.last_published_at or event.starts_at,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            all_day=event.all_day,
            status=event.status,
            mode=event.mode,
            place=place,
            place_name=f"{place.name}, {place.town}" if place else "",
        )


class Migration(migrations.Migration):
    dependencies = [("events", "0002_announcements_report_and_cities")]

    operations = [
        migrations.RunPython(announce_what_is_published, migrations.RunPython.noop, elidable=True),
    ]
