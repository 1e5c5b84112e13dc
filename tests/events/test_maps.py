from events.maps import map_links
from tests.factories import PlaceFactory


def test_each_map_is_a_plain_link_made_from_the_address():
    links = map_links("20 avenue de Bordeaux, 59155 Fâches-Thumesnil")
    query = "20%20avenue%20de%20Bordeaux%2C%2059155%20F%C3%A2ches-Thumesnil"
    assert [link.address for link in links] == [
        f"https://www.openstreetmap.org/search?query={query}",
        f"https://www.google.com/maps/search/?api=1&query={query}",
        f"https://maps.apple.com/?q={query}",
        f"geo:0,0?q={query}",
    ]


def test_what_is_typed_in_an_address_stays_in_the_query():
    (link, *_) = map_links('1 rue "A&B"#?=')
    assert link.address.endswith("?query=1%20rue%20%22A%26B%22%23%3F%3D")


def test_a_place_without_an_address_is_on_no_map():
    place = PlaceFactory.build(name="Plusieurs lieux", street="", postal_code="")
    assert place.map_links == []


def test_a_place_without_a_street_is_looked_for_by_its_name():
    place = PlaceFactory.build(
        name="Salle municipale", street="", postal_code="59310", town="Orchies"
    )
    assert "Salle%20municipale%2C%2059310%20Orchies" in place.map_links[0].address
