"""Wagtail's interface to the search: what its admin, its API and its choosers ask of a backend."""

import pytest
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import FilterFieldError
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from events.models import EventPage, Organiser
from tests.factories import EventPageFactory, ImageFactory, OrganiserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    EventPageFactory(title="Eau au Mali")
    EventPageFactory(title="Eau au Togo")
    EventPageFactory(title="Santé au Mali")


def titles(query, **options):
    return sorted(page.title for page in EventPage.objects.search(query, **options))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("eau mali", ["Eau au Mali"]),
        (PlainText("eau mali", operator="or"), ["Eau au Mali", "Eau au Togo", "Santé au Mali"]),
        (Phrase("eau au mali"), ["Eau au Mali"]),
        (Phrase("mali eau"), []),
        (Fuzzy("togoo"), ["Eau au Togo"]),
        (Boost(PlainText("togo"), 2.0), ["Eau au Togo"]),
        (And([PlainText("eau"), Phrase("au togo")]), ["Eau au Togo"]),
        (Or([PlainText("togo"), PlainText("sante")]), ["Eau au Togo", "Santé au Mali"]),
        (And([PlainText("mali"), Not(PlainText("eau"))]), ["Santé au Mali"]),
        (MATCH_ALL, ["Eau au Mali", "Eau au Togo", "Santé au Mali"]),
        (Not(MATCH_ALL), []),
        ("", []),
        ("« ! »", []),
    ],
)
def test_every_kind_of_query_is_answered(query, found):
    assert titles(query) == found


def test_only_objects_of_the_queryset_are_found():
    EventPage.objects.get(title="Eau au Mali").unpublish()
    assert [page.title for page in EventPage.objects.live().search("eau")] == ["Eau au Togo"]
    assert EventPage.objects.live().search("eau").count() == 1
    assert not EventPage.objects.none().search("eau")
    assert [page.title for page in EventPage.objects.filter(title__in=[]).search("eau")] == []


def test_slices_and_counts_agree():
    found = Page.objects.search("eau")
    assert found.count() == len(found) == 2
    assert found[:1].count() == 1
    assert found[1:5].count() == 1
    assert found[5:].count() == 0
    assert [found[0].pk, found[1].pk] == [page.pk for page in found]


def test_the_order_may_be_that_of_the_queryset():
    ordered = EventPage.objects.order_by("-title").search("mali", order_by_relevance=False)
    assert [page.title for page in ordered] == ["Santé au Mali", "Eau au Mali"]
    assert [page.title for page in EventPage.objects.search("mali", order_by="title")] == [
        "Eau au Mali",
        "Santé au Mali",
    ]


def test_specific_pages_come_as_they_are():
    assert {type(page) for page in Page.objects.search("mali").get_queryset().specific()} == {
        EventPage
    }
    assert {type(page) for page in Page.objects.specific().search("mali")} == {EventPage}


def test_a_score_can_be_asked_for():
    best, *_ = EventPage.objects.search("eau mali").annotate_score("relevance")
    assert best.relevance > 0


def test_facets_count_the_values_of_a_field():
    kinds = Page.objects.search("mali").facet("content_type_id")
    assert list(kinds.values()) == [2]
    with pytest.raises(FilterFieldError):
        Page.objects.search("mali").facet("summary")


def test_fields_limited_to_the_title_are_searched_there_alone():
    event = EventPageFactory(title="Veillée", summary="Une soirée pour le Mali")
    assert event in EventPage.objects.search("mali")
    assert event not in EventPage.objects.search("mali", fields=["title"])


@pytest.mark.parametrize("typed", ["ma", "Mal", "eau ma", "EÀU MALI", "mlai"])
def test_what_is_begun_finds_titles(typed):
    assert "Eau au Mali" in [page.title for page in Page.objects.autocomplete(typed)]


def test_what_is_not_a_page_is_found_too():
    OrganiserFactory(name="Maison de l’Europe")
    ImageFactory(title="Forage à Kayes")
    backend = get_search_backend()
    assert [each.name for each in backend.autocomplete("europ", Organiser)] == [
        "Maison de l’Europe"
    ]
    images = backend.search("forages", get_image_model().objects.all())
    assert [image.title for image in images] == ["Forage à Kayes"]
    assert not Page.objects.search("forages")
