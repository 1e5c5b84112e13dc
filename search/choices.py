"""What a visitor asks of the search: a pure value, and its address."""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from search.facets import PAST, UPCOMING, Filters
from site_lianes.core.models import Theme

PERIODS = {UPCOMING: _("À venir"), PAST: _("Passé")}


class Kind(NamedTuple):
    """A type of pages, as the index, an address and a visitor know it."""

    id: int
    slug: str
    label: str

    def __str__(self) -> str:
        return self.label


def kinds() -> dict[int, Kind]:
    """Those that editors make pages of, by the keys of their types."""
    models = [model for model in get_page_models() if model.is_creatable]
    types = ContentType.objects.get_for_models(*models)
    names = {types[model].pk: str(model._meta.verbose_name) for model in models}
    return {pk: Kind(pk, slugify(name), capfirst(name)) for pk, name in names.items()}


@dataclass(frozen=True)
class Choices:
    """Words, and at most one choice of each facet."""

    words: str = ""
    kind: Kind | None = None
    theme: Theme | None = None
    year: int | None = None
    period: str | None = None

    @property
    def filters(self) -> Filters:
        return Filters(
            kind=self.kind and self.kind.id,
            year=self.year,
            period=self.period,
            theme=self.theme and self.theme.pk,
        )

    @property
    def is_narrowed(self) -> bool:
        return self != self.unnarrowed()

    def unnarrowed(self) -> Self:
        return type(self)(self.words)

    def but(self, **changes: object) -> Self:
        return replace(self, **changes)

    def query(self) -> str:
        """The one query of these choices: "?q=mali&type=evenement"."""
        pairs = {
            "q": self.words,
            "type": self.kind and self.kind.slug,
            "theme": self.theme and self.theme.slug,
            "annee": self.year,
            "periode": self.period,
        }
        return f"?{urlencode({name: value for name, value in pairs.items() if value})}"
