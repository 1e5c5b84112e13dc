"""What an indexed object says, by its `search_fields`: pure functions over the object."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Manager, Model
from wagtail.search import index

from search import french
from site_lianes.core.pages import SearchFacts

# One tsvector of PostgreSQL holds a megabyte at most: of longer texts, the first words are found.
MOST_TOKENS = 20_000
IN_TITLE, IN_NAMES, WHOLE_WORD = "+", "~", "="
FIELD_END = "|"


@dataclass
class Document:
    """The texts of one object, by how much a word found there counts."""

    titles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    facts: SearchFacts = field(default_factory=SearchFacts)

    @property
    def title(self) -> str:
        return " ".join(self.titles)

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [*self.texts, *self.names]))

    def analysed(self) -> tuple[str, str]:
        """The words in their order, and the tokens by which the engine finds them."""
        words: list[str] = []
        tokens: dict[str, None] = {}
        for tag, texts in ((IN_TITLE, self.titles), (IN_NAMES, self.names), ("", self.texts)):
            for text in texts:
                its_words, its_terms = french.words_and_terms(text)
                words += [its_words, FIELD_END]
                # Sorted: the same text gives the same tokens, in every process.
                ordered = sorted(its_terms)
                tokens.update(dict.fromkeys(ordered))
                if tag:
                    tokens.update(dict.fromkeys(tag + term for term in ordered))
                if tag == IN_TITLE:
                    tokens.update(dict.fromkeys(WHOLE_WORD + word for word in its_words.split()))
        return f" {' '.join(filter(None, words))} ", " ".join(islice(tokens, MOST_TOKENS))


def document_of(obj: Model) -> Document:
    document = Document(facts=getattr(obj, "search_facts", SearchFacts()))
    fields = obj.get_search_fields()
    suggested = {"title"} | {
        each.field_name for each in fields if isinstance(each, index.AutocompleteField)
    }
    for each in fields:
        if isinstance(each, index.SearchField):
            text = plain(each.get_value(obj))
            if each.field_name in suggested:
                document.titles.append(text)
            else:
                (document.names if (each.boost or 1) > 1 else document.texts).append(text)
        elif isinstance(each, index.RelatedFields):
            document.names.extend(related_texts(obj, each))
    return document


def related_texts(obj: Model, relation: index.RelatedFields) -> Iterator[str]:
    """What the objects named by this one are called: its place, its organisers, its themes."""
    related = relation.get_value(obj)
    if isinstance(related, Manager):
        # Sorted: a database gives them in any order, and the same object is to say the same.
        for texts in sorted([*texts_of(each, relation)] for each in related.all()):
            yield from texts
    elif related is not None:
        yield from texts_of(related, relation)


def texts_of(related: Model, relation: index.RelatedFields) -> Iterator[str]:
    for inner in relation.fields:
        if isinstance(inner, index.SearchField):
            yield plain(inner.get_value(related))
        elif isinstance(inner, index.RelatedFields):
            yield from related_texts(related, inner)


def plain(value: Any) -> str:
    """The text of a field's value, as `get_searchable_content` gives it: no markup is left."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(plain, value)))
    return "" if value is None else str(value).replace("\0", "")
