from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control

from events.models import EventPage
from events.share_card import draw


@cache_control(public=True, max_age=31_536_000, immutable=True)
def share_card(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The picture of an event for networks. Its address changes with what is drawn on it.

    Only the card of the moment is drawn: no address makes the server draw anything else.
    """
    public = EventPage.objects.live().public().select_related("place").defer_streamfields()
    card = get_object_or_404(public, pk=pk).share_card
    if card.digest != digest:
        raise Http404
    return HttpResponse(draw(card), content_type="image/png")


def short_address(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """The address of an event that fits in a text message; it stays when the page is moved."""
    event = get_object_or_404(EventPage.objects.live(), pk=pk)
    return redirect(event.get_url(request))
