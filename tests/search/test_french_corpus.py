"""The example documents and queries: what a query says is found in the document it wants."""

import json
from pathlib import Path
from typing import Any

import pytest

from search.french import tokens

DATA = Path(__file__).parent / "data"
DOCUMENTS = json.loads((DATA / "corpus.json").read_text())
# Faults and beginnings of words are the affair of the index, not of the analysis.
QUERIES = [
    query
    for query in json.loads((DATA / "queries.json").read_text())
    if not query["kind"].startswith(("faute", "préfixe"))
]
# Words that are not in the document wanted.
ELSEWHERE = {"finançons un projet européen": ["projet"]}


def document(query: dict[str, str]) -> str:
    wanted = query["must_find"].casefold()
    texts = (f"{document['title']}\n{document['body']}" for document in DOCUMENTS)
    return next(text for text in texts if wanted in text.casefold())


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["query"])
def test_every_word_meets_the_document(query: dict[str, Any]) -> None:
    found = {term for token in tokens(document(query)) for term in token.terms}
    asked = [token for token in tokens(query["query"]) if not token.is_stop]
    assert asked
    missing = [token.word for token in asked if found.isdisjoint(token.terms)]
    assert missing == ELSEWHERE.get(query["query"], [])
