from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from partners.blocks import FundersBlock
from site_lianes.core.blocks import BodyStreamBlock


class OfficesBlock(blocks.StaticBlock):
    """The offices of the network, kept in its settings."""

    class Meta:
        label = _("Nos bureaux")
        icon = "home"
        admin_text = _("Les bureaux enregistrés dans « Réseau et bureaux ».")
        template = "home/blocks/offices_block.html"
        description = _("Les adresses, téléphones et horaires des bureaux.")


class SiteMapBlock(blocks.StaticBlock):
    """All public pages but the events, as the tree has them."""

    class Meta:
        label = _("Plan du site")
        icon = "list-ul"
        admin_text = _("La liste des pages publiées, tenue à jour par le site.")
        template = "home/blocks/site_map_block.html"
        description = _("La liste de toutes les pages publiées, sauf les événements.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        root = context["frame"].home
        pages = Page.objects.live().public().descendant_of(root).filter(depth__lte=root.depth + 2)
        return context | {"pages": pages.exclude(eventpage__isnull=False).order_by("path")}


class ContentStreamBlock(BodyStreamBlock):
    offices = OfficesBlock()
    funders = FundersBlock()
    site_map = SiteMapBlock()
