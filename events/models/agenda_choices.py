from collections.abc import Iterable

from django.core.validators import slug_re
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from events.agenda.choices import AgendaChoices, StoredChoice
from events.agenda.facets import COUNTRY, GROUP, ORGANISER, THEME
from events.models.group import GroupPage
from events.models.vocabulary import Country, Organiser
from site_lianes.core.models import Theme


def read_choices(organisers: Iterable[str], organiser_slugs: Iterable[str]) -> AgendaChoices:
    """All choices, and of the many organisers those with these keys or addresses. One query."""
    # A database may refuse what can be no slug: PostgreSQL stops at a NUL.
    asked = Organiser.objects.filter(slug__in=filter(slug_re.match, organiser_slugs))
    # Of their type, which has an index: SQLite would look for groups among all pages.
    groups = GroupPage.objects.exact_type(GroupPage).live().public()
    themes = _columns(
        Theme.objects.all(),
        THEME,
        value=Coalesce("merged_into", "pk"),
        slug=Coalesce("merged_into__slug", "slug"),
        label=Coalesce("merged_into__name", "name"),
    )
    others = (
        _columns(Country.objects.all(), COUNTRY),
        _columns(groups, GROUP, address="agenda_slug", slug=F("agenda_slug"), label=F("title")),
        _columns(Organiser.objects.filter(pk__in=organisers) | asked, ORGANISER),
    )
    return AgendaChoices(StoredChoice(*row) for row in themes.union(*others, all=True))


def _columns(
    found: QuerySet, facet: str, *, address: str = "slug", **facts: Combinable
) -> QuerySet:
    facts = {"value": F("pk"), "slug": F("slug"), "label": F("name")} | facts
    said = {
        "of_facet": Value(facet, CharField()),
        "value": Cast(facts["value"], CharField()),
        "current_slug": facts["slug"],
        "label": facts["label"],
    }
    return found.order_by().annotate(**said).values_list(address, *said)
