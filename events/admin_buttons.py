"""What Wagtail's screens of our pages offer besides: the ways to another meeting."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from events.desk.actions import may_add
from events.models import EventIndexPage, EventPage, GroupPage
from site_lianes.users.models import User


def offer_paste(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside "add", on the list of events."""
    if isinstance(page, EventIndexPage) and page.permissions_for_user(user).can_add_subpage():
        text = _("Coller un événement…")
        yield Button(text, reverse("paste_event"), icon_name="clipboard-list", priority=30)


def offer_series(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside "copy", on the screen of an event."""
    if not isinstance(page, EventPage):
        return
    rights = page.permissions_for_user(user)
    if rights.can_copy_to(page.get_parent()):
        url = reverse("repeat_event", args=[page.pk])
        yield Button(_("Répéter cette rencontre…"), url, icon_name="calendar-alt", priority=31)
    if page.series_id and rights.can_edit():
        url = reverse("change_meetings_after", args=[page.pk])
        text = _("Appliquer aux rencontres suivantes…")
        yield Button(text, url, icon_name="arrow-right-full", priority=32)


def offer_next_meeting(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """On the screen of a group, and on its line in lists."""
    if isinstance(page, GroupPage) and may_add(user):
        url = f"{reverse('copy_last_meeting')}?group={page.agenda_slug}"
        yield Button(_("Copier sa dernière rencontre…"), url, icon_name="copy", priority=22)
