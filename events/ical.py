"""Events as a calendar file: RFC 5545, and RFC 7986 for what a calendar says of itself.

Pure functions of what the public was told: nothing asks what time it is, so that the same events
are the same bytes, whenever they are asked for.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Calendar, Event, vText, vUri

from events import dates
from events.choices import Mode, Status
from events.published import Feed, PublishedEvent

PRODUCT = "-//Lianes cooperation//Agenda//FR"
REFRESH = timedelta(hours=1)
# A long text makes an entry of some 10 kB: at most, this holds 20 MB.
KEPT = 2048

# Written out, since icalendar makes lists of dates of it. It begins with the rules of the European
# Union, and knows nothing before.
_TIME_ZONE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")
_SINCE = datetime(1996, 3, 31, 1, tzinfo=UTC)
_END = b"END:VCALENDAR\r\n"

_ONE_SECOND = timedelta(seconds=1)
# Control characters, lone surrogates, and what is no character: RFC 5545 or UTF-8 forbids most, and
# parsers trip over the rest. A mark of byte order is a space of no width.
_UNSPEAKABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_EXPLANATIONS = {
    Status.CANCELLED: gettext_lazy("Cette rencontre est annulée."),
    Status.POSTPONED: gettext_lazy("Cette rencontre est reportée."),
    Status.MOVED_ONLINE: gettext_lazy("Cette rencontre est déplacée en ligne."),
}


def calendar(feed: Feed) -> bytes:
    """The calendar of a feed; that of one event is a feed of one event."""
    head = _calendar(feed).to_ical().removesuffix(_END)
    events = (_event(event, feed.url_of(event)) for event in feed.events)
    return b"".join((head, _TIME_ZONE, *events, _END))


class _Text(vText):
    r"""icalendar takes a backslash before an N for a line break: "\\serveur\Notes"."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def _calendar(feed: Feed) -> Calendar:
    calendar = Calendar()
    name = _Text(_line(feed.name))
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", dates.PARIS.key)
    calendar.add("url", _uri(feed.page_url))
    calendar.add("source", _uri(feed.url), {"VALUE": "URI"})
    calendar.add("last-modified", feed.changed_at)
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


@lru_cache(maxsize=KEPT)
def _event(event: PublishedEvent, url: str) -> bytes:
    """One event, whose page is at `url`: every feed that holds it has the same bytes of it.

    Versions that differ by a change of summer time alone are equal to Python, but have not changed
    at the same moment.
    """
    component = Event()
    component.add("uid", str(event.uid))
    component.add("sequence", event.sequence)
    component.add("status", _status(event))
    component.add("created", event.published_at)
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("url", _uri(url))
    for name, moment in _times(event):
        component.add(name, moment)
    texts = {
        "summary": _line(event.announced_title),
        "location": _line(_location(event)),
        "description": "\n\n".join(filter(None, map(_lines, _description(event, url)))),
    }
    for name, text in texts.items():
        if text:
            component.add(name, _Text(text))
    if not event.is_withdrawn:
        _add_details(component, event)
    return component.to_ical()


def _status(event: PublishedEvent) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.status == Status.POSTPONED else "CONFIRMED"


def _times(event: PublishedEvent) -> Iterator[tuple[str, date]]:
    """The start and, if it is known, the end; of whole days, the end is the day after the last."""
    if event.all_day:
        first = dates.day_of(event.starts_at)
        last = dates.day_of(event.ends_at or event.starts_at)
        yield "dtstart", first
        yield "dtend", max(first, last) + timedelta(days=1)
        return
    yield "dtstart", _moment(event.starts_at)
    if event.ends_at and dates.duration(event.starts_at, event.ends_at) >= _ONE_SECOND:
        yield "dtend", _moment(event.ends_at)


def _moment(moment: datetime) -> datetime:
    """On the clocks of Paris; in UTC where these leave in doubt which moment it is.

    An hour that comes twice is the first of the two (RFC 5545, 3.3.5), which some libraries take
    for the second. Before it begins, our time zone says nothing.
    """
    utc = moment.astimezone(UTC)
    local = utc.astimezone(dates.PARIS)
    comes_twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
    return utc if comes_twice or utc < _SINCE else local


def _location(event: PublishedEvent) -> str:
    """A page that was withdrawn may have been wrong or private: its place and link are not said."""
    if event.is_withdrawn:
        return ""
    if event.current_mode == Mode.ONLINE:
        return event.online_link or _("En ligne")
    return event.place.in_words if event.place else ""


def _add_details(component: Event, event: PublishedEvent) -> None:
    if themes := list(filter(None, map(_line, event.themes))):
        component.add("categories", themes)
    if event.current_mode == Mode.HYBRID and event.online_link:
        component.add("conference", _uri(event.online_link), {"VALUE": "URI"})


def _description(event: PublishedEvent, url: str) -> Iterator[str]:
    """Its paragraphs."""
    if event.is_withdrawn:
        yield _("Cette rencontre a été retirée de l’agenda.")
        return
    yield str(_EXPLANATIONS.get(event.status, ""))
    yield event.summary
    yield event.text
    yield "\n".join(_facts(event))
    yield _("Page de la rencontre : %(url)s") % {"url": url}


def _facts(event: PublishedEvent) -> Iterator[str]:
    if names := ", ".join(event.organisers):
        count = len(event.organisers)
        words = ngettext("Organisateur : %(names)s", "Organisateurs : %(names)s", count)
        yield words % {"names": names}
    if event.is_cancelled:
        return
    if event.price:
        yield _("Tarif : %(price)s") % {"price": event.price}
    if event.registration_link:
        yield _("Inscription : %(url)s") % {"url": event.registration_link}
    if event.current_mode == Mode.HYBRID and event.online_link:
        # Few programs read CONFERENCE.
        yield _("En ligne : %(url)s") % {"url": event.online_link}


def _lines(text: str) -> str:
    """A text whose lines end as Python's do, without what no calendar can hold."""
    return _UNSPEAKABLE.sub("", "\n".join(text.splitlines())).strip()


def _line(text: str) -> str:
    return " ".join(filter(None, map(str.strip, _lines(text).split("\n"))))


def _uri(address: str) -> vUri:
    return vUri(iri_to_uri(_line(address)))
