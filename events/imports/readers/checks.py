"""What every event that comes in has to be, whichever format it is read from."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from events import dates
from events.choices import Mode
from events.imports.readers import words
from events.imports.values import ImportedEvent, Refusal
from events.models.event import LONGEST_EVENT
from events.published import PublishedPlace

# Cut, it could become that of another event.
LONGEST_UID = 255


class RefusedError(Exception):
    """One event cannot be taken; its text says why, in French."""


class Span(NamedTuple):
    """When an event takes place, as `ImportedEvent` says it."""

    starts_at: datetime
    ends_at: datetime | None
    all_day: bool


def taken(
    where: str, title: str, read: Callable[[], Iterable[ImportedEvent | Refusal]]
) -> Iterator[ImportedEvent | Refusal]:
    """What is read of one event of a file, or why nothing is."""
    try:
        yield from read()
    except RefusedError as refused:
        yield Refusal(where, words.one_line(title, 255), str(refused))


def imported(where: str, span: Span, facts: dict[str, Any]) -> ImportedEvent:
    """The event, its words made plain and cut to what is stored."""
    title = words.one_line(facts["title"], 255)
    if not title:
        raise RefusedError(_("Le titre manque."))
    cleaned = {
        "uid": words.one_line(facts.get("uid", ""), 1000),
        "summary": words.one_line(facts.get("summary", ""), 300),
        "text": words.paragraphs(facts.get("text", "")),
        "price": words.one_line(facts.get("price", ""), 150),
        "group": words.one_line(facts.get("group", ""), 255),
        "online_link": words.link(facts.get("online_link", "")),
        "registration_link": words.link(facts.get("registration_link", "")),
        "link": words.link(facts.get("link", "")),
        "themes": words.names(facts.get("themes", ())),
        "countries": words.names(facts.get("countries", ())),
        "organisers": words.names(facts.get("organisers", ()), 150),
    }
    if len(cleaned["uid"]) > LONGEST_UID:
        cleaned["uid"] = ""
    return ImportedEvent(
        where=where,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        all_day=span.all_day,
        **{**facts, **cleaned, "title": title},
    )


def dated_uid(uid: str, day: date, hour: str = "") -> str:
    """That of one date of a series; what has none is known by its date and title."""
    return f"{uid}/{day.isoformat()}{hour}" if uid else ""


def place(
    name: str, street: str = "", postal_code: str = "", town: str = ""
) -> PublishedPlace | None:
    """A place cut to what is stored; none if nothing is said of it."""
    code = words.one_line(postal_code, 20)
    if code and not (len(code) == 5 and code.isascii() and code.isdigit()):  # noqa: PLR2004
        code, town = "", f"{code} {town}"
    found = PublishedPlace(
        words.one_line(name, 150), words.one_line(street, 200), code, words.one_line(town, 100)
    )
    return found if found.in_words else None


def usual_mode(place: PublishedPlace | None, online_link: str) -> str:
    """How one takes part in what does not say so."""
    if not online_link:
        return Mode.ON_SITE
    return Mode.HYBRID if place else Mode.ONLINE


def whole_days(first: date, last: date | None) -> Span:
    """An event of whole days, the last one included."""
    _check_year(first)
    if last:
        _check_year(last)
    end = dates.midnight(last) if last and last != first else None
    return _checked(Span(dates.midnight(first), end, all_day=True))


def hours(starts_at: datetime, ends_at: datetime | None) -> Span:
    """An event between two moments, which are aware; if it ends as it begins, no end is known."""
    start = in_paris(starts_at)
    end = in_paris(ends_at) if ends_at else None
    return _checked(Span(start, None if end == start else end, all_day=False))


def in_paris(moment: datetime) -> datetime:
    _check_year(moment)
    return moment.astimezone(UTC).astimezone(dates.PARIS)


def on_clocks(naive: datetime, zone: tzinfo = dates.PARIS) -> datetime:
    """The moment at which the clocks of a zone show this; the first one, if it comes twice."""
    _check_year(naive)
    moment = naive.replace(tzinfo=zone, fold=0)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != moment.replace(
        tzinfo=None
    ):
        raise RefusedError(
            _("Cette heure n’existe pas : les horloges passent à l’heure d’été ce jour-là.")
        )
    return moment


def _check_year(on: date) -> None:
    if on.year not in dates.YEARS:
        raise RefusedError(
            _("L’année %(year)s n’est pas entre %(first)s et %(last)s.")
            % {"year": on.year, "first": dates.YEARS[0], "last": dates.YEARS[-1]}
        )


def _checked(span: Span) -> Span:
    start, end, all_day = span
    if end is None:
        return span
    if all_day:
        start, end = dates.midnight_after(start), dates.midnight_after(end)
    length = dates.duration(start, end)
    if length < timedelta(0):
        raise RefusedError(_("La fin est avant le début."))
    if length > LONGEST_EVENT:
        raise RefusedError(_("La fin est plus de douze mois après le début : vérifiez l’année."))
    return span
