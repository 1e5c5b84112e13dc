"""The hour where the partners are, through both changes of the clocks of Paris."""

from types import SimpleNamespace

import pytest

from events.partner_time import in_partner_time
from tests.events.test_dates import paris
from tests.factories import CountryFactory, EventPageFactory


def country(name: str, city: str, time_zone: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, city=city, time_zone=time_zone)


MALI = country("Mali", "Bamako", "Africa/Bamako")
SENEGAL = country("Sénégal", "Dakar", "Africa/Dakar")
CAMEROON = country("Cameroun", "Yaoundé", "Africa/Douala")
MADAGASCAR = country("Madagascar", "Antananarivo", "Indian/Antananarivo")
FIJI = country("Fidji", "Suva", "Pacific/Fiji")
MEXICO = country("Mexique", "Mexico", "America/Mexico_City")


@pytest.mark.parametrize(
    ("starts_at", "countries", "words"),
    [
        (paris(2026, 7, 1, 18), [MALI], "18h00 à Lille, 16h00 à Bamako"),
        (paris(2023, 1, 12, 14), [MALI], "14h00 à Lille, 13h00 à Bamako"),
        # The eve, the day and the morrow of both changes.
        (paris(2026, 3, 28, 18), [MALI], "18h00 à Lille, 17h00 à Bamako"),
        (paris(2026, 3, 29, 18), [MALI], "18h00 à Lille, 16h00 à Bamako"),
        (paris(2026, 10, 24, 18), [MALI], "18h00 à Lille, 16h00 à Bamako"),
        (paris(2026, 10, 25, 18), [MALI], "18h00 à Lille, 17h00 à Bamako"),
        (paris(2026, 7, 1, 18), [MALI, SENEGAL], "18h00 à Lille, 16h00 à Bamako et Dakar"),
        (
            paris(2026, 7, 1, 18),
            [MADAGASCAR, MALI, SENEGAL],
            "18h00 à Lille, 19h00 à Antananarivo, 16h00 à Bamako et Dakar",
        ),
        (paris(2026, 12, 1, 18), [CAMEROON, MALI], "18h00 à Lille et Yaoundé, 17h00 à Bamako"),
        (paris(2026, 7, 1, 18), [FIJI], "18h00 à Lille, 04h00 le lendemain à Suva"),
        (paris(2026, 7, 1, 5), [MEXICO], "05h00 à Lille, 21h00 la veille à Mexico"),
        (paris(2026, 7, 1, 18), [], ""),
    ],
)
def test_partner_time_in_words(starts_at, countries, words):
    assert in_partner_time(starts_at, countries) == words


def test_a_country_without_a_city_is_named_without_a_preposition():
    nameless = country("Mali", "", "Africa/Bamako")
    words = in_partner_time(paris(2026, 7, 1, 18), [nameless, SENEGAL])
    assert words == "18h00 à Lille, 16h00 à Dakar ; Mali : 16h00"


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["online", "hybrid"])
def test_who_takes_part_from_there_reads_both_hours_and_the_time_zone(client, mode):
    bamako = CountryFactory(name="Mali", city="Bamako")
    event = EventPageFactory(mode=mode, starts_at=paris(2026, 7, 1, 18), countries=[bamako])
    html = client.get(event.get_url()).content.decode()
    assert "Heure de Lille (Europe/Paris)" in html
    assert "18h00 à Lille, 16h00 à Bamako" in html


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"mode": "on-site"}, {"mode": "online", "all_day": True}])
def test_nobody_else_is_told_a_time_zone(client, fields):
    event = EventPageFactory(countries=[CountryFactory(city="Bamako")], **fields)
    html = client.get(event.get_url()).content.decode()
    assert "Europe/Paris" not in html
    assert "Bamako" not in html


def test_a_country_whose_time_zone_nobody_has_said_is_left_out():
    starts_at, unknown = paris(2026, 7, 1, 18), country("Togo", "", "")
    assert in_partner_time(starts_at, [unknown]) == ""
    assert in_partner_time(starts_at, [unknown, MALI]) == in_partner_time(starts_at, [MALI])
