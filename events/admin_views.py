"""Screens of the staff that are not a form of Wagtail's. Who may open them is asked by the caller
or here; a GET shows, a POST does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from events.copies import EventCopyForm
from events.models import EventPage
from site_lianes.core.forms import focus_first_error


def copy_event(request: HttpRequest, event: EventPage) -> HttpResponse:
    """In place of Wagtail's screen for copies, which has asked whether this person may copy."""
    form = EventCopyForm(request.POST or None, user=request.user, page=event)
    if request.method == "POST" and form.is_valid():
        copy = form.save()
        text = _("« %(title)s » est un brouillon : relisez-le avant de le publier.")
        messages.success(request, text % {"title": copy.title})
        return redirect("wagtailadmin_pages:edit", copy.pk)
    focus_first_error(form)
    return TemplateResponse(
        request, "events/admin/copy_event.html", {"form": form, "event": form.source}
    )
