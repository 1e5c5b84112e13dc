from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Site


class SocialLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("Nom"), max_length=50, help_text=_("Par exemple : « Mastodon ».")
    )
    url = blocks.URLBlock(label=_("Adresse"))

    class Meta:
        label = _("Lien")
        icon = "link"


@register_setting(icon="globe", order=100)
class NetworkSettings(ClusterableModel, BaseSiteSetting):
    """Who the network is: its name, its text, how to reach it. Read by every page's foot."""

    name = models.CharField(_("nom"), max_length=100, default="Lianes coopération")
    definition = models.CharField(
        _("définition"),
        max_length=250,
        blank=True,
        help_text=_("Une phrase, lue après le nom : « Réseau régional multi-acteurs de… »."),
    )
    paragraph = models.TextField(
        _("présentation"), blank=True, help_text=_("Le paragraphe au pied de chaque page.")
    )
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    social_links = StreamField(
        [("link", SocialLinkBlock())], blank=True, verbose_name=_("réseaux sociaux")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("definition"), FieldPanel("paragraph")],
            heading=_("Le réseau"),
        ),
        FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
        InlinePanel(
            "offices",
            heading=_("Bureaux"),
            label=_("Bureau"),
            help_text=_("Ils paraissent au pied de chaque page, dans cet ordre."),
        ),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = _("Réseau et bureaux")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def with_offices(cls, site: Site) -> tuple[Self, list["Office"]]:
        """The settings of a site and its offices, in one query."""
        offices = list(Office.objects.filter(network__site=site).select_related("network"))
        return (offices[0].network if offices else cls.for_site(site)), offices


class Office(Orderable):
    network = ParentalKey(NetworkSettings, on_delete=models.CASCADE, related_name="offices")
    name = models.CharField(
        _("nom du bureau"), max_length=100, help_text=_("Par exemple : « Bureaux à Lille ».")
    )
    care_of = models.CharField(
        _("chez, ou nom du bâtiment"),
        max_length=150,
        blank=True,
        help_text=_("Par exemple : « S/c MRES » ou « Espace Somme »."),
    )
    street = models.CharField(_("numéro et rue"), max_length=150)
    postal_code = models.CharField(
        _("code postal"),
        max_length=5,
        validators=[RegexValidator(r"^\d{5}$", _("Cinq chiffres, sans espace : 59000."))],
        help_text=_("Cinq chiffres, sans espace."),
    )
    town = models.CharField(_("commune"), max_length=100)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    opening_hours = models.CharField(
        _("horaires d’ouverture"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : « du lundi au jeudi, de 9h00 à 17h30 »."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("care_of"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("opening_hours"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("bureau")
        verbose_name_plural = _("bureaux")

    def __str__(self) -> str:
        return self.name
