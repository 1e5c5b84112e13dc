"""The closed choices of an event."""

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


class Department(models.TextChoices):
    """The departments of Hauts-de-France, as a postal code begins."""

    AISNE = "02", _("Aisne")
    NORD = "59", _("Nord")
    OISE = "60", _("Oise")
    PAS_DE_CALAIS = "62", _("Pas-de-Calais")
    SOMME = "80", _("Somme")


def current_mode(mode: str, status: str) -> str:
    """How one takes part as things stand: what was moved online is online."""
    return Mode.ONLINE if status == Status.MOVED_ONLINE else mode


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
