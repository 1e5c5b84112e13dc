"""What `bench_search` asks of one site with the example documents: it runs inside that site."""

from dataclasses import asdict
from typing import Any

from django.core.management import call_command

from home.models import ContentPage
from search.models import Synonyms
from tests.search import corpus, relevance
from tests.tools import agenda_measures


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def fill(name: str) -> None:
    """Also into the index of Wagtail's own engine; ours follows by itself."""
    corpus.make_pages(name)
    call_command("update_index", backend_name="stock", verbosity=0)


def verdict(name: str, backend: str) -> dict[str, Any]:
    pages = ContentPage.objects.live()
    synonyms = Synonyms.objects.values_list("expressions", flat=True)
    judge = relevance.Judge.of((corpus.text_of(page) for page in pages), synonyms)
    queries = corpus.queries(name)
    found = {
        words: [corpus.text_of(page) for page in pages.search(words, backend=backend)]
        for words in (each["query"] for each in queries)
    }
    given = relevance.verdict(judge, queries, found)
    return asdict(given) | {
        "found": found,
        "missed": given.missed,
        "mean_reciprocal_rank": given.mean_reciprocal_rank,
        "queries": len(queries),
    }


KNOWN = (migrate, fill, verdict)


def answer() -> None:
    agenda_measures.answer(KNOWN)
