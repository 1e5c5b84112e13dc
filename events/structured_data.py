"""An event as search engines read it: https://schema.org/Event.

Pure functions: no query, no request. No e-mail and no telephone: they may be a person's own.
"""

import re
from datetime import datetime
from typing import Any

from events import dates
from events.choices import Mode, Status, current_mode
from events.models import EventPage, Place
from events.sharing import announced
from site_lianes.core.json_ld import filled

SCHEMA = "https://schema.org"
REGION = "Hauts-de-France"
DEPARTMENTS = ("02", "59", "60", "62", "80")
EURO = "EUR"

_FREE = re.compile(r"((entrée|accès|participation) )?(libre et )?(gratuite?|libre)", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d+)(?:[,.](\d\d))?\s*(?:€|euros?)", re.IGNORECASE)


def describe(
    event: EventPage,
    *,
    url: str | None,
    image: str | None = None,
    previous_start: datetime | None = None,
) -> dict[str, Any]:
    """The event at `url`; `previous_start` is when it was to begin before it was moved."""
    if previous_start == event.starts_at:
        previous_start = None
    is_all_day = event.all_day
    return filled(
        {
            "@context": SCHEMA,
            "@type": "Event",
            "name": announced(event.title, event.status),
            "description": event.summary or event.search_description,
            "url": url,
            "image": [image] if image else None,
            "inLanguage": "fr",
            "startDate": _moment(event.starts_at, is_all_day),
            "endDate": _moment(event.ends_at, is_all_day),
            "previousStartDate": _moment(previous_start, is_all_day),
            "eventStatus": _status(event.status, has_moved=previous_start is not None),
            "eventAttendanceMode": f"{SCHEMA}/{_attendance(event)}EventAttendanceMode",
            "location": _location(event, url),
            "organizer": [
                {"@type": "Organization", "name": organiser.name, "url": organiser.link}
                for organiser in event.organisers
            ],
            **_price(event, url),
        }
    )


def _moment(moment: datetime | None, all_day: bool) -> str | None:
    """A date, or a moment with Paris's offset from UTC on that day."""
    if moment is None:
        return None
    moment = moment.astimezone(dates.PARIS)
    return moment.date().isoformat() if all_day else moment.isoformat(timespec="seconds")


def _status(status: str, *, has_moved: bool) -> str | list[str]:
    """Search engines take "rescheduled" only beside the former date, "postponed" without."""
    rescheduled, online = f"{SCHEMA}/EventRescheduled", f"{SCHEMA}/EventMovedOnline"
    if status == Status.CANCELLED:
        return f"{SCHEMA}/EventCancelled"
    if status == Status.MOVED_ONLINE:
        return [rescheduled, online] if has_moved else online
    if has_moved:
        return rescheduled
    return f"{SCHEMA}/{'EventPostponed' if status == Status.POSTPONED else 'EventScheduled'}"


def _attendance(event: EventPage) -> str:
    attendance = {Mode.ON_SITE: "Offline", Mode.ONLINE: "Online", Mode.HYBRID: "Mixed"}
    return attendance[current_mode(event.mode, event.status)]


def _location(event: EventPage, url: str | None) -> dict[str, Any] | list[dict[str, Any]] | None:
    attendance = _attendance(event)
    # Without a public link, the page says how to take part.
    virtual = {"@type": "VirtualLocation", "url": event.online_link or url}
    place = _place(event.place) if event.place else None
    if attendance == "Mixed":
        return [place, virtual] if place else virtual
    return virtual if attendance == "Online" else place


def _place(place: Place) -> dict[str, Any]:
    is_of_region = place.postal_code[:2] in DEPARTMENTS
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postal_code,
            "addressLocality": place.town,
            "addressRegion": REGION if is_of_region else "",
            # A place without a French postal code may be in Mali.
            "addressCountry": "FR" if place.postal_code else "",
        },
    }


def _price(event: EventPage, url: str | None) -> dict[str, Any]:
    """The price, when the words leave no doubt: "Gratuit", "Entrée libre", "10 €"."""
    words = event.price.strip(" .\u00a0\u202f")
    amount = _AMOUNT.fullmatch(words)
    is_free = bool(_FREE.fullmatch(words))
    if not (amount or is_free):
        return {}
    price = f"{amount[1]}.{amount[2] or '00'}" if amount else "0"
    is_free = float(price) == 0
    offer = {"@type": "Offer", "price": price, "priceCurrency": EURO}
    return {
        "isAccessibleForFree": is_free,
        "offers": offer | {"url": event.registration_link or url},
    }
