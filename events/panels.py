"""The event form, in the order in which one thinks: what, when, where, about what, with whom."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
)
from wagtail.models import Page

from site_lianes.core.widgets import ThemeCheckboxes


class ProvenancePanel(Panel):
    """Where an imported event comes from: read, never changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/imports/provenance_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and hasattr(self.instance, "imported_from")


class SeriesPanel(Panel):
    """Says that the meeting belongs to a series, and that the form changes this one alone."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/series_panel.html"

        @cached_property
        def meetings(self) -> list[Page]:
            if self.instance.series_id is None:
                return []
            meetings = self.instance.series.meetings.defer_streamfields()
            return list(meetings.order_by("starts_at", "pk"))

        def is_shown(self) -> bool:
            return len(self.meetings) > 1


EVENT_CONTENT_PANELS = [
    *Page.content_panels,
    MultiFieldPanel(
        [
            SeriesPanel(),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("all_day"),
            FieldPanel("status"),
        ],
        heading=_("Quand"),
    ),
    MultiFieldPanel(
        [FieldPanel("mode"), FieldPanel("place"), FieldPanel("online_link")], heading=_("Où")
    ),
    MultiFieldPanel(
        [
            FieldPanel("themes", widget=ThemeCheckboxes),
            FieldPanel("kind"),
            FieldPanel("countries", widget=forms.CheckboxSelectMultiple),
            FieldPanel("group"),
        ],
        heading=_("Thèmes et groupe"),
    ),
    InlinePanel(
        "event_organisers",
        heading=_("Organisateurs"),
        label=_("Organisateur"),
        help_text=_("Dans l’ordre d’affichage."),
    ),
    FieldPanel("summary"),
    FieldPanel("body"),
    FieldPanel("image"),
    MultiFieldPanel(
        [
            FieldPanel("registration_link"),
            FieldRowPanel([FieldPanel("registration_email"), FieldPanel("registration_phone")]),
            FieldRowPanel([FieldPanel("registration_deadline"), FieldPanel("price")]),
        ],
        heading=_("Inscription"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_name"),
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
        ],
        heading=_("Contact"),
        help_text=_("Ces coordonnées seront publiques."),
    ),
    ProvenancePanel(heading=_("Provenance")),
]

EVENT_REPORT_PANELS = [
    HelpPanel(
        content=_(
            "<p>À remplir après la rencontre. La page le montre une fois la rencontre passée.</p>"
        )
    ),
    FieldPanel("participants"),
    FieldPanel("decisions"),
    FieldPanel("minutes"),
]
