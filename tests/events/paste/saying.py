"""What was read of a text, in plain values that can be compared with a file."""

from datetime import date, datetime
from typing import Any

from events import dates
from events.imports.named import COUNTRY, THEME
from events.paste.recognising import recognise
from events.paste.sources.reading import read_pasted
from events.paste.values import Pasted, Proposals
from tests.events.paste.known import EMPTY_SITE, SITE, names_of

# A Monday.
TODAY = date(2026, 3, 2)
_PLAIN = (
    "online_link",
    "registration_link",
    "registration_email",
    "registration_phone",
    "contact_email",
    "contact_phone",
    "price",
    "title",
)


def read(text: str, today: date = TODAY, *, known: bool = True) -> Proposals:
    source = read_pasted(text)
    return recognise(Pasted(source.text, today, source.heading), SITE if known else EMPTY_SITE)


def said(found: Proposals) -> dict[str, Any]:
    when, place = found.when, found.place.value
    return {name: getattr(found, name).value for name in _PLAIN} | {
        "starts": written(when.start.value, all_day=when.all_day),
        "ends": written(when.end.value, all_day=when.all_day),
        "deadline": written(when.deadline.value),
        "place": place and [place.name, place.street, place.postal_code, place.town],
        "themes": names_of(THEME, found.themes.value),
        "countries": names_of(COUNTRY, found.countries.value),
        "organisers": [each.value for each in found.organisers],
        "mode": found.mode.value.value,
    }


def written(moment: datetime | None, *, all_day: bool = False) -> str | None:
    if moment is None:
        return None
    local = dates.on_clocks(moment)
    return local.date().isoformat() if all_day else local.isoformat(timespec="minutes")


def doubts_of(found: Proposals) -> list[str]:
    """Those that are shown beside the dates."""
    when = found.when
    return [*when.start.doubts, *when.end.doubts, *when.deadline.doubts]
