from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import EventPage


class ImportedFrom(models.Model):
    """Where an event comes from, and what of it was taken from there.

    A table of its own rather than a child of the page: neither an older revision nor a copy of the
    page brings it along.
    """

    event = models.OneToOneField(
        EventPage, on_delete=models.CASCADE, primary_key=True, related_name="imported_from"
    )
    source = models.CharField(_("fichier ou adresse"), max_length=500)
    # As the source has it, whatever it looks like.
    source_uid = models.CharField(
        _("identifiant à la source"), max_length=255, blank=True, db_index=True
    )
    # Its date, its place and its title as the source said them: see `events.imports.finding`.
    source_key = models.CharField(max_length=64, db_index=True)
    link = models.URLField(_("page d’origine"), max_length=500, blank=True)
    imported_at = models.DateTimeField(_("importé le"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("importé par"),
    )
    # What an import last gave each field: what differs now was edited since.
    facts = models.JSONField(default=dict)
    # What its words were attached to: {"theme:eau": 3}.
    words = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")

    def __str__(self) -> str:
        return f"{self.event_id}, {self.source}"
