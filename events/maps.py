"""Links to the map of the visitor's choice: plain addresses, nothing is loaded from them."""

from typing import NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _


class MapLink(NamedTuple):
    label: str
    address: str


def map_links(address: str) -> list[MapLink]:
    """Where to see `address`, written as one would on an envelope."""
    query = quote(address, safe="")
    return [
        MapLink("OpenStreetMap", f"https://www.openstreetmap.org/search?query={query}"),
        MapLink("Google Maps", f"https://www.google.com/maps/search/?api=1&query={query}"),
        MapLink(_("Plans d’Apple"), f"https://maps.apple.com/?q={query}"),
        MapLink(_("Application de cet appareil"), f"geo:0,0?q={query}"),
    ]
