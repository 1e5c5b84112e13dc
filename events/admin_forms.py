"""The event's form in the admin: hours as the clocks of Paris show them, and honest checks."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from events import dates
from events.checks.confirming import ConfirmedRemarksMixin
from events.checks.remarks import remarks_on
from events.checks.values import Remark
from events.dates import YEARS
from events.slugs import free_event_slug
from site_lianes.core.models import Theme

if TYPE_CHECKING:
    from events.models import EventPage


_HOUR = re.compile(r"\s+(\d{1,2})\s*[hH]\s*(\d{2})?$")


class ParisDateTimeField(forms.DateTimeField):
    """An hour typed on the day when the clocks change.

    Django refuses the hour that is skipped and the hour that comes twice with one sentence about
    time zones. Here the first is refused in plain words, and the second is the one that comes
    first.
    """

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str):
            # As it is said: "18h30", "18 h". The day alone is midnight, for a whole day.
            value = _HOUR.sub(lambda found: f" {found[1]}:{found[2] or '00'}", value.strip())
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


class EventPageForm(ConfirmedRemarksMixin, WagtailAdminPageForm):
    """What it holds is published or submitted once its remarks are read."""

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = dict.fromkeys(
            ("starts_at", "ends_at", "registration_deadline"), ParisDateTimeField
        )

    def __init__(self, *args: Any, instance: "EventPage", **kwargs: Any) -> None:
        # In a query each, however many there are.
        ties = instance.event_themes.get_object_list()
        links = instance.event_organisers.get_object_list()
        prefetch_related_objects(ties, "tag__merged_into")
        prefetch_related_objects(links, "organiser")
        super().__init__(*args, instance=instance, **kwargs)
        for form in self.formsets["event_organisers"].forms:
            if form.instance.organiser_id:
                form.fields["organiser"].widget.known = form.instance.organiser

    def clean(self) -> dict[str, Any]:
        self._keep_slug_free()
        cleaned = super().clean()
        if "starts_at" in self.errors:
            # The end is compared with the start that was typed, never with the one before it.
            self.instance.starts_at = None
        return cleaned

    def _keep_slug_free(self) -> None:
        """Meetings that have the same title each month are told apart by their day.

        A word that somebody wrote, or that was ever published, is left alone.
        """
        title, slug, starts_at = (
            self.cleaned_data.get(name) for name in ("title", "slug", "starts_at")
        )
        if self.instance.first_published_at or not (title and starts_at):
            return
        if slug == slugify(title):
            self.cleaned_data["slug"] = free_event_slug(
                self.parent_page, title, dates.day_of(starts_at), own=self.instance.pk
            )

    def get_field_updates_for_resave(self) -> list[tuple[str, Any]]:
        """The form that stays open goes on with the address that the draft was given."""
        updates = super().get_field_updates_for_resave()
        slug = self.instance.slug
        return updates if slug == self.data.get("slug") else [*updates, ("slug", slug)]

    @property
    def is_asked_to_publish(self) -> bool:
        """To publish, at once or later, to submit, or to approve what was submitted.

        The view defers what a draft may lack whenever it takes the request for a draft: so it does
        with who sends "publish" without the right to.
        """
        if not self.is_bound or self.is_deferred_validation:
            return False
        asked = ("action-publish", "action-submit", "action-restart-workflow")
        approves = self.data.get("workflow-action-name") == "approve"
        return any(self.data.get(name) for name in asked) or (
            approves and bool(self.data.get("action-workflow-action"))
        )

    def find_remarks(self) -> list[Remark]:
        names = self.cleaned_data.get("themes") or []
        themes = Theme.objects.filter(name__in=names) if names else []
        return remarks_on(self.instance, themes, self._organisers())

    def _organisers(self) -> list[Any]:
        forms = self.formsets["event_organisers"].forms
        sent = (form.cleaned_data for form in forms)
        return [
            each["organiser"] for each in sent if each.get("organiser") and not each.get("DELETE")
        ]

    @property
    def can_publish(self) -> bool:
        """Who may not submits, and is asked the same."""
        if self.instance.pk:
            return self.instance.permissions_for_user(self.for_user).can_publish()
        return self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()
