"""Meetings that were made together, and the holidays that they avoid."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventSeries(models.Model):
    """Ties the meetings of a series, each a page of its own: `meetings`."""

    name = models.CharField(_("nom"), max_length=255)

    class Meta:
        verbose_name = _("série de rencontres")
        verbose_name_plural = _("séries de rencontres")

    def __str__(self) -> str:
        return self.name


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    def last_known(self) -> Self:
        return self.order_by("-last_day").first()


class SchoolHoliday(models.Model):
    name = models.CharField(
        _("nom"), max_length=60, help_text=_("Par exemple : « Toussaint 2026 ».")
    )
    first_day = models.DateField(_("premier jour"))
    last_day = models.DateField(_("dernier jour"), help_text=_("Compris dans les vacances."))

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacances scolaires")
        verbose_name_plural = _("vacances scolaires")
        ordering = ["first_day"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("Le dernier jour est avant le premier.")})
