"""The seed's page, pasted as text, gives all its fields."""

from datetime import date
from pathlib import Path

import pytest

from events.imports.named import GROUP
from events.paste.sources.reading import read_pasted
from tests.events.paste.known import names_of
from tests.events.paste.saying import doubts_of, read, said

PAGE = Path("tests/data/groupe-pays-mali.txt").read_text()


@pytest.fixture(scope="module")
def found():
    return read(PAGE, date(2019, 10, 1))


def test_every_field_of_the_event_is_read(found):
    got = said(found)
    assert {name: value for name, value in got.items() if value} == {
        "title": "Groupe Pays Mali",
        "starts": "2019-10-17T18:00",
        "ends": "2019-10-17T21:00",
        "place": [
            'Centre social "Les 5 Bonniers"',
            "20 avenue de Bordeaux",
            "",
            "Fâches-Thumesnil",
        ],
        "organisers": ["Lianes coopération", "Comité Tinkaré Mali"],
        "themes": ["eau et assainissement", "éducation"],
        "countries": ["Mali"],
        "mode": "on-site",
    }
    assert found.kind.value == "groupe-pays"
    assert names_of(GROUP, [found.group.value]) == ["Groupe pays Mali"]
    assert doubts_of(found) == []


def test_the_body_is_the_description_and_nothing_of_the_foot(found):
    lines = found.body.value.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("Le groupe pays Mali s’est réuni avec environ 25 participants")
    # Both spellings of the town are left as they are.
    assert lines[-1].endswith("20 Avenue de Bordeaux à Faches-Thumesnil .")


def test_read_years_later_its_date_is_said_to_be_past():
    assert doubts_of(read(PAGE, date(2026, 3, 2))) == ["Cette date est passée."]


def test_each_value_says_the_words_it_comes_from(found):
    text = read_pasted(PAGE).text

    def words(proposal):
        return [text[slice(*span)] for span in proposal.spans]

    assert words(found.title) == ["Groupe Pays Mali"]
    assert words(found.when.start) == ["Jeudi 17 octobre 2019", "18h00 à 21h00"]
    assert words(found.place) == [
        'Centre social "Les 5 Bonniers" 20 avenue de Bordeaux, Fâches-Thumesnil'
    ]
    assert [words(each) for each in found.organisers] == [
        ["Lianes coopération"],
        ["comité Tinkaré Mali"],
    ]
    assert words(found.themes) == ["éducation", "accès à l’eau"]


@pytest.mark.parametrize("known", [True, False])
def test_its_offices_and_funders_are_no_place_and_no_theme(known):
    found = read(PAGE, date(2019, 10, 1), known=known)
    assert "Vicq" not in found.place.value.in_words
    assert said(found)["place"][3] == "Fâches-Thumesnil"
