"""How queries are understood, and in which order what they find comes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from events.models import EventPage
from search import reading
from search.models import Entry, Synonyms
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def results(words):
    return EventPage.objects.live().search(words)


def titles(words):
    return [page.title for page in results(words)]


# -- Which words ---------------------------------------------------------------------------------


def test_all_words_first_and_any_of_them_only_if_nothing_has_all():
    EventPageFactory(title="Eau et santé")
    EventPageFactory(title="Eau")
    assert titles("eau santé") == ["Eau et santé"]
    assert titles("santé togo") == ["Eau et santé"]
    assert results("santé togo").reading.is_any
    assert not results("eau santé").reading.is_any


def test_words_that_are_everywhere_count_only_when_there_are_no_others():
    EventPageFactory(title="Le goût de vivre")
    EventPageFactory(title="Forage")
    assert titles("le forage") == ["Forage"]
    assert titles("le") == ["Le goût de vivre"]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [("Mlai", "mali"), ("malii", "mali"), ("assainisement", "assainissement")],
)
def test_a_single_fault_is_corrected_and_said(typed, corrected):
    EventPageFactory(title="Assainissement au Mali")
    assert titles(typed) == ["Assainissement au Mali"]
    assert results(typed).reading.corrected == corrected


def test_the_other_words_of_a_corrected_query_stay_as_typed():
    EventPageFactory(title="Assainissement au Mali")
    assert results("Assainissement au Mlai").reading.corrected == "Assainissement mali"


@pytest.mark.parametrize("typed", ["leau", "tierslieux", "tiers lieu", "assai"])
def test_nothing_is_said_where_nothing_was_mistyped(typed):
    EventPageFactory(title="Assainissement de l’eau des tiers-lieux")
    assert titles(typed) == ["Assainissement de l’eau des tiers-lieux"]
    assert results(typed).reading.corrected == ""


@pytest.mark.parametrize("typed", ["xylophone", "mllai", "2018", "59156", "son"])
def test_what_is_nowhere_near_finds_nothing(typed):
    EventPageFactory(title="Mali 2019 à 59155, sans bruit")
    assert titles(typed) == []
    assert results(typed).reading.corrected == ""


def test_no_correction_leads_to_what_the_visitor_may_not_see():
    hidden = EventPageFactory(title="Malo")
    EventPageFactory(title="Mali")
    hidden.unpublish()
    assert titles("malx") == ["Mali"]
    assert titles("malo") == ["Mali"]
    assert results("malo").reading.corrected == "mali"


def test_words_between_quotation_marks_are_taken_as_they_are():
    EventPageFactory(title="Qualité de l’eau")
    EventPageFactory(title="L’eau, une qualité")
    assert titles('"qualité de l\'eau"') == ["Qualité de l’eau"]
    assert titles("« qualités de l’eau »") == []
    assert titles('"eau, une"') == ["L’eau, une qualité"]
    assert sorted(titles('"eau')) == ["L’eau, une qualité", "Qualité de l’eau"]


# -- Synonyms ------------------------------------------------------------------------------------


def test_synonyms_work_both_ways_and_at_once():
    EventPageFactory(title="ECSI")
    EventPageFactory(title="Éducation à la citoyenneté")
    assert titles("ecsi") == ["ECSI"]
    listed = Synonyms.objects.create(expressions="ECSI\nÉducation à la citoyenneté")
    assert sorted(titles("ecsi")) == ["ECSI", "Éducation à la citoyenneté"]
    assert sorted(titles("educations a la citoyennete")) == ["ECSI", "Éducation à la citoyenneté"]
    listed.delete()
    assert titles("ecsi") == ["ECSI"]


def test_a_synonym_among_other_words():
    EventPageFactory(title="ECSI à Amiens")
    EventPageFactory(title="ECSI à Lille")
    Synonyms.objects.create(expressions="ECSI\nÉducation à la citoyenneté")
    assert titles("éducation à la citoyenneté Amiens") == ["ECSI à Amiens"]


# -- In which order ------------------------------------------------------------------------------


def test_the_title_above_the_names_above_the_texts():
    EventPageFactory(title="Texte", summary="Un mot du puits")
    EventPageFactory(title="Lieu", place=PlaceFactory(name="Salle du Puits"))
    EventPageFactory(title="Le puits")
    themed = EventPageFactory(title="Thème")
    themed.themes.add(ThemeFactory(name="Puits"))
    themed.save()
    assert titles("puits")[0] == "Le puits"
    assert set(titles("puits")[1:3]) == {"Lieu", "Thème"}
    assert titles("puits")[3] == "Texte"


def test_of_alike_pages_the_coming_ones_first_and_of_the_past_the_latest():
    today = timezone.now()
    for name, days in (("ancien", -400), ("lointain", 20), ("récent", -3), ("proche", 3)):
        day = today + timedelta(days=days)
        EventPageFactory(title=f"Puits {name}", starts_at=day, ends_at=None)
    assert titles("puits") == ["Puits proche", "Puits lointain", "Puits récent", "Puits ancien"]


def test_so_they_are_of_those_with_the_word_in_their_title_and_of_the_others():
    today = timezone.now()
    for title, days in (("Ancien", -400), ("Proche", 3), ("Récent", -3), ("Lointain", 20)):
        day = today + timedelta(days=days)
        EventPageFactory(title=title, summary="Un puits", starts_at=day, ends_at=None)
        EventPageFactory(title=f"Puits {title.lower()}", starts_at=day, ends_at=None)
    order = ["proche", "lointain", "récent", "ancien"]
    assert titles("puits") == [f"Puits {each}" for each in order] + [w.title() for w in order]


def test_the_order_follows_a_date_whoever_writes_it():
    today = timezone.now()
    first, second = (
        EventPageFactory(title=f"Puits {days}", starts_at=today + timedelta(days), ends_at=None)
        for days in (3, 4)
    )
    assert list(results("puits")) == [first, second]
    Entry.objects.filter(object_id=first.pk).update(date=today + timedelta(days=5))
    assert list(results("puits")) == [second, first]
    Entry.objects.filter(object_id=first.pk).update(date=today - timedelta(days=5))
    assert list(results("puits")) == [second, first]
    Entry.objects.filter(object_id=second.pk).update(date=today - timedelta(days=6))
    assert list(results("puits")) == [first, second]


def test_those_that_are_not_asked_for_are_passed_over_however_many():
    for number in range(30):
        EventPageFactory(title=f"Puits {number}")
    last = EventPageFactory(title="Forage", summary="Un puits")
    asked = EventPage.objects.filter(title="Forage")
    assert list(asked.search("puits")[:3]) == [last]
    assert list(asked.search("puits")[1:3]) == []


def test_of_any_words_who_has_more_comes_first():
    EventPageFactory(title="Forage", summary="Au Mali avec des élus")
    EventPageFactory(title="Mali", summary="Un pays")
    assert titles("forage mali togo") == ["Forage", "Mali"]


def test_words_that_most_pages_have_find_them_all_and_leave_the_order_to_others(monkeypatch):
    monkeypatch.setattr(reading, "COMMON", 2)
    for number, title in enumerate(("Réseau", "Puits", "Forage", "Jumelage"), start=1):
        day = timezone.now() + timedelta(days=number)
        EventPageFactory(title=title, summary="Le réseau se réunit", starts_at=day, ends_at=None)
    assert results("réseau").reading.is_common
    assert titles("réseau") == ["Réseau", "Puits", "Forage", "Jumelage"]
    assert results("réseau").count() == 4
    assert titles("forage réseau") == ["Forage"]
    assert not results("forage réseau").reading.is_common
    # Any of the words, as no page has them all.
    assert titles("forage réseau togo") == ["Forage", "Réseau", "Puits", "Jumelage"]
    assert results("forage réseau togo").reading.is_common


def test_a_date_is_found_as_it_is_typed():
    day = timezone.now().replace(year=2019, month=10, day=17, hour=16)
    EventPageFactory(title="Réunion", starts_at=day, ends_at=None)
    for typed in ("17 octobre 2019", "17/10/2019", "octobre 2019", "réunion 2019"):
        assert titles(typed) == ["Réunion"], typed
    assert titles("18/10/2019") == ["Réunion"]
    assert results("18/10/2019").reading.is_any


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL's collations")
def test_the_beginning_of_a_word_is_enough_whatever_the_language_of_the_database():
    EventPageFactory(title="Apiculture")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute('ALTER TABLE search_word ALTER word TYPE varchar(40) COLLATE "fr-x-icu"')
    assert titles("apic") == ["Apiculture"]
