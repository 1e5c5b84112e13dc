"""Objects are found by the names of others: when those change, they are indexed again.

Which others, their `search_fields` tell: an event's place, its organisers, its themes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.search import index
from wagtail.search.backends import get_search_backends

AT_ONCE = 500

Keys = dict[type[Model], set[Any]]
# For each model whose objects are named by others: which others, and by which lookup.
naming: dict[type[Model], list[tuple[type[Model], str]]] = defaultdict(list)


def connect() -> None:
    for model in index.get_indexed_models():
        for related, lookup in relations(model, model.get_search_fields()):
            naming[related].append((model, lookup))
    for related in naming:
        post_save.connect(follow_change, sender=related)
        pre_delete.connect(note_before_deletion, sender=related)
        post_delete.connect(follow_deletion, sender=related)


def relations(
    model: type[Model], fields: Sequence[Any], path: str = ""
) -> Iterator[tuple[type[Model], str]]:
    for field in fields:
        if isinstance(field, index.RelatedFields):
            relation = field.get_field(model)
            lookup = f"{path}{field.field_name}"
            # What an object is made of is saved with it.
            if not relation.one_to_many:
                yield relation.related_model, lookup
            yield from relations(relation.related_model, field.fields, f"{lookup}__")


def follow_change(instance: Model, created: bool, raw: bool = False, **_: Any) -> None:
    if not (created or raw):
        index_again(keys_of_those_naming(instance))


def note_before_deletion(instance: Model, **_: Any) -> None:
    """Once it is deleted, nothing tells who named it."""
    instance.noted_for_search = keys_of_those_naming(instance)


def follow_deletion(instance: Model, **_: Any) -> None:
    index_again(instance.noted_for_search)


def keys_of_those_naming(instance: Model) -> Keys:
    keys: Keys = defaultdict(set)
    for model, lookup in naming[type(instance)]:
        found = model.get_indexed_objects().filter(**{lookup: instance})
        keys[model].update(found.values_list("pk", flat=True))
    return keys


def index_again(keys: Keys) -> None:
    for model, pks in keys.items():
        ordered = sorted(pks)
        for start in range(0, len(ordered), AT_ONCE):
            chunk = model.get_indexed_objects().filter(pk__in=ordered[start : start + AT_ONCE])
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, list(chunk))
