"""The entries of the index against the objects that they stand for, some hundred at a time."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.search.index import get_indexed_models

from search import vocabulary
from search.documents import document_of
from search.index import (
    FACTS,
    TEXTS,
    SearchIndex,
    entry_of,
    forget,
    root_type,
    store,
    text_of,
)
from search.models import Entry, EntryText
from search.upkeep.faults import Fault, Kind

AT_ONCE = 500
NAMES = {
    "kind": _("type"),
    "date": _("date"),
    "year": _("année"),
    "themes": _("thèmes"),
    "title": _("titre"),
    "text": _("texte"),
    "when": _("date écrite"),
    "where": _("lieu écrit"),
    "words": _("mots"),
    "tokens": _("racines"),
}


def number() -> int:
    return sum(model.get_indexed_objects().count() for model in get_indexed_models())


def chunks(queryset: QuerySet, at: str = "pk") -> Iterator[list[Any]]:
    """The keys of a queryset, in their order; what is added or deleted meanwhile shifts nothing."""
    keys = queryset.order_by(at).values_list(at, flat=True)
    found = list(keys[:AT_ONCE])
    while found:
        yield found
        found = list(keys.filter(**{f"{at}__gt": found[-1]})[:AT_ONCE])


def unlike(*, repair: bool) -> Iterator[Fault | None]:
    """For each object of the site, what is wrong with its entry, if anything is."""
    for model in get_indexed_models():
        for keys in chunks(model.get_indexed_objects()):
            faults = faults_of(model, keys)
            if repair and faults:
                again(model, list(faults))
            yield from (faults.get(key) for key in keys)


def faults_of(model: type[Model], keys: list[Any]) -> dict[Any, Fault]:
    """By the key of the object. Entries are read first: what is published meanwhile is right."""
    root = root_type(model)
    texts = EntryText.objects.filter(entry__content_type=root, entry__object_id__in=keys)
    stored = {
        text.entry.object_id: text
        for text in texts.select_related("entry").prefetch_related("entry__themes")
    }
    faults = {}
    for item in model.get_indexed_objects().filter(pk__in=keys):
        name = f"{model._meta.verbose_name} {item.pk}, « {item} »"
        if item.pk not in stored:
            faults[item.pk] = Fault(Kind.MISSING, name)
        elif names := differences(root, item, stored[item.pk]):
            faults[item.pk] = Fault(Kind.DIFFERENT, f"{name} : {', '.join(names)}")
    return faults


def differences(root: ContentType, item: Model, stored: EntryText) -> list[str]:
    """The names of what the entry would say otherwise, were it written now."""
    document = document_of(item)
    entry = entry_of(root, item.pk, ContentType.objects.get_for_model(item), document)
    said = values(text_of(entry, document)) | {"themes": set(document.facts.theme_ids)}
    known = values(stored) | {"themes": {theme.pk for theme in stored.entry.themes.all()}}
    return [str(name) for key, name in NAMES.items() if said[key] != known[key]]


def values(text: EntryText) -> dict[str, Any]:
    facts = {name: getattr(text.entry, Entry._meta.get_field(name).attname) for name in FACTS}
    # As a set: PostgreSQL sorts the tokens, and shows them between quotation marks.
    tokens = set(text.tokens.replace("'", " ").split())
    return facts | {name: getattr(text, name) for name in TEXTS} | {"tokens": tokens}


def again(model: type[Model], keys: list[Any]) -> None:
    """Index these objects as they are now."""
    with transaction.atomic(using=router.db_for_write(Entry)):
        if items := list(model.get_indexed_objects().filter(pk__in=keys)):
            vocabulary.count(store(items))


def stale(*, repair: bool) -> Iterator[Fault]:
    """The entries of what is not on the site any more."""
    for keys in chunks(Entry.objects.all()):
        entries = Entry.objects.filter(pk__in=keys).order_by("content_type_id", "pk")
        entries = entries.select_related("content_type", "text")
        for root, of_root in groupby(entries, key=lambda entry: entry.content_type):
            titles = {entry.object_id: title_of(entry) for entry in of_root}
            gone = sorted(set(titles) - indexed(root, list(titles)))
            if repair and gone:
                with transaction.atomic(using=router.db_for_write(Entry)):
                    forget(root, gone)
            yield from (Fault(Kind.STALE, f"{root.name} {key}, « {titles[key]} »") for key in gone)


def title_of(entry: Entry) -> str:
    return entry.text.title if hasattr(entry, "text") else ""


def indexed(root: ContentType, keys: list[Any]) -> set[Any]:
    """Those of these keys that are of objects to be found."""
    models = [model for model in get_indexed_models() if root_type(model) == root]
    return {
        key
        for model in models
        for key in model.get_indexed_objects().filter(pk__in=keys).values_list("pk", flat=True)
    }


def into(index: SearchIndex) -> Iterator[Model]:
    """Every object, put into an index that is empty."""
    for model in get_indexed_models():
        for keys in chunks(model.get_indexed_objects()):
            items = list(model.get_indexed_objects().filter(pk__in=keys))
            index.add_items(model, items)
            yield from items
