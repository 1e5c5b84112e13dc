"""What is offered while one types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.suggestions import MOST
from tests.factories import EventPageFactory, home_page

pytestmark = pytest.mark.django_db

ADDRESS = "/recherche/suggestions/"


def suggested(client, words: str) -> list[str]:
    return [each["title"] for each in client.get(ADDRESS, {"q": words}).json()]


@pytest.fixture
def pages():
    EventPageFactory(title="Fâches-Thumesnil : la rencontre")
    EventPageFactory(title="L’eau au Mali", summary="Avec Fâches-Thumesnil")


@pytest.mark.parametrize("words", ["fa", "faches", "FÂCH", "thumes fach", "ren"])
def test_titles_with_words_that_begin_like_these(client, pages, words):
    assert suggested(client, words) == ["Fâches-Thumesnil : la rencontre"]


def test_without_any_what_a_search_finds(client, pages):
    assert suggested(client, "mlai") == ["L’eau au Mali"]
    assert suggested(client, "xylophone") == []


@pytest.mark.parametrize("words", ["", "f", " "])
def test_a_letter_suggests_nothing(client, pages, words):
    assert suggested(client, words) == []


def test_each_has_its_address_and_its_date(client):
    event = EventPageFactory(title="Puits")
    [found] = client.get(ADDRESS, {"q": "pui"}).json()
    assert found == {"title": "Puits", "url": event.url, "when": event.dates_in_words}


def test_at_most_eight_in_as_many_queries_as_one(client):
    counts = []
    for number in range(2 * MOST):
        EventPageFactory(title=f"Puits {number}")
        with CaptureQueriesContext(connection) as captured:
            assert len(suggested(client, "pui")) == min(number + 1, MOST)
        counts.append(len(captured))
    assert len({*counts}) == 1


def test_a_cache_may_keep_them_and_no_engine_lists_them(client, pages):
    response = client.get(ADDRESS, {"q": "fa"})
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_the_home_page_is_a_page_like_others(client):
    home = home_page()
    home.title = "Le réseau"
    home.save_revision().publish()
    assert suggested(client, "rése") == ["Le réseau"]
