from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from events.models import EventPage


def short_address(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """The address of an event that fits in a text message; it stays when the page is moved."""
    event = get_object_or_404(EventPage.objects.live(), pk=pk)
    return redirect(event.get_url(request))
