"""The event form, in the order in which one thinks: what, when, where, with whom, about what."""

import re
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page

from events.widgets import MomentInput
from site_lianes.core.widgets import OnceSelect, PlainCheckboxes, ThemeCheckboxes

_INDENTED = re.compile(r"\n\s+")
# JSON as the value of an attribute: a mark between single quotes is a character and not six.
_JSON = re.compile(r'="([{\[][^"]*)"')
# Where white space is what somebody wrote.
_KEPT = re.compile(r"(<(textarea|script)\b.*?</\2>)", re.DOTALL)


class TightTabs(TabbedInterface):
    """The form in few bytes: without the indentation of its templates, a fifth of all."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def render_html(self, parent_context: dict[str, Any] | None = None) -> SafeString:
            return tightened(super().render_html(parent_context))


def tightened(html: SafeString) -> SafeString:
    parts = _KEPT.split(html)
    parts[::3] = [_JSON.sub(_unescaped, _INDENTED.sub("\n", part)) for part in parts[::3]]
    del parts[2::3]
    return mark_safe("".join(parts))  # noqa: S308 - it was safe before


def _unescaped(json: re.Match[str]) -> str:
    return "='" + json[1].replace("'", "&#x27;").replace("&quot;", '"') + "'"


class RemarksPanel(Panel):
    """What is worth a second look before the event is published, and the box to say "yet so".

    Written by the server when a publication waits for that box. Otherwise the panel's script asks
    for the remarks on the draft, each time it was saved: they take no time of the form's own.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/remarks_panel.html"

        @property
        def attrs(self) -> dict[str, Any]:
            return super().attrs | ({} if self.form.asked_remarks else {"hidden": True})

        @property
        def media(self) -> forms.Media:
            script = forms.Script("staff/remarks.js", type="module")
            return forms.Media(js=[script], css={"all": ["staff/remarks.css"]})


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
    RemarksPanel(heading=_("À vérifier avant de publier")),
    *Page.content_panels,
    MultiFieldPanel(
        [
            SeriesPanel(),
            FieldRowPanel(
                [
                    FieldPanel("starts_at", widget=MomentInput),
                    FieldPanel("ends_at", widget=MomentInput(usual_end_of="starts_at")),
                ]
            ),
            FieldPanel("all_day"),
            FieldPanel("status"),
        ],
        heading=_("Quand"),
    ),
    MultiFieldPanel(
        [FieldPanel("place"), FieldPanel("mode"), FieldPanel("online_link")], heading=_("Où")
    ),
    MultiFieldPanel(
        [
            InlinePanel(
                "event_organisers",
                heading=_("Organisateurs"),
                label=_("organisateur"),
                help_text=_("Dans l’ordre d’affichage."),
            ),
            FieldPanel("group", widget=OnceSelect),
            FieldPanel("countries", widget=PlainCheckboxes({"aria-label": _("Pays partenaires")})),
        ],
        heading=_("Avec qui"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("themes", widget=ThemeCheckboxes({"aria-label": _("Thèmes")})),
            FieldPanel("kind"),
        ],
        heading=_("Thèmes et type"),
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
