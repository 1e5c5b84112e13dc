"""A copy of an event: another meeting, on another day, of which nothing has been told yet."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from events import dates
from events.admin_forms import ParisDateTimeField
from events.models import AgendaEdition, EventPage
from events.models.event import check_dates
from events.slugs import free_event_slug
from events.widgets import MomentInput
from site_lianes.users.models import User

# What was said of one meeting, on its day; and when that one is shown, or who may not change it.
OF_ITS_DAY = [
    "status",
    "minutes",
    "decisions",
    "participants",
    "registration_deadline",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
]


@transaction.atomic
def copy_event(latest: EventPage, to: Page, user: User, **changes: Any) -> EventPage:
    """A draft with all that the editor of an event sees, but for what belongs to its day.

    From its latest revision alone: its history is that of another meeting.
    """
    AgendaEdition.hold()
    return latest.copy(
        to=to,
        user=user,
        update_attrs=changes,
        exclude_fields=OF_ITS_DAY,
        copy_revisions=False,
        keep_live=False,
    )


class EventCopyForm(CopyForm):
    """What a copy needs: its own day. It is a draft, never an alias, and has no pages below."""

    new_starts_at = ParisDateTimeField(
        label=_("Nouveau début"),
        help_text=_("Jour et heure, par exemple : 17/10/2026 18:00."),
        widget=MomentInput,
    )
    new_ends_at = ParisDateTimeField(
        label=_("Nouvelle fin"),
        required=False,
        help_text=_("Vide : la rencontre dure autant que l’autre."),
        widget=MomentInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = self.page.specific.get_latest_revision_as_object()
        for name in ("publish_copies", "alias", "copy_subpages"):
            self.fields.pop(name, None)
        self.fields["new_title"].initial = self.source.title
        slug = self.fields["new_slug"]
        slug.required, slug.initial = False, ""
        slug.help_text = _("Vide : tiré du titre, et de la date si le titre seul est déjà pris.")
        self.order_fields(["new_title", "new_starts_at", "new_ends_at"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_at = cleaned.get("new_starts_at")
        if starts_at is None or "new_ends_at" in self.errors:
            return cleaned
        try:
            ends_at = cleaned["new_ends_at"] or self._usual_end(starts_at)
            check_dates(starts_at, ends_at, all_day=self.source.all_day)
        except ValidationError as error:
            errors = error.error_dict.get("ends_at") if hasattr(error, "error_dict") else error
            self.add_error("new_ends_at", errors)
        else:
            cleaned["new_ends_at"] = ends_at
        return cleaned

    def _usual_end(self, starts_at: datetime) -> datetime | None:
        try:
            return dates.moved(self.source.starts_at, self.source.ends_at, starts_at)
        except ValueError as error:
            raise ValidationError(
                _("L’heure de fin n’existe pas ce jour-là, où les horloges avancent : donnez-la.")
            ) from error

    def save(self) -> EventPage:
        data = self.cleaned_data
        parent, title, starts_at = (
            data[f"new_{name}"] for name in ("parent_page", "title", "starts_at")
        )
        return copy_event(
            self.source,
            parent,
            self.user,
            title=title,
            slug=data["new_slug"] or free_event_slug(parent, title, dates.day_of(starts_at)),
            starts_at=starts_at,
            ends_at=data["new_ends_at"],
        )
