"""What the page of results says of what it found: how many, of what kinds, and what was meant."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from home.models import ContentPage
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory, home_page
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

NARROW = "\u202f"
# Site, home page, view restrictions; what is known of the words; groups with their counts, the
# entries of the page; and the query is counted. What is promoted for the words costs one more.
QUERIES, MOST_QUERIES = 7, 8


@pytest.fixture
def pages():
    """Two events to come, one past, and a page of content, all about wells."""
    water, health = ThemeFactory(name="eau", slug="eau"), ThemeFactory(name="santé", slug="sante")
    tomorrow = timezone.now() + timedelta(days=1)
    EventPageFactory(title="Puits du Mali", themes=[water, health], starts_at=tomorrow)
    EventPageFactory(title="Puits du Togo", themes=[water], starts_at=tomorrow)
    EventPageFactory(title="Puits d’alors", themes=[health], starts_at=paris(2019, 10, 17, 18))
    content = ContentPage(title="Nos puits", slug="nos-puits", introduction="Des puits partout")
    home_page().add_child(instance=content)


def get(client, query: str):
    response = client.get(f"/recherche/{query}")
    assert response.status_code == 200
    return response


def wells(number: int) -> None:
    for _ in range(number):
        EventPageFactory(title="Puits", slug=f"puits-{uuid4()}", summary="Au Mali")


def titles(response) -> list[str]:
    return [result.page.title for result in response.context["results"]]


def said(response) -> str:
    """The page's text, in one line, no-break spaces like others."""
    text = unescape(response.content.decode())
    return " ".join(text.replace(NARROW, " ").replace("\u00a0", " ").split())


def facets(response) -> dict[str, dict[str, int]]:
    return {
        facet.name: {option.label: option.count for option in facet.options}
        for facet in response.context["search"].facets
    }


# -- How many, and of what -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("puits", "4 résultats pour « puits »"),
        ("togo", "1 résultat pour « togo »"),
        ("xylophone", "Aucun résultat pour « xylophone »"),
        ("xylophone togo", "1 résultat pour « xylophone togo »"),
    ],
)
def test_the_number_of_results_is_said_in_words(client, pages, query, words):
    assert words in said(get(client, f"?q={query}"))


def test_each_result_tells_what_when_and_where_it_is_with_its_words_marked(client):
    place = PlaceFactory(name="Salle Yser", town="Lille")
    EventPageFactory(
        title="Le puits",
        summary="Creuser un puits à plusieurs.",
        place=place,
        starts_at=paris(2019, 10, 17, 18),
    )
    [result] = get(client, "?q=puits").context["results"]
    assert result.kind == "Événement"
    assert result.title == "Le <mark>puits</mark>"
    assert result.snippet == "Creuser un <mark>puits</mark> à plusieurs."
    assert result.when.startswith("Jeudi 17 octobre 2019")
    assert result.where == "Salle Yser, Lille"


def test_facets_count_what_each_choice_would_leave(client, pages):
    this_year = str((timezone.localtime() + timedelta(days=1)).year)
    assert facets(get(client, "?q=puits")) == {
        "kind": {"Événement": 3, "Page de contenu": 1},
        "theme": {"eau": 2, "santé": 2},
        "period": {"À venir": 2, "Passé": 1},
        "year": {this_year: 2, "2019": 1},
    }


@pytest.mark.parametrize(
    "chosen",
    ["&theme=eau", "&theme=eau&periode=a-venir", "&annee=2019", "&type=evenement&theme=sante"],
)
def test_the_number_beside_a_choice_is_that_of_what_it_lists(client, pages, chosen):
    search = get(client, f"?q=puits{chosen}").context["search"]
    options = [option for facet in search.facets for option in facet.options]
    assert options
    for option in options:
        assert get(client, option.query).context["search"].total == option.count, option


def test_what_is_chosen_is_said_and_can_be_dropped(client, pages):
    search = get(client, "?q=puits&type=evenement&theme=eau").context["search"]
    assert [(way.label, way.query) for way in search.removable] == [
        ("Événement", "?q=puits&theme=eau"),
        ("eau", "?q=puits&type=evenement"),
    ]


def test_choices_that_leave_all_there_is_are_not_offered(client, pages):
    assert facets(get(client, "?q=togo")) == {}


def test_a_choice_that_means_nothing_is_said_and_left_out(client, pages):
    response = get(client, "?q=puits&type=x&theme=x&annee=x&periode=x&page=99")
    assert len(titles(response)) == 4
    for words in ("Un des choix demandés n’existe pas", "La période demandée n’existe pas"):
        assert words in said(response)


def test_a_page_holds_twenty_and_leads_to_the_next(client):
    wells(21)
    first, second = get(client, "?q=puits"), get(client, "?q=puits&page=2")
    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert 'rel="next" href="?q=puits&page=2#resultats"' in said(first)


# -- How it was understood -----------------------------------------------------------------------


def test_a_correction_is_said_with_accents_and_leads_back_to_what_was_typed(client):
    EventPageFactory(title="L’écologie des puits")
    EventPageFactory(title="Ecologia")
    response = get(client, "?q=écolgie puits")
    assert "Résultats pour « écologie puits » – " in said(response)
    search = response.context["search"]
    assert search.as_typed == ("écolgie puits", "?q=%22%C3%A9colgie%22+puits")
    assert titles(get(client, search.as_typed.query)) == []


def test_that_not_all_words_are_there_is_said(client, pages):
    words = "Aucune page n’a tous ces mots ; voici celles qui en ont certains."
    assert words in said(get(client, "?q=puits xylophone"))
    assert words not in said(get(client, "?q=puits mali"))


def test_nothing_found_gives_help_and_the_themes_as_doors(client, pages):
    page = said(get(client, "?q=xylophone"))
    assert "Un ou deux mots suffisent" in page
    assert 'href="/agenda/?theme=eau"' in page
    assert "Un ou deux mots suffisent" not in said(get(client, "?q=puits"))


# -- What the staff puts first -------------------------------------------------------------------


def promote(words: str, **fields) -> None:
    query, _ = Query.objects.get_or_create(query_string=words)
    SearchPromotion.objects.create(query=query, **fields)


@pytest.mark.parametrize("typed", ["puits", "Puits", "les puits", "PUIT", "piuts"])
def test_what_is_promoted_comes_first_and_once(client, pages, typed):
    page = ContentPage.objects.get(slug="nos-puits")
    promote("puits", page=page, description="Tous nos puits, pays par pays.")
    response = get(client, f"?q={typed}")
    [first] = response.context["search"].promoted
    assert first.page.pk == page.pk
    assert "Tous nos puits, pays par pays." in said(response)
    assert "Nos puits" not in titles(response)
    assert response.context["search"].total == 4


def test_a_link_elsewhere_can_be_promoted_and_what_the_public_may_not_see_is_not(client, pages):
    hidden = ContentPage.objects.get(slug="nos-puits")
    hidden.unpublish()
    promote("puits", page=hidden)
    promote(
        "puits", external_link_url="https://eau.example/", external_link_text="Le site de l’eau"
    )
    promoted = get(client, "?q=puits").context["search"].promoted
    assert [each.external_link_text for each in promoted] == ["Le site de l’eau"]
    assert 'href="https://eau.example/"' in said(get(client, "?q=puits"))


def test_nothing_is_promoted_for_other_words(client, pages):
    promote("puits", page=home_page())
    assert get(client, "?q=puits mali").context["search"].promoted == []


# -- A broken index ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE search_word RENAME TO search_word_lost",
        "ALTER TABLE search_entrytext RENAME TO search_entrytext_lost",
        "ALTER TABLE search_entry RENAME TO search_entry_lost",
    ],
)
def test_a_broken_index_leaves_a_search_in_titles_and_says_so(client, pages, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    response = get(client, "?q=puits mali")
    assert titles(response) == ["Puits du Mali"]
    assert "La recherche complète est en réparation" in said(response)
    assert "1 résultat pour « puits mali »" in said(response)
    assert client.get("/recherche/suggestions/", {"q": "puits mali"}).status_code == 200


# -- What it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("puits", QUERIES),
        ("puits mali", QUERIES),
        ("les puits", QUERIES),
        ('"puits du mali"', QUERIES),
        # What is narrowed is not counted, and its theme is read.
        ("puits&theme=eau", QUERIES),
        # What the words may stand for; the words all together, before any of them.
        ("puts", QUERIES + 1),
        ("puit", QUERIES),
        ("togo alors", QUERIES + 1),
    ],
)
def test_so_many_queries_whatever_is_found(client, pages, query, queries):
    get(client, "?q=puits")
    for number in (1, 3):
        wells(number)
        get(client, "?q=puits")
        with CaptureQueriesContext(connection) as captured:
            get(client, f"?q={query}")
        assert len(asked(captured)) == queries


def test_what_is_promoted_costs_one_query_more(client, pages):
    SearchPromotion.objects.create(query=Query.get("puits"), page=ContentPage.objects.get())
    for words, queries in (("puits", QUERIES + 1), ("mali", QUERIES)):
        # What stands around every page is read by the first visits.
        get(client, f"?q={words}")
        get(client, f"?q={words}")
        with CaptureQueriesContext(connection) as captured:
            get(client, f"?q={words}")
        assert len(asked(captured)) == queries


def test_what_a_word_may_stand_for_is_found_out_at_once(client):
    # Of "xylopone", each cut is two words of the site, which never follow each other.
    for word in ("xy", "lopone", "xyl", "opone", "xylo", "pone"):
        EventPageFactory(title=word)
    assert cost_for_a_visitor(client, "xylopone", found=0) == MOST_QUERIES
    EventPageFactory(title="Récital de xylophones")
    assert cost_for_a_visitor(client, "xylopone", found=1) == MOST_QUERIES
    # What all pages have in common is kept.
    assert cost_for_a_visitor(client, "xylophone", found=1) == QUERIES - 2


def cost_for_a_visitor(client, words: str, found: int) -> int:
    with as_visitors():
        get(client, f"?q={words}")
        with CaptureQueriesContext(connection) as captured:
            response = get(client, f"?q={words}")
    assert response.context["search"].total == found
    return len(asked(captured))


def asked(captured: CaptureQueriesContext) -> list[str]:
    """Without the savepoints, which the test's own transaction makes necessary."""
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
