"""The hour of a meeting where the partners are: a pure function."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from events.dates import PARIS
from site_lianes.core.typography import enumerate_in_french

HOME_CITY = "Lille"
SHIFTS = {-1: " la veille", 0: "", 1: " le lendemain"}


class PartnerCountry(Protocol):
    name: str
    city: str
    time_zone: str


def in_partner_time(starts_at: datetime, countries: Iterable[PartnerCountry]) -> str:
    """ "18h00 à Lille, 16h00 à Bamako et Dakar".

    A country without a city is named by itself ("Mali : 16h00"), so that no preposition has to be
    guessed. Nothing is said when there is no country.
    """
    here = starts_at.astimezone(PARIS)
    cities: dict[str, list[str]] = {f"{here:%Hh%M}": [HOME_CITY]}
    others: dict[str, list[str]] = {}
    for country in countries:
        if not country.time_zone:
            # An import named it; nobody has said yet what time it is there.
            continue
        there = starts_at.astimezone(ZoneInfo(country.time_zone))
        hour = f"{there:%Hh%M}{SHIFTS[(there.date() - here.date()).days]}"
        group, name = (cities, country.city) if country.city else (others, country.name)
        names = group.setdefault(hour, [])
        if name not in names:
            names.append(name)
    if list(cities.values()) == [[HOME_CITY]] and not others:
        return ""
    in_cities = ", ".join(
        f"{hour} à {enumerate_in_french(names)}" for hour, names in cities.items()
    )
    return " ; ".join(
        [in_cities, *(f"{enumerate_in_french(names)} : {hour}" for hour, names in others.items())]
    )
