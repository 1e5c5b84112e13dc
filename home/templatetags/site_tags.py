from typing import Any

from django import template
from wagtail.models import Page

from home.frame import Frame, frame_for

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: dict[str, Any]) -> Frame:
    """What stands around the current page; see `home.frame`."""
    page = context.get("page")
    return frame_for(context["request"], page if isinstance(page, Page) and page.path else None)
