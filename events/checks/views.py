"""The remarks on a draft, for the form that shows them; and many events published at once."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from events.checks.confirming import CONFIRMED
from events.checks.remarks import remarks_on_page
from events.models import EventPage

# A message names these; the rest is counted.
MOST_NAMED = 5


@require_safe
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of the form's page, for who may open that form."""
    event = get_object_or_404(EventPage, pk=pk).get_latest_revision_as_object()
    rights = event.permissions_for_user(request.user)
    if not rights.can_edit():
        raise PermissionDenied
    context = {
        "remarks": remarks_on_page(event),
        "can_publish": rights.can_publish(),
        "confirmed_name": CONFIRMED,
    }
    return TemplateResponse(request, "events/admin/remarks.html", context)


def refuse_to_publish_unread(
    request: HttpRequest, pages: Iterable[Page], action: BulkAction
) -> HttpResponse | None:
    below = action.cleaned_form.cleaned_data["include_descendants"]
    found = [event for event in _events(pages, below=below) if remarks_on_page(event)]
    if not found:
        return None
    text = _(
        "Rien n’a été publié : il y a des remarques à lire sur {count} des rencontres choisies "
        "({titles}). Publiez celles-là depuis leur formulaire."
    )
    titles = ", ".join(f"« {event.title} »" for event in found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        titles += "…"
    messages.warning(request, format_html(text, count=len(found), titles=titles))
    return redirect(action.next_url)


def _events(pages: Iterable[Page], *, below: bool) -> Iterator[EventPage]:
    """The events that the action would publish, as their latest revisions have them."""
    keys = [page.pk for page in pages]
    if below:
        drafts = (page.get_descendants().not_live().values_list("pk", flat=True) for page in pages)
        keys += [key for part in drafts for key in part]
    for event in EventPage.objects.filter(pk__in=keys).order_by("pk"):
        yield event.get_latest_revision_as_object()
