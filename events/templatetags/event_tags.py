from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from events.agenda.facets import THEME
from events.models import AgendaEntry, EventIndexPage, EventPage
from events.qr import qr_svg
from events.structured_data import describe
from site_lianes.core import json_ld
from site_lianes.core.models import Theme
from site_lianes.core.typography import enumerate_in_french

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
def event_organisers(event: EventPage, agenda_url: str) -> SafeString:
    """Who organises it, in words: each name leads to what else they organise."""
    links = [
        format_html(
            '<a href="{}?organisateur={}">{}</a>',
            agenda_url,
            organiser.slug,
            organiser.label if number else capfirst(organiser.label),
        )
        for number, organiser in enumerate(event.organisers)
    ]
    return mark_safe(enumerate_in_french(links))  # noqa: S308 - joins what format_html made


@register.simple_tag
def event_json_ld(event: EventPage) -> SafeString:
    """The event as search engines read it; see `events.structured_data`."""
    image = event.share_image
    data = describe(
        event,
        url=event.full_url,
        image=image.url if image else None,
        previous_start=event.previous_starts_at,
    )
    return json_ld.script(data)


@register.simple_tag
def agenda_doors() -> dict[str, Any]:
    """The themes of what is to come, as ways into the agenda; nothing where there is no agenda."""
    agenda = EventIndexPage.objects.exact_type(EventIndexPage).live().first()
    if agenda is None:
        return {}
    index = AgendaEntry.objects.index()
    themes = index.values_in(THEME, index.upcoming(timezone.now()))
    return {"agenda": agenda, "themes": Theme.objects.filter(pk__in=themes)}


@register.simple_tag
def qr_code(address: str) -> SafeString:
    return qr_svg(address)
