import secrets
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CustomImage(AbstractImage):
    """An image with its description (the alternative text, WCAG 1.1.1) and its credit."""

    credit = models.CharField(
        _("crédit"),
        max_length=255,
        blank=True,
        help_text=_("L’auteur et la licence, par exemple : « Awa Traoré, CC BY-SA »."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = Image._meta.permissions

    def get_upload_to(self, filename: str) -> str:
        """Never the same name twice, so that a picture's address can be cached for ever."""
        path = Path(super().get_upload_to(filename))
        return str(path.with_stem(f"{path.stem[:60]}-{secrets.token_hex(4)}"))

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the image with its renditions, or not at all."""
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """The description alone: a file's title is no alternative text."""
        return self.description


class Rendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("image redimensionnée")
        verbose_name_plural = _("images redimensionnées")
