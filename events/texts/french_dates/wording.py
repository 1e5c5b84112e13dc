"""What is said of a date that somebody has written."""

from datetime import date

from django.utils.translation import gettext as _

from events import dates


def weekday_contradicts(day: date, weekday: int, text: str) -> str:
    """Of another weekday than that of the date beside it; `text` names where: "le résumé"."""
    weekdays = dates.weekdays()
    return _("Le %(day)s est un %(right)s, %(text)s dit %(said)s.") % {
        "day": dates.day(dates.midnight(day)),
        "right": weekdays[day.weekday()],
        "text": text,
        "said": weekdays[weekday],
    }
