from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from events.querysets import EventPageQuerySet
from site_lianes.core.pages import SitePage


class GroupIndexPage(SitePage):
    """The groups of the network, each with its meetings."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=500)

    content_panels = [*SitePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.GroupPage"]
    max_count = 1
    page_description = _("La liste des groupes pays et des groupes thématiques.")

    class Meta:
        verbose_name = _("liste des groupes")
        verbose_name_plural = _("listes des groupes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        groups = GroupPage.objects.live().child_of(self).order_by("title")
        return super().get_context(request, *args, **kwargs) | {"groups": groups}


class GroupPage(SitePage):
    """A country or thematic group: what it is, whom to write to, its meetings."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Groupe pays")
        THEMATIC = "thematic", _("Groupe thématique")

    kind = models.CharField(
        _("nature du groupe"), max_length=10, choices=Kind.choices, default=Kind.COUNTRY
    )
    introduction = models.TextField(
        _("présentation"),
        blank=True,
        max_length=1000,
        help_text=_("Qui se réunit, et pour quoi faire, en quelques phrases."),
    )
    contact_email = models.EmailField(
        _("adresse électronique"),
        blank=True,
        help_text=_("L’adresse à laquelle écrire pour rejoindre le groupe. Elle sera publique."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldPanel("contact_email"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["events.GroupIndexPage"]
    subpage_types = []
    page_description = _("Un groupe pays ou thématique, et le fil de ses rencontres.")

    class Meta:
        verbose_name = _("groupe")
        verbose_name_plural = _("groupes")

    @property
    def meetings(self) -> EventPageQuerySet:
        return self.events.listed().for_listing()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "upcoming": self.meetings.upcoming(),
            "past": self.meetings.past(),
        }
