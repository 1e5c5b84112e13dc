"""An event as programs read it in JSON: in the API, and beside the items of a JSON Feed."""

from dataclasses import asdict
from typing import Any

from events import dates
from events.choices import Status
from events.published import PublishedEvent
from site_lianes.core.addresses import absolute

FIELDS = (
    *("uid", "url", "title", "starts_at", "ends_at", "all_day", "dates_in_words"),
    *("status", "mode", "kind", "place", "themes", "countries", "organisers", "group"),
    *("summary", "text", "price", "registration_link", "online_link"),
    *("sequence", "published_at", "changed_at", "is_withdrawn"),
)


def as_json(event: PublishedEvent) -> dict[str, Any]:
    """All that is told of it, under the names of FIELDS; mode and place are as things stand."""
    place = None if event.status == Status.MOVED_ONLINE else event.place
    return {
        "uid": str(event.uid),
        "url": absolute(event.path),
        "title": event.title,
        "starts_at": dates.rfc_3339(event.starts_at),
        "ends_at": dates.rfc_3339(event.ends_at) if event.ends_at else None,
        "all_day": event.all_day,
        "dates_in_words": dates.in_words(event.starts_at, event.ends_at, all_day=event.all_day),
        "status": event.status,
        "mode": event.current_mode,
        "kind": event.kind,
        "place": asdict(place) if place else None,
        "themes": list(event.themes),
        "countries": list(event.countries),
        "organisers": list(event.organisers),
        "group": event.group,
        "summary": event.summary,
        "text": event.text,
        "price": event.price,
        "registration_link": event.registration_link,
        "online_link": event.online_link,
        "sequence": event.sequence,
        "published_at": dates.rfc_3339(event.published_at),
        # As exact as it is known: programs ask for what has changed since.
        "changed_at": dates.rfc_3339(event.changed_at, timespec="auto"),
        "is_withdrawn": event.is_withdrawn,
    }
