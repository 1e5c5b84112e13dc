"""The network as search engines read it: https://schema.org/NGO.

The offices stand in the foot of every page: here they are the organisation's own addresses, so that
no search engine takes one for the place of an event. Pure functions: no query, no request.
"""

from collections.abc import Iterable
from typing import Any

from home.models import NetworkSettings, Office
from site_lianes.core.json_ld import filled


def describe(network: NetworkSettings, offices: Iterable[Office], *, url: str) -> dict[str, Any]:
    """The organisation whose site begins at `url`. No e-mail, no telephone: robots collect them."""
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "NGO",
            "@id": f"{url}#organisation",
            "name": network.name,
            "description": network.definition,
            "url": url,
            "sameAs": [link.value["url"] for link in network.social_links],
            "address": [_address(office) for office in offices],
        }
    )


def _address(office: Office) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "name": office.name,
        "streetAddress": ", ".join(filter(None, (office.care_of, office.street))),
        "postalCode": office.postal_code,
        "addressLocality": office.town,
        "addressCountry": "FR",
    }
