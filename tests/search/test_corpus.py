"""The example queries: each finds the document that is meant, near the top."""

import pytest

from home.models import ContentPage
from search.models import Synonyms
from tests.search.corpus import make_pages, queries, text_of
from tests.search.relevance import Judge, is_one_fault, verdict

pytestmark = pytest.mark.django_db


def verdict_on(examples):
    synonyms = Synonyms.objects.values_list("expressions", flat=True)
    pages = ContentPage.objects.live()
    judge = Judge.of(map(text_of, pages), synonyms)
    looked_for = queries(examples)
    found = {
        words: [text_of(page) for page in pages.search(words)]
        for words in (each["query"] for each in looked_for)
    }
    return verdict(judge, looked_for, found)


def test_each_query_finds_its_document_near_the_top_and_nothing_foreign():
    make_pages("examples")
    given = verdict_on("examples")
    assert given.missed == []
    assert given.strays == []
    assert given.mean_reciprocal_rank >= 0.95


def test_so_do_more_queries_among_more_documents():
    make_pages("examples")
    make_pages("more_examples")
    given = verdict_on("more_examples")
    assert given.missed == []
    assert given.strays == []
    assert given.mean_reciprocal_rank >= 0.9


@pytest.mark.parametrize(
    ("typed", "word", "is_one"),
    [
        ("mlai", "mali", True),
        ("formtion", "formation", True),
        ("formattion", "formation", True),
        ("fornation", "formation", True),
        ("formation", "formation", False),
        ("fromtaion", "formation", False),
        ("2026", "2025", False),
        ("eua", "eau", False),
    ],
)
def test_a_single_fault(typed, word, is_one):
    assert is_one_fault(typed, word) is is_one


@pytest.mark.parametrize(
    ("query", "text", "is_shared"),
    [
        ("protections", "Protéger les données", True),
        ("biblio", "La bibliothèque", True),
        ("tier-lieu", "Les tiers-lieux", True),
        ("biblothèques", "La bibliothèque", True),
        ("tierslieux", "Les tiers-lieux", True),
        ("ECSI", "Citoyenneté et solidarité", True),
        ("xylophone", "Les tiers-lieux", False),
        ("les données", "Les tiers-lieux", False),
    ],
)
def test_what_a_text_shares_with_a_query(query, text, is_shared):
    judge = Judge.of(["Les tiers-lieux, la bibliothèque"], ["ECSI\ncitoyenneté"])
    assert judge.shares_something(query, text) is is_shared
