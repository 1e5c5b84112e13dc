"""Doubles, places spelled two ways, and evenings that compete: what is one, and what is not."""

from dataclasses import replace

import pytest
import time_machine

from events.checks.doubles import near_duplicate, place_spelled_two_ways, same_evening
from events.checks.values import CheckedPlace, Surroundings
from tests.events.checks.facts import (
    FAR_AWAY,
    YSER,
    a_neighbour,
    an_event,
    beside,
    sentences,
)
from tests.events.test_dates import paris


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(paris(2026, 10, 1, 12), tick=False):
        yield


@pytest.mark.parametrize(
    "title",
    [
        "Café des partenaires",
        "CAFE DES PARTENAIRES",
        "Cafe - des partenaires !",
        "Café des partenaire",
        "Café des partenaires : la suite",
    ],
)
def test_a_double_is_found_whatever_the_accents(title):
    other = a_neighbour(title=title)
    (remark,) = near_duplicate(an_event(), beside(other))
    assert remark.text == (
        f"« {title} » existe déjà ce jour-là (rencontre, à 19h00) : est-ce la même rencontre ?"
    )
    assert (remark.field, remark.other) == ("title", other.pk)


@pytest.mark.parametrize("place", [None, CheckedPlace(9, "salle yser", "", "", "LILLE")])
def test_a_double_has_no_place_yet_or_the_same_in_other_letters(place):
    other = a_neighbour(title="Café des partenaires", place=place, is_live=False)
    (text,) = sentences(near_duplicate(an_event(), beside(other)))
    assert "(brouillon, à 19h00)" in text


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Café des partenaires", "place": FAR_AWAY},
        {"title": "Conseil d’administration"},
        {"title": "Café"},
        {"title": "Café des bénévoles"},
    ],
)
def test_what_is_no_double(facts):
    assert sentences(near_duplicate(an_event(), beside(a_neighbour(**facts)))) == []


def test_numbered_meetings_are_no_doubles():
    event = an_event(title="Groupe Eau, réunion 11")
    other = a_neighbour(title="Groupe Eau, réunion 12")
    assert sentences(near_duplicate(event, beside(other))) == []


def said_of_places(ours: CheckedPlace, other: CheckedPlace) -> list[str]:
    around = Surroundings(places=(other,))
    return sentences(place_spelled_two_ways(an_event(place=ours), around))


BONNIERS = CheckedPlace(3, "Les 5 Bonniers", "20 avenue de Bordeaux", "59155", "Faches-Thumesnil")


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "LES 5 BONNIERS", "town": "Fâches Thumesnil"},
        {"name": "Les 5 Bonnier"},
        {"name": "5 Bonniers", "street": ""},
        {"name": "Centre social Les 5 Bonniers"},
        {"name": "Les 5 Bonniers", "street": "20 av. de Bordeaux"},
    ],
)
def test_a_place_spelled_two_ways(facts):
    other = replace(BONNIERS, pk=4, **facts)
    assert said_of_places(BONNIERS, other) == [
        f"Le lieu est écrit de deux façons : « {BONNIERS} » et « {other} ». Gardez-en un."
    ]


def test_saint_is_written_in_two_ways():
    ours = CheckedPlace(5, "Halle", "", "62500", "Saint-Omer")
    assert said_of_places(ours, replace(ours, pk=6, town="St Omer"))


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        (("Salle des fêtes", "Roubaix"), ("Salle des fêtes", "Tourcoing")),
        (("Salle 1", "Lille"), ("Salle 2", "Lille")),
        (("Salle A", "Lille"), ("Salle B", "Lille")),
        (("Salle D", "Lille"), ("Salle L", "Lille")),
        (("Salle Yser", "Lille"), ("Salle Ypres", "Lille")),
        (("Mairie", "Lille"), ("Mairie de quartier de Fives", "Lille")),
        (("Université", "Lille"), ("Maison des associations", "Lille")),
    ],
)
def test_two_places_that_are_not_one(ours, other):
    places = (
        CheckedPlace(number, name, "", "59000", town)
        for number, (name, town) in enumerate((ours, other))
    )
    assert said_of_places(*places) == []


def test_the_rooms_of_one_house_and_the_place_itself_are_no_doubles():
    assert said_of_places(YSER, YSER) == []
    assert said_of_places(YSER, replace(YSER, pk=8, name="Salle Molière")) == []
    street = {"name": "Salle Yser annexe", "street": "9 rue de Paris"}
    assert said_of_places(YSER, replace(YSER, pk=8, **street)) == []
    assert not list(place_spelled_two_ways(an_event(place=None), Surroundings(places=(YSER,))))


def said_of_evening(event=None, **facts) -> list[str]:
    return sentences(same_evening(event or an_event(), beside(a_neighbour(**facts))))


def test_another_event_the_same_evening_in_the_same_department():
    roubaix = CheckedPlace(5, "La Condition publique", "", "59100", "Roubaix")
    (text,) = said_of_evening(place=roubaix)
    assert text == (
        "Le même soir : « Projection : « La source » » (à 19h00), "
        "dans le même département (Roubaix)."
    )


def test_another_event_the_same_evening_on_the_same_theme():
    assert said_of_evening(place=FAR_AWAY, themes=("eau", "santé")) == [
        "Le même soir : « Projection : « La source » » (à 19h00), sur le même thème (eau, santé)."
    ]
    online = an_event(is_on_site=False)
    assert said_of_evening(online) == []
    assert len(said_of_evening(online, themes=("eau",))) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"place": FAR_AWAY},
        {"place": None},
        {"is_live": False},
        {"starts_at": paris(2026, 10, 15, 14), "ends_at": paris(2026, 10, 15, 17, 30)},
        {"starts_at": paris(2026, 10, 15, 14), "ends_at": None},
        {"all_day": True},
        # A festival of a week, that begins on that day.
        {"ends_at": paris(2026, 10, 22, 21)},
        # A double is told as such.
        {"title": "Café des partenaires"},
    ],
)
def test_what_does_not_compete(facts):
    assert said_of_evening(**facts) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_at": paris(2026, 10, 15, 9), "ends_at": paris(2026, 10, 15, 12)},
        {"is_called_off": True},
        {"starts_at": paris(2026, 9, 1, 18), "ends_at": paris(2026, 9, 1, 20)},
        {"place": replace(YSER, postal_code="")},
    ],
)
def test_events_that_nothing_competes_with(facts):
    assert said_of_evening(an_event(**facts)) == []


def test_an_afternoon_that_lasts_until_the_evening_competes():
    begin = {"starts_at": paris(2026, 10, 15, 14), "ends_at": paris(2026, 10, 15, 19)}
    assert len(said_of_evening(**begin)) == 1
    assert len(said_of_evening(starts_at=paris(2026, 10, 15, 20), ends_at=None)) == 1
