"""What the staff says to be the same is found by either name, from the next search on."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page

from search import expressions
from search.models import Synonyms
from tests.factories import EventPageFactory, make_user

pytestmark = pytest.mark.django_db

LISTS = importlib.import_module("search.migrations.0003_first_synonyms")
EXPRESSION = "éducation à la citoyenneté et à la solidarité internationale"


def titles(words: str) -> list[str]:
    return sorted(page.title for page in Page.objects.live().search(words))


def listed(*lines: str) -> Synonyms:
    Synonyms.objects.all().delete()
    return Synonyms.objects.create(expressions="\n".join(lines))


def pages(*names: str) -> None:
    for name in names:
        EventPageFactory(title=name)


def test_each_expression_finds_the_others_and_itself():
    listed("forage", "puits")
    pages("Le forage de Kayes", "Les puits de Gao")
    assert titles("forage") == titles("puits") == ["Le forage de Kayes", "Les puits de Gao"]


def test_a_list_counts_from_the_next_search_on_and_no_longer_once_it_is_deleted():
    Synonyms.objects.all().delete()
    pages("Le forage de Kayes", "Les puits de Gao")
    assert titles("forage") == ["Le forage de Kayes"]
    synonyms = Synonyms.objects.create(expressions="forage\npuits")
    assert titles("forage") == ["Le forage de Kayes", "Les puits de Gao"]
    synonyms.expressions = "forage\nsource"
    synonyms.save()
    assert titles("forage") == ["Le forage de Kayes"]
    synonyms.expressions = "forage\npuits"
    synonyms.save()
    synonyms.delete()
    assert titles("forage") == ["Le forage de Kayes"]


def test_an_expression_of_several_words_is_known_without_its_articles_among_other_words():
    listed("ECSI", EXPRESSION)
    pages("Journée ECSI", f"Journée : l’{EXPRESSION}", "Éducation des filles", "Journée d’été")
    both = [f"Journée : l’{EXPRESSION}", "Journée ECSI"]
    assert titles("ecsi") == both
    assert titles(EXPRESSION) == both
    assert titles("education citoyennete solidarite internationale journee") == both
    assert titles("éducation") == [both[0], "Éducation des filles"]


def test_words_of_an_expression_in_another_order_or_apart_are_words_like_others():
    listed("AG", "assemblée générale")
    pages("AG de mai", "Assemblée générale", "Assemblée de la direction générale")
    apart = ["Assemblée de la direction générale", "Assemblée générale"]
    assert titles("générale assemblée") == apart
    assert titles("assemblée direction générale") == apart[:1]


def test_an_abbreviation_does_not_find_pages_with_one_of_the_words_it_stands_for():
    listed("AG", "assemblée générale")
    pages("AG de mai", "Assemblée générale", "Culture générale", "Assemblée des jeunes")
    assert titles("AG") == titles("assemblée générale") == ["AG de mai", "Assemblée générale"]


def test_an_expression_may_be_in_several_lists():
    listed("AG", "assemblée générale")
    Synonyms.objects.create(expressions="AG\nagriculture générale")
    pages("Assemblée générale", "Agriculture générale", "AG")
    assert titles("ag") == ["AG", "Agriculture générale", "Assemblée générale"]
    assert titles("assemblée générale") == ["AG", "Assemblée générale"]


def test_of_two_expressions_that_overlap_the_longest_is_meant():
    listed("solidarité internationale", "coopération")
    Synonyms.objects.create(expressions=f"ECSI\n{EXPRESSION}")
    pages("ECSI", "Coopération", "Solidarité internationale")
    assert titles(EXPRESSION) == ["ECSI"]
    assert titles("solidarité internationale") == ["Coopération", "Solidarité internationale"]


def test_without_any_list_words_are_found_as_they_are():
    Synonyms.objects.all().delete()
    pages("AG", "Assemblée générale")
    assert titles("AG") == ["AG"]


# -- The first lists -----------------------------------------------------------------------------


@pytest.mark.parametrize(("short", "long"), LISTS.FIRST)
def test_the_network_s_abbreviations_are_known_from_the_start(short, long):
    pages(f"Rencontre {short}", f"Rencontre {long}")
    assert len(titles(short)) == len(titles(long)) == 2


def test_each_of_the_first_lists_could_be_typed_in_the_admin():
    assert not [fault for pair in LISTS.FIRST for fault in expressions.faults("\n".join(pair))]


def test_the_first_lists_overwrite_nothing_and_go_as_they_came():
    Synonyms.objects.all().delete()
    own = Synonyms.objects.create(expressions="ag\nAssemblée des membres")
    LISTS.add(apps, None)
    LISTS.add(apps, None)
    assert Synonyms.objects.count() == len(LISTS.FIRST)
    assert not Synonyms.objects.filter(expressions="AG\nassemblée générale").exists()
    changed = Synonyms.objects.get(expressions__startswith="ONG")
    changed.expressions += "\nONGs"
    changed.save()
    LISTS.remove(apps, None)
    assert set(Synonyms.objects.all()) == {own, changed}


# -- The form ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "au moins deux expressions"),
        ("AG\n\n  ", "au moins deux expressions"),
        ("AG\n???", "« ??? » n’a aucun mot"),
        ("conseil d’administration\nCA", "« CA » n’a que des mots présents partout"),
        ("AG\nAssemblées générales\nassemblee generale", "sont la même expression"),
        ("AG\nassemblée générale\nl’assemblée, la générale", "sont la même expression"),
        ("AG\n" + "a" * 201, "trop long"),
        ("\n".join(f"mot{number}" for number in range(51)), "50 expressions au plus"),
    ],
)
def test_what_could_not_serve_is_refused(text, fault):
    assert fault in " ".join(expressions.faults(text))


def test_fifty_expressions_of_two_hundred_characters_are_taken():
    assert not expressions.faults("\n".join(f"mot{n:03} " + "b" * 193 for n in range(50)))


def test_the_staff_writes_a_list_and_visitors_find_by_it(client):
    client.force_login(make_user("Publication"))
    pages("Le forage de Kayes")
    add = reverse("wagtailsnippets_search_synonyms:add")
    refused = client.post(add, {"expressions": "forage"})
    assert "au moins deux expressions" in refused.content.decode()
    assert titles("puisage") == []
    client.post(add, {"expressions": "forage\r\npuisage\r\n"})
    assert titles("puisage") == ["Le forage de Kayes"]
    made = Synonyms.objects.get(expressions__contains="puisage")
    edit = reverse("wagtailsnippets_search_synonyms:edit", args=[made.pk])
    client.post(edit, {"expressions": "forage\r\ncaptage"})
    assert titles("captage") == ["Le forage de Kayes"]
    assert titles("puisage") == []
    client.post(reverse("wagtailsnippets_search_synonyms:delete", args=[made.pk]))
    assert titles("captage") == []


def test_the_form_begins_with_the_words_that_found_nothing(client):
    client.force_login(make_user("Publication"))
    page = client.get(reverse("wagtailsnippets_search_synonyms:add"), {"expressions": "<b>eau"})
    assert "&lt;b&gt;eau</textarea>" in page.content.decode().replace("\n", "")
