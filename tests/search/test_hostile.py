"""No text makes the search fail, whether it is looked for or published."""

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, assume, example, given, settings
from wagtail.models import Page

from home.models import ContentPage
from search import french
from tests.factories import home_page
from tests.search.hostile import LONGEST_WORD, MOST_WORDS, SIGNS, WORDS, any_text
from tests.tools.many_texts import stream

pytestmark = pytest.mark.django_db

LONGEST_TITLE = 255
SO_MANY = 5
checks = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)
hostile = settings(suppress_health_check=checks)
ENDLESS = ("e" * LONGEST_WORD, "mali " * MOST_WORDS, '"' * LONGEST_WORD, "l’été" * 20_000)
FORMULAS = ("NEAR(mali eau)", "mali & !eau", "'mali':*", '"mali" AND', "title: mali", "m%li")


def with_examples(test):
    for text in (*SIGNS, *ENDLESS, *FORMULAS, " ".join(SIGNS)):
        test = example(text=text)(test)
    return test


@pytest.fixture
def page():
    page = ContentPage(title=" ".join(WORDS), introduction="Un texte.")
    return home_page().add_child(instance=page)


@hostile
@with_examples
@given(text=any_text())
def test_the_results_page_answers_any_text(client, page, text):
    assert client.get("/recherche/", {"q": text}).status_code == 200


@hostile
@with_examples
@given(text=any_text())
def test_any_text_is_looked_for(page, text):
    """In the index: the backend does without it, and says so, once a statement has failed."""
    for found in (Page.objects.search(text), Page.objects.autocomplete(text)):
        assert found.count() >= len(found[:SO_MANY])
        # Wagtail itself answers the empty text.
        assert text == "" or not found.is_degraded


@hostile
@with_examples
@given(text=any_text())
def test_a_page_of_any_text_is_found_by_the_words_of_its_title(text):
    # PostgreSQL keeps no text with NUL, in whatever table.
    text = text.replace("\0", "")
    title = text[:LONGEST_TITLE]
    assume(title.strip())
    page = ContentPage(title=title, slug="page", body=stream(ContentPage, [escape(text)]))
    home_page().add_child(instance=page)
    for token in french.tokens(title)[:SO_MANY]:
        found = ContentPage.objects.search(title[token.start : token.end])
        assert page in list(found)
        assert not found.is_degraded
    page.delete()
    assert not ContentPage.objects.search(title).is_degraded
