"""The example queries: each finds the document that is meant, near the top."""

from collections.abc import Iterator
from random import Random
from string import ascii_lowercase

import pytest

from home.models import ContentPage
from search.models import Synonyms
from tests.search.corpus import make_pages, queries, text_of
from tests.search.relevance import Judge, begins, is_mistyped, is_one_fault, verdict

pytestmark = pytest.mark.django_db

SO_MANY = 40
SHORTEST = 6


def judge_of_the_site():
    synonyms = Synonyms.objects.values_list("expressions", flat=True)
    return Judge.of(map(text_of, ContentPage.objects.live()), synonyms)


def texts_found(words):
    return [text_of(page) for page in ContentPage.objects.live().search(words)]


def verdict_on(examples):
    looked_for = queries(examples)
    found = {each["query"]: texts_found(each["query"]) for each in looked_for}
    return verdict(judge_of_the_site(), looked_for, found)


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


def faults(random: Random, word: str) -> Iterator[str]:
    """One letter missing, added, changed, and two swapped."""
    at, letter = random.randrange(1, len(word) - 1), random.choice(ascii_lowercase)
    yield word[:at] + word[at + 1 :]
    yield word[:at] + letter + word[at:]
    yield word[:at] + letter + word[at + 1 :]
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_any_fault_in_any_word_finds_what_is_near_and_nothing_else():
    make_pages("examples")
    judge, random = judge_of_the_site(), Random(1)  # noqa: S311 - no secret
    words = sorted(word for word in judge.words if word.isalpha() and len(word) >= SHORTEST)
    for word in random.sample(words, SO_MANY):
        for typed in faults(random, word):
            texts = texts_found(typed)
            assert texts, typed
            assert all(judge.shares_something(typed, text) for text in texts), typed


def test_letters_in_any_order_find_nothing():
    make_pages("examples")
    judge, random = judge_of_the_site(), Random(1)  # noqa: S311 - no secret
    words = sorted(word for word in judge.words if word.isalpha() and len(word) >= SHORTEST)
    for word in random.sample(words, SO_MANY):
        typed = "".join(random.sample(word, len(word)))
        if not any(begins(typed, near) or is_mistyped(typed, near) for near in judge.words):
            assert texts_found(typed) == [], typed


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
