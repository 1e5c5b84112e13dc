from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import EventPage
from events.qr import qr_svg

register = template.Library()


@register.simple_tag
def event_dates(event: EventPage) -> SafeString:
    """The dates in words; the start and the end are told to machines, and no space is added."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<time datetime="{}">{}</time>', machine, text) if machine else text,)
            for text, machine in event.date_parts
        ),
    )


@register.simple_tag
def qr_code(address: str) -> SafeString:
    return qr_svg(address)
