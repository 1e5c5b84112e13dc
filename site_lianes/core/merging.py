"""What may be merged: a word of the vocabulary that goes on as the alias of another."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

OWN_REPLACEMENT = _("Ce qui est fusionné ne peut pas être remplacé par lui-même.")


# What a key of a column leads to: itself, or the key of what is in its place.
Current = dict[tuple[models.Field, Any], Any]
# The same of what was merged alone, by its model.
Replacements = dict[tuple[type[models.Model], Any], Any]


class MergeableQuerySet(models.QuerySet):
    def current(self) -> Self:
        """What editors and visitors choose from, without what was merged."""
        return self.filter(merged_into=None)


class Mergeable(models.Model):
    """What is merged into another stays as its alias: addresses, drafts and imports name it."""

    merged_into = models.ForeignKey(
        "self",
        # Not SET_NULL: the aliases of what is deleted would come back, without any event.
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="aliases",
        verbose_name=_("remplacé par"),
    )
    # The list of the uses of a word names pages.
    merged_into.wagtail_reference_index_ignore = True

    # What a merge may keep of either: how it is called, and the fields that belong together.
    chosen_when_merged: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    objects = MergeableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_not_merged_into_itself",
                condition=~models.Q(merged_into=models.F("id")),
                violation_error_message=OWN_REPLACEMENT,
            )
        ]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Merges never make a chain: an alias leads straight to what is in its place."""
        if self.merged_into:
            self.merged_into = self.merged_into.current
        super().save(*args, **kwargs)
        if self.merged_into:
            self.aliases.update(merged_into=self.merged_into)

    def clean(self) -> None:
        super().clean()
        if self.merged_into and self.merged_into.current == self:
            raise ValidationError({"merged_into": OWN_REPLACEMENT})

    @property
    def current(self) -> Self:
        """What to use in place of this: itself, unless it is merged."""
        return self.merged_into or self


def current_keys(keys: Mapping[models.Field, Iterable[Any]]) -> Current:
    """Of these keys, those that there are: each with itself, or what is in its place. One query."""
    targets = [target for target, wanted in keys.items() if wanted]
    found = [_rows(number, target, keys[target]) for number, target in enumerate(targets)]
    if not found:
        return {}
    current = {}
    for number, *texts in found[0].union(*found[1:], all=True):
        key, now = map(targets[number].to_python, texts)
        current[targets[number], key] = now
    return current


def replacements(current: Current) -> Replacements:
    """What was merged: the key of what is in its place."""
    return {(target.model, key): now for (target, key), now in current.items() if now != key}


def _rows(number: int, target: models.Field, wanted: Iterable[Any]) -> models.QuerySet:
    """As texts: a union has one type for the keys of all."""
    key = models.F(target.attname)
    is_word = issubclass(target.model, Mergeable) and target.primary_key
    now = Coalesce("merged_into", key) if is_word else key
    found = target.model._meta.default_manager.filter(**{f"{target.attname}__in": wanted})
    return found.order_by().values_list(
        models.Value(number, models.IntegerField()),
        Cast(key, models.TextField()),
        Cast(now, models.TextField()),
    )
