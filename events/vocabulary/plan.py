"""What is about to be merged into what: said before, and done only if it is still so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from wagtail.log_actions import log

from events.models import AgendaEdition
from events.vocabulary import consequences
from events.vocabulary.uses import Uses, events_naming
from site_lianes.core.merging import Mergeable
from site_lianes.users.models import User

MERGED = "lianes.merge"


@dataclass(frozen=True)
class NewValue:
    """A field of the one that stays, which takes the value of another."""

    name: str
    label: str
    before: str
    after: str


class MergePlan:
    """The one that stays holds its new values already, in memory."""

    def __init__(
        self,
        kept: Mergeable,
        merged: Sequence[Mergeable],
        uses: dict[int, Uses],
        values: dict[str, Any],
    ) -> None:
        self.kept, self.merged, self.uses = kept, merged, uses
        self.read_before = consequences.reads(kept)
        self.new_values = []
        for name, value in values.items():
            before = getattr(kept, name)
            if before != value:
                label = capfirst(kept._meta.get_field(name).verbose_name)
                self.new_values.append(NewValue(name, label, before, value))
                setattr(kept, name, value)

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
