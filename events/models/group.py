from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from events.agenda.freshness import next_change
from events.group_meetings import GroupMeetings
from events.models.agenda_entry import AgendaEntry
from events.models.event import EventPage
from events.models.vocabulary import free_slug
from site_lianes.core.forms import PageForm
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
        # Of their type, which has an index: SQLite would look for groups among all pages.
        groups = GroupPage.objects.exact_type(GroupPage).live().child_of(self)
        return super().get_context(request, *args, **kwargs) | {"groups": groups.order_by("title")}


class GroupPage(SitePage):
    """A country or thematic group: what it is, whom to write to, its meetings."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Groupe pays")
        THEMATIC = "thematic", _("Groupe thématique")

    # The word for it in the agenda's addresses: calendars go on following it when its page moves.
    agenda_slug = models.SlugField(max_length=160, unique=True, editable=False)
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

    exclude_fields_in_copy = ["agenda_slug"]
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keep_own_values()
        self.agenda_slug = self.agenda_slug or free_slug(
            GroupPage, "agenda_slug", self.slug or slugify(self.title), "groupe"
        )
        super().save(*args, **kwargs)

    def changes_at(self, now: datetime) -> datetime:
        """The first moment when it may read otherwise, though nobody changes anything."""
        return next_change(now, AgendaEntry.objects.index())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        index = AgendaEntry.objects.index()
        meetings = GroupMeetings(self.pk, index, EventPage.objects, timezone.now())
        form = PageForm(request.GET)
        page = form.page_of(meetings.past_page)
        return super().get_context(request, *args, **kwargs) | {
            "agenda": apps.get_model("events", "EventIndexPage").objects.live().first(),
            "group_query": f"?groupe={self.agenda_slug}",
            "meetings": meetings,
            "past": page,
            "notices": form.notices,
            "noindex": page.number > 1,
            "canonical_query": f"?page={page.number}" if page.number > 1 else "",
        }
