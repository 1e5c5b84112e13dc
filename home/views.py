from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from wagtail.models import Site

from events.share_card import draw
from home import vcard
from home.frame import network_card
from home.models import NetworkSettings, Office
from site_lianes.core.addresses import absolute
from site_lianes.core.page_cache.keeping import A_DAY, A_WHILE, kept_for


@kept_for(A_WHILE)
@cache_control(public=True, max_age=3600)
def office_vcard(request: HttpRequest, pk: int) -> HttpResponse:
    offices = Office.objects.filter(network__site=Site.find_for_request(request))
    office = get_object_or_404(offices.select_related("network"), pk=pk)
    card = vcard.build(office, site_url=absolute("/"), uid=absolute(request.path))
    response = HttpResponse(card, content_type="text/vcard; charset=utf-8")
    name = slugify(f"{office.network.name} {office.name}") or "bureau"
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    return response


@kept_for(A_DAY)
@cache_control(public=True, max_age=31_536_000, immutable=True)
def share_card(request: HttpRequest, digest: str) -> HttpResponse:
    """The network's picture, for the pages that have none of their own."""
    card = network_card(NetworkSettings.for_request(request))
    if card.digest != digest:
        raise Http404
    return HttpResponse(draw(card), content_type="image/png")
