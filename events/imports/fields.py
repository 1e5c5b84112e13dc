"""The fields of an event that an import may change, told alike of a page and of a file.

Values are ready for JSON, and equal if and only if they mean the same.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from events import dates
from events.choices import Kind, Mode, Status
from events.imports.named import COUNTRY, GROUP, ORGANISER, PLACE, THEME, words_of
from events.imports.values import ImportedEvent
from events.models import Country, EventOrganiser, EventPage
from site_lianes.core.models import Theme
from site_lianes.core.plain_text import plain_text

LABELS = {
    "title": _("titre"),
    "starts_at": _("début"),
    "ends_at": _("fin"),
    "all_day": _("journée entière"),
    "status": _("statut"),
    "mode": _("mode de participation"),
    "place": _("lieu"),
    "online_link": _("lien en ligne"),
    "kind": _("type"),
    "themes": _("thèmes"),
    "countries": _("pays"),
    "organisers": _("organisateurs"),
    "group": _("groupe"),
    "summary": _("résumé"),
    "text": _("description"),
    "price": _("tarif"),
    "registration_link": _("lien d’inscription"),
}
# Edited or left together: half of one schedule and half of another would be neither.
_SCHEDULE = ("starts_at", "ends_at", "all_day")
TOGETHER = [_SCHEDULE, *((name,) for name in LABELS if name not in _SCHEDULE)]
# Of which kind are the words of each field that names others, and whether it names several.
NAMING = {
    "place": (PLACE, False),
    "organisers": (ORGANISER, True),
    "themes": (THEME, True),
    "countries": (COUNTRY, True),
    "group": (GROUP, False),
}
# Held by a page and said by a file in the same way.
_ALIKE = (
    "title",
    "all_day",
    "status",
    "mode",
    "online_link",
    "kind",
    "summary",
    "price",
    "registration_link",
)
_IN_ORDER = ("organisers",)
_CHOICES = {"status": Status, "mode": Mode, "kind": Kind}

Values = dict[str, Any]


def of_page(page: EventPage) -> Values:
    named = {
        "place": page.place_id,
        "group": page.group_id,
        "themes": sorted(theme.pk for theme in page.themes.all()),
        "countries": sorted(country.pk for country in page.countries.all()),
        "organisers": [link.organiser_id for link in page.event_organisers.all()],
    }
    return _plain(page) | named | {"text": _lines(plain_text(page.body))}


def of_import(event: ImportedEvent, attached: Mapping[str, int]) -> Values:
    """What a file says, its words being attached to what the site knows, by their keys."""
    found = {name: [] for name in NAMING}
    for word in words_of(event):
        if (pk := attached.get(word.key)) is not None:
            (name,) = (name for name, (kind, _) in NAMING.items() if kind == word.kind)
            found[name].append(pk)
    named = {
        name: in_order(name, found[name]) if is_several else next(iter(found[name]), None)
        for name, (_, is_several) in NAMING.items()
    }
    return _plain(event) | named | {"text": _lines(event.text)}


def in_order(name: str, keys: list[int]) -> list[int]:
    """Without doubles; in order of their keys, unless the order is shown."""
    return list(dict.fromkeys(keys)) if name in _IN_ORDER else sorted(set(keys))


def put(page: EventPage, event: ImportedEvent, values: Values, names: list[str]) -> None:
    """Give a page these fields of what a file says."""
    for name in names:
        match name:
            case "themes":
                page.themes.set(Theme.objects.filter(pk__in=values[name]))
            case "countries":
                page.countries.set(Country.objects.filter(pk__in=values[name]))
            case "organisers":
                page.event_organisers.set(
                    EventOrganiser(organiser_id=organiser, sort_order=order)
                    for order, organiser in enumerate(values[name])
                )
            case "place" | "group":
                setattr(page, f"{name}_id", values[name])
            case "text":
                page.body = body_of(values[name])
            case "starts_at" | "ends_at":
                setattr(page, name, getattr(event, name))
            case _:
                setattr(page, name, values[name])


def in_words(name: str, value: Any, all_names: Mapping[str, Mapping[int, str]]) -> str:
    """A value as a person reads it; `all_names` says what the keys of each kind are called."""
    if name in NAMING:
        kind, is_several = NAMING[name]
        keys = value if is_several else filter(None, [value])
        return ", ".join(all_names[kind].get(key, f"n° {key}") for key in keys or [])
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    if name in ("starts_at", "ends_at") and value:
        moment = datetime.fromisoformat(value)
        return dates.day(moment) if len(value) == len("2026-10-17") else _moment(moment)
    if name in _CHOICES and value:
        return str(_CHOICES[name](value).label)
    return str(value or "")


def _plain(said: EventPage | ImportedEvent) -> Values:
    values = {name: _in_one_line(getattr(said, name)) for name in _ALIKE}
    start = _when(said.starts_at, all_day=said.all_day)
    end = _when(said.ends_at, all_day=said.all_day)
    # An end that is the start is no end: see `events.dates.last_moment`.
    return values | {"starts_at": start, "ends_at": end if end != start else ""}


def _in_one_line(value: Any) -> Any:
    """Spaces that cannot break are no difference: the site sets them itself."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(_in_one_line, text.splitlines())))


def _when(moment: datetime | None, *, all_day: bool) -> str:
    if moment is None:
        return ""
    on = dates.day_of(moment) if all_day else moment.astimezone(UTC)
    return on.isoformat()


def _moment(moment: datetime) -> str:
    return f"{dates.day(moment)} à {dates.hour(moment)}"


def body_of(text: str) -> list[tuple[str, str]]:
    """A paragraph for each line of plain text."""
    html = format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines()))
    return [("paragraph", html)] if html else []
