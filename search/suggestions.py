"""What is offered while one types."""

from typing import NamedTuple

from wagtail.models import Page
from wagtail.query import PageQuerySet

from search.found import ADDRESS, page_of, plain_words
from search.results import SearchResults

SHORTEST = 2
MOST = 8


class Suggestion(NamedTuple):
    page: Page
    title: str
    when: str = ""


def suggestions(words: str, public: PageQuerySet) -> list[Suggestion]:
    """Pages whose title has words that begin like these; any engine finds them."""
    if len(words) < SHORTEST:
        return []
    results = public.autocomplete(words)
    if not isinstance(results, SearchResults):
        results = public.autocomplete(plain_words(words))
    elif entries := results[:MOST].entries(columns=ADDRESS):
        return [Suggestion(page_of(each), each.title, each.when) for each in entries]
    return [Suggestion(page, page.title) for page in results[:MOST]]
