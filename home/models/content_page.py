from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import ContentStreamBlock
from site_lianes.core.pages import SitePage


class ContentPage(SitePage):
    """A page of text: the network, legal notice, accessibility statement, site map."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_("Une à trois phrases, en tête de la page et dans les partages."),
    )
    image = models.ForeignKey(
        "images.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("contenu"))
    in_foot = models.BooleanField(
        _("lien au pied des pages"),
        default=False,
        help_text=_("Pour les mentions légales, l’accessibilité, le plan du site."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    promote_panels = [*SitePage.promote_panels, FieldPanel("in_foot")]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    page_description = _("Une page de texte et d’images.")

    class Meta:
        verbose_name = _("page de contenu")
        verbose_name_plural = _("pages de contenu")

    @property
    def summary(self) -> str:
        return self.introduction
