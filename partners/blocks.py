from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from partners.models import Funder


class FundersBlock(blocks.StaticBlock):
    """The list of all partners, kept in the admin under « Financeurs »."""

    class Meta:
        label = _("Liste des partenaires")
        icon = "group"
        admin_text = _("Les financeurs affichés, avec leur logo et leur site.")
        template = "partners/blocks/funders_block.html"
        description = _("Tous les financeurs, avec leur logo et leur site.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return context | {"funders": Funder.objects.shown().with_logos()}
