"""What one comes to the admin for most often, one step from its home."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from events.models import EventIndexPage, EventPage, GroupPage
from site_lianes.users.models import User


class LastMeetingForm(forms.Form):
    """Which group's last meeting to copy; none without a meeting is offered."""

    group = forms.ModelChoiceField(
        GroupPage.objects.filter(Exists(EventPage.objects.filter(group=OuterRef("pk")))).order_by(
            "title"
        ),
        to_field_name="agenda_slug",
        label=_("Copier la dernière rencontre de"),
        empty_label=_("Choisir un groupe"),
    )


class ActionsPanel(Component):
    name = "actions"
    order = 100
    template_name = "events/desk/actions.html"

    class Media:
        css = {"all": ["staff/desk.css"]}

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        form = LastMeetingForm()
        has_groups = form.fields["group"].queryset.exists()
        return {
            "panel": self,
            "buttons": list(buttons(self.user)),
            "form": form if has_groups else None,
        }


def may_add(user: User) -> bool:
    return page_permission_policy.user_has_permission(user, "add")


def buttons(user: User) -> Iterator[Button]:
    """The ways to a new event, the shortest first; what the screens ask for is asked here too."""
    agenda = EventIndexPage.objects.first()
    rights = agenda and agenda.permissions_for_user(user)
    if not (rights and rights.can_add_subpage()):
        return
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk])
    yield Button(_("Nouvelle rencontre"), url, classname="button")
    yield Button(_("Coller un événement"), reverse("paste_event"), classname="button")
    if rights.can_edit():
        url = reverse("import_source")
        yield Button(_("Importer des rencontres"), url, classname="button button-secondary")


def copy_last_meeting(request: HttpRequest) -> HttpResponse:
    """To the screen that copies the last meeting of `?group=`, which asks for the new day."""
    if not may_add(request.user):
        raise PermissionDenied
    form = LastMeetingForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choisissez un groupe qui a déjà une rencontre."))
        return redirect("wagtailadmin_home")
    meetings = EventPage.objects.filter(group=form.cleaned_data["group"])
    return redirect("wagtailadmin_pages:copy", meetings.latest("starts_at", "pk").pk)
