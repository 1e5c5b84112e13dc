"""Wordings of dates and hours, each read in a sentence of its own."""

import pytest

from tests.events.paste.saying import doubts_of, read, said

# A text, its start, its end, and words of a doubt that is said.
WORDINGS = [
    ("Réunion lundi 16 mars 2026, 18h - 20h", "2026-03-16T18:00", "2026-03-16T20:00", None),
    (
        "Rendez-vous le jeudi 19 mars à partir de 18h30 jusqu'à 21h.",
        "2026-03-19T18:30",
        "2026-03-19T21:00",
        "2026 supposée",
    ),
    (
        "Le festival se déroule du samedi 30 mai au dimanche 7 juin 2026.",
        "2026-05-30",
        "2026-06-07",
        None,
    ),
    (
        "Quand : mar. 7 avr. 2026 de 9h00 à 12h00\nOù : Lille",
        "2026-04-07T09:00",
        "2026-04-07T12:00",
        None,
    ),
    ("Conférence le 2 avril 2026 (18h-20h)", "2026-04-02T18:00", "2026-04-02T20:00", None),
    (
        "Samedi 18 avril 2026\n14h : visite\n17h : goûter",
        "2026-04-18T14:00",
        None,
        "Plusieurs heures",
    ),
    (
        "La soirée du 24 avril 2026 débutera à 19 h et se terminera vers 23 h.",
        "2026-04-24T19:00",
        "2026-04-24T23:00",
        None,
    ),
    ("Prochaine réunion le mercredi 8 avril, même heure même lieu.", "2026-04-08", None, "heure"),
    (
        "Atelier : les mercredis 6 et 13 mai 2026 de 14h à 16h",
        "2026-05-06T14:00",
        "2026-05-06T16:00",
        "13 mai",
    ),
    (
        "Nous vous attendons nombreux ce samedi 7 mars à 10 heures !",
        "2026-03-07T10:00",
        None,
        "supposée",
    ),
    (
        "Départ le vendredi 10 avril à 6h30, retour le dimanche 12 avril vers 20h.",
        "2026-04-10T06:30",
        None,
        "Deux dates",
    ),
    ("Semaine du 16 au 20 novembre 2026", "2026-11-16", "2026-11-20", None),
    (
        "Le 8 mars prochain, à 15h, place de la République à Lille",
        "2026-03-08T15:00",
        None,
        "supposée",
    ),
    ("Mardi 7 avril 2026 | 12h15-13h45 | En ligne", "2026-04-07T12:15", "2026-04-07T13:45", None),
    ("le 25.04.26 à 9h", "2026-04-25T09:00", None, None),
    (
        "Vendredi 3 avril, accueil à 13h30, début à 14h, fin à 17h",
        "2026-04-03T13:30",
        "2026-04-03T17:00",
        "Plusieurs",
    ),
    (
        "Rencontre en présence de M. Koné, né le 3 mai 1960 : jeudi 9 avril 2026, 18h",
        "2026-04-09T18:00",
        None,
        None,
    ),
    (
        "Permanence téléphonique de 9h à 12h. Réunion publique : jeudi 23 avril 2026 à 20h.",
        "2026-04-23T20:00",
        None,
        None,
    ),
    (
        "Exposition jusqu'au 30 avril 2026. Vernissage le 2 avril à 18h.",
        "2026-04-02T18:00",
        None,
        "2026 supposée",
    ),
    ("Date à confirmer (sans doute fin avril)", None, None, "Aucune date"),
    (
        "Mercredi 1er et jeudi 2 avril 2026, 9h30-17h",
        "2026-04-01T09:30",
        "2026-04-02T17:00",
        "chaque jour",
    ),
    ("Le séminaire aura lieu les 9-10-11 avril 2026", "2026-04-09", "2026-04-11", None),
    (
        "Nuit blanche : du 21 mars 22h au 22 mars 6h",
        "2026-03-21T22:00",
        "2026-03-22T06:00",
        "supposée",
    ),
    ("RDV le 29 mars 2026 à 2h30 pour le changement d'heure", "2026-03-29", None, "n’existe pas"),
    ("Assemblée générale : 17 AVRIL 2026 – 18H", "2026-04-17T18:00", None, None),
    (
        "AG le jeudi 16 avril 2026 de 18h00 à 20h30. Candidatures à envoyer pour le 2 avril.",
        "2026-04-16T18:00",
        "2026-04-16T20:30",
        "2026 supposée",
    ),
    ("Il reste 12 places ! 06 12 34 56 78 – 12 avril 2026, 15h", "2026-04-12T15:00", None, None),
    ("Concert – 20€ – 20h – 20 mars 2026", "2026-03-20T20:00", None, None),
    ("La commission se réunit le 1er jeudi de chaque mois, à 18h30", None, None, "revient"),
    ("Prochaine date : le deuxième samedi d'avril, à 10h", "2026-04-11T10:00", None, "supposée"),
]


@pytest.mark.parametrize(("text", "starts", "ends", "doubt"), WORDINGS)
def test_a_wording_is_read(text, starts, ends, doubt):
    found = read(text)
    assert (said(found)["starts"], said(found)["ends"]) == (starts, ends)
    assert any(doubt in each for each in doubts_of(found)) if doubt else doubts_of(found) == []
