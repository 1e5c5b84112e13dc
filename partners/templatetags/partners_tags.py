from typing import Any

from django import template

from partners.models import Funder

register = template.Library()


@register.inclusion_tag("partners/includes/funder_band.html")
def funder_band() -> dict[str, Any]:
    """The logos of the funders, in one query, for the foot of every page."""
    return {"funders": Funder.objects.shown().with_logos()}
