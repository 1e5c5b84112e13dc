"""What is written when an object is indexed: in its transaction, many at a time."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connections, router, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.search.backends.base import BaseIndex, get_model_root

from search import vocabulary
from search.documents import Document, document_of
from search.engines import Engine, engine_for
from search.models import Entry, EntryText

FACTS = ["kind", "date", "year"]
TEXTS = ["title", "text", "when", "where", "words", "tokens"]


def root_type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(get_model_root(model))


def own_engine() -> Engine:
    return engine_for(connections[router.db_for_write(Entry)].vendor)


class SearchIndex(BaseIndex):
    """Wagtail's interface to the index."""

    # While all is made anew: the words, which are written once, at the end.
    counted: Counter[str] | None = None

    def add_items(self, model: type[Model], items: Sequence[Model]) -> None:
        if not items:
            return
        with transaction.atomic(using=router.db_for_write(Entry)):
            changes = store(items)
            if self.counted is None:
                vocabulary.count(changes)
            else:
                self.counted.update(changes)

    def delete_item(self, item: Model) -> None:
        with transaction.atomic(using=router.db_for_write(Entry)):
            forget(root_type(type(item)), [item.pk])

    def reset(self) -> None:
        with transaction.atomic(using=router.db_for_write(Entry)):
            self.run(own_engine().empty)

    def run(self, statements: Sequence[str]) -> None:
        with connections[router.db_for_write(Entry)].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


class Rebuilder:
    """`update_index` makes all anew in one transaction: until its end, the old index answers."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.transaction = transaction.atomic(using=router.db_for_write(Entry))

    def start(self) -> SearchIndex:
        self.transaction.__enter__()
        try:
            self.index.reset()
        except DatabaseError:
            self.transaction.__exit__(*sys.exc_info())
            raise
        self.index.counted = Counter()
        return self.index

    def finish(self) -> None:
        vocabulary.fill(self.index.counted)
        self.index.counted = None
        self.index.run(own_engine().rebuilt)
        self.transaction.__exit__(None, None, None)


def store(items: Sequence[Model]) -> Counter[str]:
    """Put these objects of one model into the index, in place of what it held of them.

    Returns by how much the count of each word changes.
    """
    documents = {item.pk: document_of(item) for item in items}
    root = root_type(type(items[0]))
    known = Entry.objects.filter(content_type=root, object_id__in=documents)
    ids = dict(known.values_list("object_id", "pk"))
    old = dict(EntryText.objects.filter(entry__in=ids.values()).values_list("entry_id", "words"))
    kinds = {item.pk: ContentType.objects.get_for_model(item) for item in items}
    entries = [entry_of(root, pk, kinds[pk], document) for pk, document in documents.items()]
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=FACTS,
    )
    texts = [text_of(entry, documents[entry.object_id]) for entry in entries]
    EntryText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["entry"], update_fields=TEXTS
    )
    store_themes({entry.pk: documents[entry.object_id].facts.theme_ids for entry in entries})
    return changes(old.values(), [text.words for text in texts])


def forget(root: ContentType, object_ids: Sequence[Any]) -> None:
    entries = Entry.objects.filter(content_type=root, object_id__in=object_ids)
    old = list(EntryText.objects.filter(entry__in=entries).values_list("words", flat=True))
    entries.delete()
    vocabulary.count(changes(old, []))


def entry_of(root: ContentType, pk: int, kind: ContentType, document: Document) -> Entry:
    date = document.facts.date
    year = timezone.localtime(date).year if date else None
    return Entry(content_type=root, object_id=pk, kind=kind, date=date, year=year)


def text_of(entry: Entry, document: Document) -> EntryText:
    words, tokens = document.analysed()
    return EntryText(
        entry=entry,
        title=document.title,
        text=document.text,
        when=document.facts.when,
        where=document.facts.where,
        words=words,
        tokens=tokens,
    )


def store_themes(themes: dict[int, tuple[int, ...]]) -> None:
    links = Entry.themes.through
    links.objects.filter(entry__in=themes).delete()
    links.objects.bulk_create(
        links(entry_id=entry, theme_id=theme) for entry, ids in themes.items() for theme in ids
    )


def changes(before: Any, after: Any) -> Counter[str]:
    """By how much the count of each word changes."""
    counts: Counter[str] = Counter()
    for words in after:
        counts.update(vocabulary.words_of(words))
    for words in before:
        counts.subtract(vocabulary.words_of(words))
    return counts
