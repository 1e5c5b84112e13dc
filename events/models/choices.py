"""The closed lists of an event's form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    CONFIRMED = "confirmed", _("Maintenu")
    CANCELLED = "cancelled", _("Annulé")
    POSTPONED = "postponed", _("Reporté")
    MOVED_ONLINE = "moved-online", _("Déplacé en ligne")


class Mode(models.TextChoices):
    ON_SITE = "on-site", _("Sur place")
    ONLINE = "online", _("En ligne")
    HYBRID = "hybrid", _("Sur place et en ligne")


class Kind(models.TextChoices):
    COUNTRY_GROUP = "groupe-pays", _("Groupe pays")
    THEMATIC_GROUP = "groupe-thematique", _("Groupe thématique")
    TRAINING = "formation", _("Formation")
    WEBINAR = "webinaire", _("Webinaire")
    GENERAL_ASSEMBLY = "assemblee-generale", _("Assemblée générale")
    FESTIVAL = "festival", _("Festival")
    SCREENING = "projection-debat", _("Projection-débat")
    WORKSHOP = "atelier", _("Atelier")
    DROP_IN = "permanence", _("Permanence")
