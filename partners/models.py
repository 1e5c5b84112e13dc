from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from site_lianes.images.models import CustomImage, Rendition
from site_lianes.images.renditions import LOGO_SPEC


class FunderQuerySet(models.QuerySet["Funder"]):
    def shown(self) -> Self:
        return self.filter(is_shown=True)

    def with_logos(self) -> Self:
        """With each logo and its rendition for the band, in one query."""
        plates = models.Q(logo__renditions__filter_spec=LOGO_SPEC)
        return self.annotate(
            plate=models.FilteredRelation("logo__renditions", condition=plates)
        ).select_related("logo", "plate")


class Funder(Orderable):
    """An organisation that pays for the network's work, shown in the foot of every page."""

    name = models.CharField(_("nom"), max_length=150, unique=True)
    logo = models.ForeignKey(
        CustomImage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funders",
        verbose_name=_("logo"),
        help_text=_(
            "Un PNG d’au moins 320 pixels de large, ou un SVG. Sans logo, le nom s’affiche."
        ),
    )
    link = models.URLField(_("site web"), blank=True)
    is_shown = models.BooleanField(
        _("affiché sur le site"),
        default=True,
        help_text=_("Décochez pour retirer ce financeur du site sans le supprimer."),
    )

    # The rendition of the logo for the band, set by `with_logos` where there is one.
    plate: Rendition | None = None

    objects = FunderQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("financeur")
        verbose_name_plural = _("financeurs")

    def __str__(self) -> str:
        return self.name
