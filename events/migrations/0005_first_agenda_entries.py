from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.utils.text import slugify

DEPARTMENTS = {"02", "59", "60", "62", "80"}
PARIS = ZoneInfo("Europe/Paris")


def name_organisers(apps, schema_editor):
    """A word for each in addresses; its key too, so that no two are the same."""
    for organiser in apps.get_model("events", "Organiser").objects.all():
        organiser.slug = f"{slugify(organiser.name)[:140] or 'organisateur'}-{organiser.pk}"
        organiser.save(update_fields=["slug"])


def enter_what_is_published(apps, schema_editor):
    """As `events.agenda.facets` names terms on the day of this migration."""
    AgendaEntry = apps.get_model("events", "AgendaEntry")
    AgendaEdition = apps.get_model("events", "AgendaEdition")
    AgendaEntry.objects.all().delete()
    AgendaEdition.objects.update_or_create(pk=1, defaults={"number": 1})
    PageViewRestriction = apps.get_model("wagtailcore", "PageViewRestriction")
    EventPage = apps.get_model("events", "EventPage")
    hidden = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    related = ("event_themes", "countries", "event_organisers")
    events = EventPage.objects.filter(live=True).select_related("place").defer("body")
    for event in events.prefetch_related(*related).iterator(chunk_size=500):
        if event.path.startswith(hidden):
            continue
        AgendaEntry.objects.create(
            event_id=event.pk,
            edition=1,
            is_public=True,
            starts_at=event.starts_at,
            finishes_at=event.finishes_at,
            terms=" ".join(sorted(set(terms(event)))),
        )


def terms(event):
    mode = "online" if event.status == "moved-online" else event.mode
    yield f"mode:{mode}"
    yield from (f"theme:{link.tag_id}" for link in event.event_themes.all())
    yield from (f"pays:{country.pk}" for country in event.countries.all())
    yield from (f"organisateur:{link.organiser_id}" for link in event.event_organisers.all())
    if event.kind:
        yield f"type:{event.kind}"
    if event.group_id:
        yield f"groupe:{event.group_id}"
    if event.status == "cancelled":
        yield "statut:cancelled"
    if event.minutes or event.decisions or event.participants:
        yield "compte-rendu:oui"
    department = event.place.postal_code[:2] if event.place else ""
    if mode != "online" and department in DEPARTMENTS:
        yield f"territoire:{department}"
    first = event.starts_at.astimezone(PARIS)
    last = max(first, (event.finishes_at - timedelta.resolution).astimezone(PARIS))
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"mois:{month // 12:04}-{month % 12 + 1:02}"
        yield f"annee:{month // 12}"


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_agenda_entries_and_organiser_slugs"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.RunPython(name_organisers, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(enter_what_is_published, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "organiser", "slug", models.SlugField(editable=False, max_length=160, unique=True)
        ),
    ]
