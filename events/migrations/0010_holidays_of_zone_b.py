"""School holidays of zone B, Amiens and Lille among others, as decreed: both days included."""

from datetime import date

from django.db import migrations

HOLIDAYS = [
    ("Toussaint 2025", date(2025, 10, 18), date(2025, 11, 2)),
    ("Noël 2025", date(2025, 12, 20), date(2026, 1, 4)),
    ("Hiver 2026", date(2026, 2, 14), date(2026, 3, 1)),
    ("Printemps 2026", date(2026, 4, 11), date(2026, 4, 26)),
    ("Été 2026", date(2026, 7, 4), date(2026, 8, 31)),
    ("Toussaint 2026", date(2026, 10, 17), date(2026, 11, 1)),
    ("Noël 2026", date(2026, 12, 19), date(2027, 1, 3)),
    ("Hiver 2027", date(2027, 2, 20), date(2027, 3, 7)),
    ("Printemps 2027", date(2027, 4, 17), date(2027, 5, 2)),
    ("Été 2027", date(2027, 7, 3), date(2027, 8, 31)),
]


def add_holidays(apps, schema_editor):
    holidays = apps.get_model("events", "SchoolHoliday").objects
    holidays.bulk_create(
        holidays.model(name=name, first_day=first, last_day=last) for name, first, last in HOLIDAYS
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0009_series_and_holidays")]

    operations = [migrations.RunPython(add_holidays, migrations.RunPython.noop)]
