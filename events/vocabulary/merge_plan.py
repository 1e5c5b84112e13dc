"""What is about to be merged into what: said before, and done only if it is still so."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from events.models import AgendaEdition
from events.vocabulary import consequences
from events.vocabulary.uses import Uses, events_naming
from site_lianes.core.merging import Mergeable
from site_lianes.users.models import User

MERGED = "lianes.merge"


@dataclass(frozen=True)
class NewValue:
    """What the one that stays takes from another."""

    label: str
    before: str
    after: str


def value_in_words(word: Mergeable, names: Sequence[str]) -> str:
    """Its fields that belong together, on one line; nothing if they are empty."""
    return ", ".join(filter(None, (getattr(word, name) for name in names)))


class MergePlan:
    """`kept` is the one that stays, as it will be: in memory, until it is carried out."""

    def __init__(
        self,
        kept: Mergeable,
        merged: Sequence[Mergeable],
        uses: dict[int, Uses],
        givers: dict[int, Mergeable],
    ) -> None:
        """`givers` are those whose values it keeps, by the place in `chosen_when_merged`."""
        self.kept, self.merged, self.uses = copy(kept), merged, uses
        self.read_before = consequences.reads(kept)
        self.new_values = []
        for number, giver in givers.items():
            label, names = kept.chosen_when_merged[number]
            before, after = value_in_words(kept, names), value_in_words(giver, names)
            if before != after:
                self.new_values.append(NewValue(str(label), before, after))
                for name in names:
                    setattr(self.kept, name, getattr(giver, name))

    @property
    def consequences(self) -> list[tuple[Mergeable, list[str]]]:
        return [
            (old, list(consequences.of_merge(old, self.kept, self.uses[old.pk])))
            for old in self.merged
        ]

    @property
    def kept_uses(self) -> Uses:
        return self.uses[self.kept.pk]

    def facts(self) -> list[Any]:
        """All that the screen says of it, to know whether it still holds."""
        every = [self.kept, *self.merged]
        return [
            [(each.pk, consequences.reads(each), self.uses[each.pk]) for each in every],
            self.read_before,
            self.new_values,
        ]

    @transaction.atomic
    def carry_out(self, user: User) -> None:
        AgendaEdition.hold()
        if self.new_values:
            self.kept.save()
        for old in self.merged:
            data = {"merged": str(old), "events": events_naming(old)}
            old.merged_into = self.kept
            old.save()
            log(self.kept, MERGED, user=user, data=data)
