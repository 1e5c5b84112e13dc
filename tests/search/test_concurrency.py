"""Those who publish at the same time do not wait for each other because of the search."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction
from wagtail.search.backends import get_search_backend

from home.models import ContentPage
from search import vocabulary
from search.models import Word
from tests.factories import home_page

# Such a test commits; it begins with what the migrations made.
pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'",
        reason="la base de test de SQLite est en mémoire : une seule connexion y écrit à la fois",
    ),
]
A_WHILE = 20
COMMON = "Le réseau se réunit à Lille avec des"


@pytest.fixture
def pages():
    """Their words are common from now on."""
    made = [ContentPage(title=title, introduction=COMMON) for title in ("Un", "Deux")]
    return [home_page().add_child(instance=page) for page in made]


@pytest.fixture
def elsewhere():
    """Runs something in a thread, whose connection waits two seconds at most for a lock."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda work: pool.submit(impatiently, work)


def impatiently(work: Callable[[], None]) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        work()
    finally:
        connection.close()


def publish(page: ContentPage, words: str) -> None:
    """No more of it than reaches the search: the rest may wait for reasons of its own."""
    ContentPage.objects.filter(pk=page.pk).update(introduction=f"{COMMON} {words}")
    get_search_backend().add(ContentPage.objects.get(pk=page.pk))


def entries_of(*words: str) -> list[int]:
    counts = dict(Word.objects.values_list("word", "entries"))
    return [counts[word] for word in words]


def test_common_words_and_new_ones_of_each_make_nobody_wait(pages, elsewhere):
    one, other = pages
    with transaction.atomic():
        publish(one, "chamelles")
        elsewhere(lambda: publish(other, "girafes")).result(A_WHILE)
    assert entries_of("reseau", "chamelles", "girafes") == [2, 1, 1]
    assert [page.title for page in ContentPage.objects.search("chamelles")] == ["Un"]
    assert [page.title for page in ContentPage.objects.search("girafes")] == ["Deux"]


def test_who_publishes_the_very_same_new_word_waits_for_it(pages, elsewhere):
    one, other = pages
    with transaction.atomic():
        publish(one, "girafes")
        waiting = elsewhere(lambda: publish(other, "girafes"))
        with pytest.raises(OperationalError, match="lock timeout"):
            waiting.result(A_WHILE)
    publish(other, "girafes")
    assert entries_of("girafes") == [2]


def test_new_words_in_another_order_do_not_end_in_a_deadlock(elsewhere):
    words = [f"mot{number}" for number in range(2_000)]
    start = Barrier(2)

    def count(its_words: list[str]) -> None:
        with transaction.atomic():
            start.wait(A_WHILE)
            vocabulary.count(Counter(its_words))

    waiting: Future[None] = elsewhere(lambda: count(words[::-1]))
    count(words)
    waiting.result(A_WHILE)
    assert entries_of("mot0", "mot1999") == [2, 2]
