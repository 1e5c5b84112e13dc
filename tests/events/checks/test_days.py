"""A weekday that contradicts the date, in the words that people use."""

import pytest

from events.checks.days import weekday_contradicts_the_date
from events.checks.values import Surroundings
from tests.events.checks.facts import an_event, saying, sentences
from tests.events.test_dates import paris


def said_of(event) -> list[str]:
    return sentences(weekday_contradicts_the_date(event, Surroundings()))


@pytest.mark.parametrize(
    "words",
    [
        "Rendez-vous mardi 15 octobre 2026 à 18h30.",
        "Rendez-vous mardi 15 octobre, à la salle Yser.",
        "MARDI 15 OCTOBRE",
        "Mardi, 15 octobre",
        "le mardi 15/10/2026",
        "le mardi 15/10",
        "lundi 12 et mardi 15 octobre",
        "du mercredi 14 au mardi 15 octobre",
    ],
)
def test_a_weekday_that_is_not_that_of_the_date_beside_it(words):
    assert said_of(saying(words)) == ["Le 15 octobre 2026 est un jeudi, le résumé dit mardi."]


def test_the_first_of_a_month_and_its_accents():
    assert said_of(saying("Dimanche 1er août 2026")) == [
        "Le 1er août 2026 est un samedi, le résumé dit dimanche."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Rendez-vous jeudi 15 octobre 2026.",
        "jeudi 15/10",
        # Of last year, and of next: the year that is left out is the nearest.
        "Comme le samedi 25 avril, nous parlerons d’eau.",
        "La suite, le mercredi 13 janvier 2027.",
        "Du lundi au vendredi, de 9h à 17h.",
        "Mardi 17-18 octobre, ou le mardi 3-4 mars",
        "mardi 31 février",
        "Le grand jeu 16 octobre 2026",
        "mardi 1er janvier 0001",
        "mardi 1er janvier 9999",
        "mardi, 15 personnes",
        "Le 15 octobre, puis un mardi par mois",
        "Tous les mardis, 15 rue des Postes",
    ],
)
def test_what_is_no_contradiction(words):
    assert said_of(saying(words)) == []


def test_a_year_that_is_left_out_is_the_nearest():
    january = {"starts_at": paris(2027, 1, 7, 18), "ends_at": None}
    assert said_of(saying("Retour sur le jeudi 17 décembre", **january)) == []
    assert said_of(saying("Retour sur le vendredi 17 décembre", **january)) == [
        "Le 17 décembre 2026 est un jeudi, le résumé dit vendredi."
    ]


def test_the_title_names_the_weekday_of_the_event():
    assert said_of(saying("Le café du mardi", "title")) == [
        "Le titre dit « mardi » : la rencontre a lieu un jeudi."
    ]
    for title in ("Le café du jeudi", "Les jeudis de l’eau", "Ouvert du lundi au mercredi"):
        assert said_of(saying(title, "title")) == []


def test_an_event_of_several_days_has_the_weekdays_of_all():
    weekend = {"starts_at": paris(2026, 10, 16, 18), "ends_at": paris(2026, 10, 18, 17)}
    assert said_of(saying("Le grand dimanche", "title", **weekend)) == []
    assert said_of(saying("Le grand lundi", "title", **weekend)) == [
        "Le titre dit « lundi » : la rencontre a lieu un vendredi."
    ]


def test_an_event_without_words_says_nothing():
    assert said_of(an_event()) == []
