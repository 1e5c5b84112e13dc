"""The agenda as other programs read it: calendars, feeds, tables. The page tree serves no dots."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from events import csv_table, feeds
from events.agenda.feed import KEPT, AgendaFeed, filter_in_words
from events.agenda.filter import PAST, AgendaFilter
from events.agenda.freshness import next_change
from events.agenda.index import AgendaIndex
from events.agenda.month import has_month
from events.agenda.results import counted
from events.forms import AgendaFilterForm
from events.models import AgendaEntry, EventIndexPage
from events.models.agenda_choices import read_choices
from events.published import Feed
from events.subscribing import Subscription
from site_lianes.core.addresses import absolute
from site_lianes.core.compression import StableCompressionMiddleware
from site_lianes.core.page_cache.keeping import A_WHILE, keep, kept_for

# Of an agenda that has never had any event.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

compressed = decorator_from_middleware(StableCompressionMiddleware)


class Format(NamedTuple):
    content_type: str
    render: Callable[[Feed], bytes]
    # How long it keeps what is over, where no period is asked for.
    kept: timedelta = KEPT
    disposition: str = "inline"


def calendar(feed: Feed) -> bytes:
    from events import ical  # noqa: PLC0415 - eighty modules, which no page needs

    return ical.calendar(feed)


FORMATS = {
    "ics": Format("text/calendar; charset=utf-8", calendar),
    "atom": Format("application/atom+xml; charset=utf-8", feeds.atom),
    "json": Format("application/feed+json; charset=utf-8", feeds.json_feed),
    # A table is of what the page lists now: nobody follows it.
    "csv": Format("text/csv; charset=utf-8", csv_table.table, timedelta(0), "attachment"),
}


@require_safe
@compressed
@conditional_page
def agenda_feed(request: HttpRequest, extension: str) -> HttpResponse:
    """The events of `/agenda/` with the same query, in one of the formats."""
    chosen, now, index = FORMATS[extension], timezone.now(), AgendaEntry.objects.index()
    withdrawn = AgendaIndex()
    if chosen.kept:
        withdrawn = AgendaEntry.objects.withdrawn_index(now - KEPT)
    asked = asked_for(request, index, withdrawn)
    found = AgendaFeed(asked, index, withdrawn, now, chosen.kept)
    feed = Feed(
        name=agenda_name(asked),
        url=absolute(request.path) + asked.query(),
        page_url=agenda_address() + asked.query(),
        changed_at=last_change(asked, now, chosen.kept),
        events=AgendaEntry.objects.told(found.events),
    )
    response = answer(feed, chosen, f"agenda.{extension}")
    # What was over for long leaves it at moments that nothing foresees.
    until = min(next_change(now, index), now + A_WHILE)
    keep(request, response, query=asked.query(), until=until)
    return response


@require_safe
@compressed
@conditional_page
@kept_for(A_WHILE)
def event_calendar(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One event for a calendar; when it was withdrawn, that it is, for as long as feeds say so."""
    entry = get_object_or_404(AgendaEntry.objects.with_facts(), uid=uid)
    if not entry.is_public and entry.finishes_at <= timezone.now() - KEPT:
        raise Http404
    event = entry.told
    feed = Feed(
        name=event.announced_title,
        url=absolute(request.path),
        page_url=agenda_address(),
        changed_at=entry.changed_at,
        events=[event],
    )
    return answer(feed, FORMATS["ics"], f"{uid}.ics")


@require_safe
def subscription(request: HttpRequest) -> HttpResponse:
    """How to follow the agenda with the filter at hand from one's own calendar."""
    now, index = timezone.now(), AgendaEntry.objects.index()
    asked = asked_for(request, index)
    context: dict[str, Any] = {
        "subscription": Subscription(agenda_name(asked), asked.query()),
        "asked_in_words": filter_in_words(asked),
        "count_in_words": counted(asked.events(index, now).bit_count(), asked),
        "agenda_url": agenda_address() + asked.query(),
        "days_kept": KEPT.days,
        "noindex": bool(asked.query()),
    }
    response = render(request, "events/subscription.html", context)
    keep(request, response, query=asked.query(), until=next_change(now, index))
    return response


def asked_for(request: HttpRequest, *indexes: AgendaIndex) -> AgendaFilter:
    """What the query asks for. Whoever follows it must not be sent other events: or it is a 404.

    A month has to be one of the agenda, or of what was withdrawn from it.
    """
    form = AgendaFilterForm(request.GET, indexes[0], read_choices)
    asked = form.filter
    if form.notices:
        raise Http404
    if asked.month and not any(has_month(asked.month, index) for index in indexes):
        raise Http404
    return asked


def last_change(asked: AgendaFilter, now: datetime, kept: timedelta) -> datetime:
    """When a feed last changed: what is over enters the past at once, and leaves it later."""
    stays = {kept, timedelta(0)} if asked.period == PAST else {kept}
    moments = (AgendaEntry.objects.last_change(now, each) for each in stays)
    return max(filter(None, moments), default=NEVER)


def agenda_name(asked: AgendaFilter) -> str:
    name = _("Agenda de %(network)s") % {"network": settings.WAGTAIL_SITE_NAME}
    words = filter_in_words(asked)
    return f"{name} : {words}" if words else name


def agenda_address() -> str:
    """The absolute address of the agenda; the public one alone has feeds."""
    page = EventIndexPage.objects.live().public().first()
    if page is None or page.full_url is None:
        raise Http404
    return page.full_url


def answer(feed: Feed, chosen: Format, name: str) -> HttpResponse:
    response = HttpResponse(chosen.render(feed), content_type=chosen.content_type)
    response["Last-Modified"] = http_date(feed.changed_at.timestamp())
    # To be asked for again each time: what is kept is then answered by 304, without a body.
    response["Cache-Control"] = "no-cache"
    response["Content-Disposition"] = f'{chosen.disposition}; filename="{name}"'
    # Pages of other sites may read what is public.
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
