from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import EventPage
from events.old_addresses import event_formerly_at, redirect_from
from events.share_card import draw
from site_lianes.core.page_cache.keeping import A_DAY, kept_for


@kept_for(A_DAY)
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


@require_safe
def former_address(request: HttpRequest, slug: str) -> HttpResponsePermanentRedirect:
    """The address that an event had on the former site. The query meant nothing but there."""
    event = None if redirect_from(request) else event_formerly_at(slug)
    url = event.get_url(request) if event else None
    if url is None:
        # The middleware follows the redirects that the staff made of addresses not found.
        raise Http404
    return HttpResponsePermanentRedirect(url)
