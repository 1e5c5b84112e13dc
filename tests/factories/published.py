"""What the public was told of events, without a database: for calendars, feeds and the API."""

from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from events.choices import Mode, Status
from events.published import Feed, PublishedEvent, PublishedPlace

_numbers = count(1)


def published(**facts: Any) -> PublishedEvent:
    """An event of two hours in Paris, on a summer evening, unless told otherwise."""
    number = next(_numbers)
    defaults = {
        "uid": UUID(int=number),
        "sequence": 0,
        "is_withdrawn": False,
        "published_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "changed_at": datetime(2026, 4, 7, 14, 30, tzinfo=UTC),
        "starts_at": datetime(2026, 7, 1, 16, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 7, 1, 18, 0, tzinfo=UTC),
        "all_day": False,
        "title": f"Rencontre {number}",
        "status": Status.CONFIRMED.value,
        "mode": Mode.ON_SITE.value,
        "place": PublishedPlace("Salle Yser", "5 rue Jules de Vicq", "59000", "Lille"),
        "online_link": "",
        "kind": "",
        "themes": (),
        "countries": (),
        "organisers": (),
        "group": "",
        "summary": "",
        "text": "",
        "price": "",
        "registration_link": "",
        "path": f"/agenda/rencontre-{number}/",
    }
    return PublishedEvent(**defaults | facts)


def feed_of(*events: PublishedEvent, **facts: Any) -> Feed:
    """The feed that holds these events, last changed when one of them last was."""
    defaults = {
        "name": "Agenda de Lianes coopération",
        "url": "https://lianes.example/agenda.ics",
        "page_url": "https://lianes.example/agenda/",
        "changed_at": max(
            (event.changed_at for event in events), default=datetime(2026, 1, 1, tzinfo=UTC)
        ),
        "events": events,
    }
    return Feed(**defaults | facts)
