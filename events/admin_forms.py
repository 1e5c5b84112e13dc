"""The event's form in the admin: hours as the clocks of Paris show them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from events import dates
from events.dates import YEARS


class ParisDateTimeField(forms.DateTimeField):
    """An hour typed on the day when the clocks change.

    Django refuses the hour that is skipped and the hour that comes twice with one sentence about
    time zones. Here the first is refused in plain words, and the second is the one that comes
    first.
    """

    def to_python(self, value: Any) -> datetime | None:
        moment = self._on_clocks(value)
        if moment and moment.year not in YEARS:
            raise ValidationError(
                _("L’année est hors de portée : entre %(first)s et %(last)s."),
                code="far_year",
                params={"first": YEARS[0], "last": YEARS[-1]},
            )
        return moment

    def _on_clocks(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            typed = error.params["datetime"]
        try:
            return dates.on_paris_clocks(typed)
        except ValueError as error:
            raise ValidationError(
                _(
                    "%(hour)s n’existe pas le %(day)s : cette nuit-là, les horloges avancent "
                    "d’une heure. Choisissez une autre heure."
                ),
                code="skipped_hour",
                params={"hour": f"{typed:%Hh%M}", "day": f"{typed:%d/%m/%Y}"},
            ) from error


class EventPageForm(WagtailAdminPageForm):
    class Meta(WagtailAdminPageForm.Meta):
        field_classes = dict.fromkeys(
            ("starts_at", "ends_at", "registration_deadline"), ParisDateTimeField
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "starts_at" in self.errors:
            # The end is compared with the start that was typed, never with the one before it.
            self.instance.starts_at = None
        return cleaned
