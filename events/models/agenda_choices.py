from django.core.validators import slug_re
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from events.agenda.choices import AgendaChoices, StoredChoice
from events.agenda.facets import COUNTRY, GROUP, ORGANISER, THEME
from events.models.group import GroupPage
from events.models.vocabulary import Country, Organiser
from site_lianes.core.content import kept
from site_lianes.core.models import Theme

# Each at its own address; what was merged, as what is in its place.
IN_PLACE = {
    "value": Coalesce("merged_into", "pk"),
    "slug": Coalesce("merged_into__slug", "slug"),
    "label": Coalesce("merged_into__name", "name"),
}


@kept
def read_choices(organisers: tuple[str, ...], organiser_slugs: tuple[str, ...]) -> AgendaChoices:
    """All choices, and of the many organisers those with these keys or addresses. One query."""
    # A database may refuse what can be no slug: PostgreSQL stops at a NUL.
    slugs = list(filter(slug_re.match, organiser_slugs))
    asked = Organiser.objects.filter(slug__in=slugs)
    chosen = Q(pk__in=organisers) | Q(slug__in=slugs) | Q(pk__in=asked.values("merged_into"))
    # Of their type, which has an index: SQLite would look for groups among all pages.
    groups = GroupPage.objects.exact_type(GroupPage).live().public()
    columns = (
        _columns(Theme.objects.all(), THEME, **IN_PLACE, order=F("sort_order")),
        _columns(Country.objects.all(), COUNTRY, **IN_PLACE),
        _columns(groups, GROUP, address="agenda_slug", slug=F("agenda_slug"), label=F("title")),
        _columns(Organiser.objects.filter(chosen), ORGANISER, **IN_PLACE),
    )
    first, *others = columns
    return AgendaChoices(StoredChoice(*row) for row in first.union(*others, all=True))


def _columns(
    found: QuerySet, facet: str, *, address: str = "slug", **facts: Combinable
) -> QuerySet:
    order = facts.pop("order", Value(0, IntegerField()))
    facts = {"value": F("pk"), "slug": F("slug"), "label": F("name")} | facts
    said = {
        "of_facet": Value(facet, CharField()),
        "value": Cast(facts["value"], CharField()),
        "current_slug": facts["slug"],
        "label": facts["label"],
    }
    return found.order_by().annotate(order=order, **said).values_list("order", address, *said)
