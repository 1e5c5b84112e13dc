"""Names of a file beside those of the site: what is the same, what is alike, what is neither."""

import pytest

from events.imports.matching import Known, KnownNames, Match

BONNIERS = Known(1, "Centre social « Les 5 Bonniers »", "Fâches-Thumesnil")
YSER = Known(2, "Salle Yser, MRES", "Lille")
FETES_DE_LILLE = Known(3, "Salle des fêtes", "Lille")
FETES_DE_LENS = Known(4, "Salle des fêtes", "Lens")
PLACES = KnownNames([BONNIERS, YSER, FETES_DE_LILLE, FETES_DE_LENS])


def test_the_same_place_is_recognised_without_accents_or_hyphens():
    found = PLACES.matches("centre social LES 5 BONNIERS", "Faches Thumesnil")
    assert found == [Match(BONNIERS, is_same=True)]


def test_the_name_of_a_town_alone_finds_its_places_and_recognises_none():
    assert PLACES.matches("Faches Thumesnil") == [Match(BONNIERS, is_same=False)]


def test_a_name_that_holds_another_of_its_town_is_proposed_and_not_recognised():
    assert PLACES.matches("Salle Yser", "LILLE") == [Match(YSER, is_same=False)]


def test_a_slip_of_the_keyboard_is_proposed():
    assert PLACES.matches("Sale des fetes", "Lens") == [Match(FETES_DE_LENS, is_same=False)]


def test_the_same_name_in_another_town_is_another_place():
    assert PLACES.matches("Salle des fêtes", "Arras") == []


def test_without_a_town_places_of_that_name_are_proposed_and_none_is_recognised():
    found = PLACES.matches("Salle des fêtes")
    assert {match.known for match in found} == {FETES_DE_LILLE, FETES_DE_LENS}
    assert not any(match.is_same for match in found)


def test_of_two_that_bear_the_name_none_is_recognised():
    twins = KnownNames([Known(1, "Salle A", "Lille"), Known(2, "salle a", "lille")])
    assert [match.is_same for match in twins.matches("SALLE A", "Lille")] == [False, False]


@pytest.mark.parametrize("name", ["", "!!!", "日本", "Bourse du travail"])
def test_what_resembles_nothing_finds_nothing(name):
    organisers = KnownNames([Known(1, "Comité Tinkaré Mali"), Known(2, "Gaïa")])
    assert organisers.matches(name) == []


def test_among_thousands_of_names_few_are_compared():
    organisers = KnownNames(Known(number, f"Association {number:04}") for number in range(5000))
    assert organisers.matches("association 0042")[0] == Match(
        Known(42, "Association 0042"), is_same=True
    )
    assert len(organisers.matches("association 0042")) <= 5
