"""The agenda for feed readers: Atom (RFC 4287) and JSON Feed 1.1.

Pure functions: the same events give the same bytes, whenever they are asked for.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from events import dates
from events.choices import Mode, Status
from events.published import Feed, PublishedEvent
from events.published_json import as_json
from site_lianes.core.printable import printable
from site_lianes.core.typography import french

LANGUAGE = "fr"
JSON_FEED = "https://jsonfeed.org/version/1.1"
# What JSON Feed has no name for. Of what was withdrawn, only that it does not take place.
WITHDRAWN = ("starts_at", "ends_at", "all_day", "status", "sequence", "is_withdrawn")
EXTENSION = (*WITHDRAWN, "mode", "place", "organisers", "countries")


@dataclass(frozen=True)
class Entry:
    """What both formats say of an event."""

    id: str
    url: str
    title: str
    summary: str
    text: str
    tags: tuple[str, ...]
    published_at: datetime
    changed_at: datetime


def atom(feed: Feed) -> bytes:
    feed = printable(feed)
    document = _Atom(
        title=feed.name,
        link=feed.page_url,
        description=None,
        language=LANGUAGE,
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=feed.url,
        feed_guid=uuid5(NAMESPACE_URL, feed.url).urn,
        changed_at=_to_the_second(feed.changed_at),
    )
    for entry in _entries(feed):
        document.add_item(
            unique_id=entry.id,
            link=entry.url,
            title=entry.title,
            description=None,
            summary=entry.summary,
            content=format_html_join("", "<p>{}</p>", ((line,) for line in _lines(entry.text))),
            categories=entry.tags,
            pubdate=_to_the_second(entry.published_at),
            updateddate=_to_the_second(entry.changed_at),
        )
    out = BytesIO()
    document.write(out, "utf-8")
    return out.getvalue()


def json_feed(feed: Feed) -> bytes:
    feed = printable(feed)
    document = {
        "version": JSON_FEED,
        "title": feed.name,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "language": LANGUAGE,
        "authors": [{"name": settings.WAGTAIL_SITE_NAME}],
        "items": [
            _item(entry, event) for entry, event in zip(_entries(feed), feed.events, strict=True)
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


class _Atom(Atom1Feed):
    """Django's, whose empty feed changes at each moment and whose summaries are HTML."""

    def latest_post_date(self) -> datetime:
        return self.feed["changed_at"]

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


def _item(entry: Entry, event: PublishedEvent) -> dict[str, Any]:
    facts = as_json(event) | {"status": _status(event)}
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        # The format demands it.
        "content_text": entry.text or entry.summary or entry.title,
        "date_published": dates.rfc_3339(entry.published_at),
        "date_modified": dates.rfc_3339(entry.changed_at),
        "tags": entry.tags,
        "_lianes": {name: facts[name] for name in (WITHDRAWN if event.is_withdrawn else EXTENSION)},
    }
    return {name: value for name, value in item.items() if value}


def _entries(feed: Feed) -> list[Entry]:
    return [_entry(event, feed.url_of(event)) for event in feed.events]


def _entry(event: PublishedEvent, url: str) -> Entry:
    is_told = not event.is_withdrawn
    return Entry(
        id=event.uid.urn,
        url=url,
        title=_title(event),
        summary=_summary(event) if is_told else _label(Status.CANCELLED),
        text=event.text if is_told else "",
        tags=event.themes if is_told else (),
        published_at=event.published_at,
        changed_at=event.changed_at,
    )


def _title(event: PublishedEvent) -> str:
    """ "Jeudi 17 octobre 2026 à 18h00 : Projection"; once cancelled, that comes first."""
    when = dates.in_words(event.starts_at, event.ends_at, all_day=event.all_day)
    title = " ".join(_lines(event.title))
    return replace(event, title=french(f"{when} : {title}")).announced_title


def _summary(event: PublishedEvent) -> str:
    """ "Reporté · Salle Yser, 59000 Lille. Les deux premières phrases." """
    marks = [] if event.status == Status.CONFIRMED else [_label(Status(event.status))]
    if event.status != Status.MOVED_ONLINE:
        marks.append(_where(event))
    return ". ".join(filter(None, (" · ".join(filter(None, marks)), event.summary)))


def _where(event: PublishedEvent) -> str:
    place = event.place.in_words if event.place else ""
    if event.mode == Mode.ON_SITE:
        return place
    if event.mode == Mode.HYBRID and place:
        return _("%(place)s, et en ligne") % {"place": place}
    return _label(Mode(event.mode))


def _label(choice: Status | Mode) -> str:
    return str(choice.label)


def _status(event: PublishedEvent) -> str:
    return Status.CANCELLED if event.is_withdrawn else event.status


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _to_the_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
