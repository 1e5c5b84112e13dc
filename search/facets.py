"""How what was found is narrowed: by kind of page, theme, year, and whether it is over."""

from collections import Counter
from dataclasses import dataclass, field, replace

from site_lianes.core.models import Theme

UPCOMING, PAST = "a-venir", "passe"


@dataclass(frozen=True)
class Filters:
    """What a reader chose of each facet; None where nothing is chosen."""

    kind: int | None = None
    year: int | None = None
    period: str | None = None
    theme: int | None = None


NO_FILTERS = Filters()


@dataclass
class Counts:
    """How many there are under each choice of a facet, the choices of the others held."""

    total: int = 0
    kinds: Counter[int] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    periods: Counter[str] = field(default_factory=Counter)
    themes: Counter[Theme] = field(default_factory=Counter)


@dataclass(frozen=True)
class Group:
    """So many entries that are alike in every facet but the theme."""

    kind: int
    year: int | None
    period: str | None
    has_theme: bool
    size: int

    def passes(self, filters: Filters) -> bool:
        """Whether they are among what was chosen; of the theme, the database says it."""
        return self.has_theme and all(
            getattr(filters, name) in (None, getattr(self, name))
            for name in ("kind", "year", "period")
        )


def counts_of(groups: list[Group], filters: Filters) -> Counts:
    """All facets but the theme's, from groups of what a query finds without any filter."""
    counts = Counts(total=sum(group.size for group in groups if group.passes(filters)))
    facets = {"kind": counts.kinds, "year": counts.years, "period": counts.periods}
    for name, counted in facets.items():
        others = replace(filters, **{name: None})
        for group in groups:
            value = getattr(group, name)
            if value is not None and group.passes(others):
                counted[value] += group.size
    return counts
