from types import SimpleNamespace

from home.models import NetworkSettings, Office
from home.structured_data import describe

URL = "https://lianes.example/"


def test_offices_are_the_addresses_of_the_organisation_and_nothing_empty_is_said():
    network = NetworkSettings(
        name="Lianes coopération",
        contact_email="contact@lianes.example",
        social_links=[("link", {"label": "Mastodon", "url": "https://mastodon.example/@lianes"})],
    )
    office = Office(
        name="Bureaux à Lille",
        care_of="S/c MRES",
        street="5 rue Jules de Vicq",
        postal_code="59000",
        town="Lille",
        phone="03 20 12 34 56",
    )
    assert describe(network, [office], url=URL) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": "https://lianes.example/#organisation",
        "name": "Lianes coopération",
        "url": URL,
        "sameAs": ["https://mastodon.example/@lianes"],
        "address": [
            {
                "@type": "PostalAddress",
                "name": "Bureaux à Lille",
                "streetAddress": "S/c MRES, 5 rue Jules de Vicq",
                "postalCode": "59000",
                "addressLocality": "Lille",
                "addressCountry": "FR",
            }
        ],
    }


def test_a_network_without_offices_has_no_address():
    network = SimpleNamespace(name="Lianes", definition="", social_links=[])
    assert "address" not in describe(network, [], url=URL)
