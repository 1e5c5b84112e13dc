"""Alternative texts, links, themes and personal addresses."""

import pytest

from events.checks.contents import dead_internal_link, missing_alt_text, no_theme, personal_email
from events.checks.values import Link, Picture, Surroundings
from tests.events.checks.facts import an_event, saying, sentences

NOTHING = Surroundings()


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_picture_without_alternative_text(alt):
    event = an_event(pictures=(Picture("image", "affiche", alt),))
    (remark,) = missing_alt_text(event, NOTHING)
    assert remark.field == "image"
    assert remark.text.startswith("L’image « affiche » n’a pas de description")


@pytest.mark.parametrize("alt", ["IMG_2034", "affiche-v3.jpg", "DSC 0042", "20261015_183012"])
def test_the_name_of_a_file_describes_nothing(alt):
    event = an_event(pictures=(Picture("body", "affiche", alt),))
    assert sentences(missing_alt_text(event, NOTHING)) == [
        f"La description de l’image « affiche » est un nom de fichier : « {alt} »."
    ]


@pytest.mark.parametrize(
    "alt", ["Des élèves autour d’un puits", "Photo de famille", "Image de synthèse", "2026"]
)
def test_a_description_is_a_description(alt):
    event = an_event(pictures=(Picture("image", "affiche", alt),))
    assert sentences(missing_alt_text(event, NOTHING)) == []


def test_a_link_that_leads_nowhere():
    page = Link("body", "le programme", "page", "12")
    document = Link("decisions", "", "document", "3")
    assert sentences(dead_internal_link(an_event(), Surroundings(dead_links=(page, document)))) == [
        "Le lien « le programme » mène à une page du site que les visiteurs ne trouvent pas.",
        "Le lien « 3 » mène à un document du site que les visiteurs ne trouvent pas.",
    ]
    assert sentences(dead_internal_link(an_event(links=(page,)), NOTHING)) == []


def test_an_event_without_theme():
    assert len(sentences(no_theme(an_event(themes=()), NOTHING))) == 1
    assert sentences(no_theme(an_event(), NOTHING)) == []


@pytest.mark.parametrize(
    "email",
    [
        "awa.traore@gmail.com",
        "Awa.Traore@Gmail.com",
        "atraore59@orange.fr",
        "awa_traore@yahoo.co.uk",
        "awa.traore+agenda@hotmail.fr",
        "jean-luc.martin@laposte.net",
    ],
)
def test_a_personal_address_about_to_go_public(email):
    text = f"« {email} » semble être une adresse personnelle : elle sera publique."
    assert sentences(personal_email(an_event(addresses=(("contact_email", email),)), NOTHING)) == [
        text
    ]
    assert sentences(personal_email(saying(f"Écrire à {email}."), NOTHING)) == [text]


@pytest.mark.parametrize(
    "email",
    [
        "contact@gmail.com",
        "contact.tinkare@gmail.com",
        "asso.jumelage@orange.fr",
        "secretariat-lille@free.fr",
        # Those of a house, under whoever's name.
        "awa.traore@lianes.example",
        "contact@lianes.example",
        # That of the association that organises.
        "tinkare59@gmail.com",
    ],
)
def test_an_address_that_is_nobodys_own(email):
    event = an_event(addresses=(("contact_email", email),), organisers=("Comité Tinkaré Mali",))
    assert sentences(personal_email(event, NOTHING)) == []


def test_an_address_is_told_once_for_each_field():
    words = "awa.traore@gmail.com, ou awa.traore@gmail.com"
    event = saying(words, "body", addresses=(("contact_email", "awa.traore@gmail.com"),))
    assert [remark.field for remark in personal_email(event, NOTHING)] == ["contact_email", "body"]
