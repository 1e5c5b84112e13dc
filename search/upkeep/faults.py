from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_EXAMPLES = 5


class Kind(TextChoices):
    ENGINE = "engine", gettext_lazy("Moteur de la base de données, défauts")
    STALE = "stale", gettext_lazy("Entrées sans objet")
    MISSING = "missing", gettext_lazy("Objets sans entrée")
    DIFFERENT = "different", gettext_lazy("Entrées qui disent autre chose que leur objet")
    MISCOUNTED = "miscounted", gettext_lazy("Mots mal comptés")


@dataclass(frozen=True)
class Fault:
    kind: Kind
    what: str


@dataclass
class Report:
    """How many faults of each kind, and the first of them."""

    counts: Counter[Kind] = field(default_factory=Counter)
    examples: dict[Kind, list[str]] = field(default_factory=dict)

    def add(self, fault: Fault) -> None:
        self.counts[fault.kind] += 1
        examples = self.examples.setdefault(fault.kind, [])
        if len(examples) < MOST_EXAMPLES:
            examples.append(fault.what)

    def lines(self) -> Iterator[str]:
        for kind in Kind:
            number, examples = self.counts[kind], self.examples.get(kind, [])
            yield f"{kind.label} : {number}"
            yield from (f"  {example}" for example in examples)
            if others := number - len(examples):
                yield "  " + _("… et %(number)d de plus") % {"number": others}
