"""Events and what stands round them, without a database."""

from typing import Any

from events.checks.values import (
    CheckedEvent,
    CheckedPlace,
    Neighbour,
    Remark,
    Surroundings,
    Text,
)
from tests.events.test_dates import paris

YSER = CheckedPlace(1, "Salle Yser", "5 rue Jules de Vicq", "59000", "Lille")
FAR_AWAY = CheckedPlace(2, "Espace Somme", "1 place Dewailly", "80000", "Amiens")


def an_event(**facts: Any) -> CheckedEvent:
    """Thursday 15 October 2026, from 18:30 to 20:30 in Lille, about one theme."""
    defaults = {
        "pk": 1,
        "title": "Café des partenaires",
        "starts_at": paris(2026, 10, 15, 18, 30),
        "ends_at": paris(2026, 10, 15, 20, 30),
        "place": YSER,
        "themes": (7,),
    }
    return CheckedEvent(**defaults | facts)


def saying(words: str, field: str = "summary", **facts: Any) -> CheckedEvent:
    return an_event(texts=(Text(field, "le résumé", words),), **facts)


def a_neighbour(**facts: Any) -> Neighbour:
    defaults = {
        "pk": 2,
        "title": "Projection : « La source »",
        "is_live": True,
        "starts_at": paris(2026, 10, 15, 19),
        "ends_at": paris(2026, 10, 15, 21),
        "all_day": False,
        "place": YSER,
    }
    return Neighbour(**defaults | facts)


def beside(*neighbours: Neighbour) -> Surroundings:
    return Surroundings(neighbours=neighbours)


def sentences(remarks: Any) -> list[str]:
    found: list[Remark] = list(remarks)
    return [remark.text for remark in found]
