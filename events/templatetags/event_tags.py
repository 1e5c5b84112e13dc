from django import template
from django.utils.safestring import SafeString

from events.models import EventPage
from events.structured_data import describe
from site_lianes.core import json_ld

register = template.Library()


@register.simple_tag
def event_json_ld(event: EventPage) -> SafeString:
    """The event as search engines read it; see `events.structured_data`."""
    image = event.share_image
    data = describe(event, url=event.full_url, image=image.url if image else None)
    return json_ld.script(data)
