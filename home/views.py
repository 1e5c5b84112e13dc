from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from events.share_card import draw
from home.frame import network_card
from home.models import NetworkSettings


@cache_control(public=True, max_age=31_536_000, immutable=True)
def share_card(request: HttpRequest, digest: str) -> HttpResponse:
    """The network's picture, for the pages that have none of their own."""
    card = network_card(NetworkSettings.for_request(request))
    if card.digest != digest:
        raise Http404
    return HttpResponse(draw(card), content_type="image/png")
