"""The example documents as pages, and the example queries.

`examples` are 40 documents and 30 queries of the kinds that Wagtail's own search misses;
`more_examples` are other documents, with queries of the same kinds and some that find nothing.
"""

import json
from pathlib import Path
from typing import Any

from home.models import ContentPage
from tests.factories import home_page

DATA = Path(__file__).parent / "data"
FILES = {
    "examples": ("corpus.json", "queries.json"),
    "more_examples": ("more_corpus.json", "more_queries.json"),
}


def documents(name: str = "examples") -> list[dict[str, Any]]:
    return json.loads((DATA / FILES[name][0]).read_text())


def queries(name: str = "examples") -> list[dict[str, str]]:
    """`must_find` is a part of the text of the document that is meant; empty if none is."""
    return json.loads((DATA / FILES[name][1]).read_text())


def make_pages(name: str = "examples") -> None:
    home = home_page()
    for document in documents(name):
        page = ContentPage(title=document["title"], introduction=document["body"])
        home.add_child(instance=page)


def text_of(page: ContentPage) -> str:
    return f"{page.title}\n{page.introduction}"
