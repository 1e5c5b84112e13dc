"""What a revision names, read at once: modelcluster asks for each foreign key of it alone."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.models import get_all_child_relations

from site_lianes.core.merging import Current

Data = dict[str, Any]


def named_keys(model: type[models.Model], data: Data) -> dict[models.Field, set[Any]]:
    """The keys that a page and its children name, by the columns that they are of."""
    keys = defaultdict(set)
    for _, field, value in _values(model, data, models.ForeignKey):
        if value is not None:
            keys[field.target_field].add(field.target_field.to_python(value))
    for _, field, values in _values(model, data, models.ManyToManyField):
        target = field.related_model._meta.pk
        keys[target].update(map(target.to_python, values))
    for name, child in _children(model, data):
        for each in data[name]:
            for target, named in named_keys(child, each).items():
                keys[target] |= named
    return keys


def without_gone(
    model: type[models.Model], data: Data, current: Current, *, strict: bool
) -> Data | None:
    """The same without the keys of what is gone, by modelcluster's rules.

    What would be deleted along with it is None when `strict`, and no child of its page.
    """
    kept = dict(data)
    for name, field, value in _values(model, data, models.ForeignKey):
        target = field.target_field
        if value is None or (target, target.to_python(value)) in current:
            continue
        on_delete = field.remote_field.on_delete
        if on_delete is models.CASCADE and strict:
            return None
        if on_delete in (models.CASCADE, models.SET_NULL):
            kept[name] = None
        elif on_delete is not models.DO_NOTHING:
            raise LookupError(f"{field} names what is gone: {value}")
    for name, child in _children(model, data):
        children = (without_gone(child, each, current, strict=True) for each in data[name])
        kept[name] = [each for each in children if each is not None]
    return kept


def _values(
    model: type[models.Model], data: Data, kind: type[models.Field]
) -> Iterator[tuple[str, models.Field, Any]]:
    for name, value in data.items():
        # A revision may have columns that the model has no more.
        with suppress(FieldDoesNotExist):
            field = model._meta.get_field(name)
            if isinstance(field, kind):
                yield name, field, value


def _children(model: type[models.Model], data: Data) -> Iterator[tuple[str, type[models.Model]]]:
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in data:
            yield name, relation.related_model
