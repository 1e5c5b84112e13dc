"""What the site has round an event: a few queries, whatever it holds."""

import re
from collections import defaultdict
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from events import dates
from events.checks.values import CheckedEvent, CheckedPlace, Link, Neighbour, Surroundings
from events.choices import Status

# Of one day: more are no help to anybody.
MOST_NEIGHBOURS = 100
_PLACE = ("pk", "name", "street", "postal_code", "town")


def surroundings(event: CheckedEvent) -> Surroundings:
    return Surroundings(
        neighbours=tuple(_neighbours(event)),
        places=tuple(_places(event)),
        dead_links=tuple(_dead_links(event)),
    )


def _neighbours(event: CheckedEvent) -> list[Neighbour]:
    day = dates.day_of(event.starts_at)
    pages = apps.get_model("events", "EventPage").objects.beginning_on(day).filter(alias_of=None)
    others = pages.exclude(pk=event.pk).exclude(status=Status.CANCELLED).order_by("starts_at", "pk")
    others = others.select_related("place").defer_streamfields()[:MOST_NEIGHBOURS]
    shared = _shared_themes(event, [other.pk for other in others])
    return [
        Neighbour(
            pk=other.pk,
            title=other.title,
            is_live=other.live,
            starts_at=other.starts_at,
            ends_at=other.ends_at,
            all_day=other.all_day,
            place=other.place and CheckedPlace(*(getattr(other.place, name) for name in _PLACE)),
            themes=tuple(shared[other.pk]),
        )
        for other in others
    ]


def _shared_themes(event: CheckedEvent, others: list[int]) -> dict[int, list[str]]:
    shared = defaultdict(list)
    if others and event.themes:
        ties = apps.get_model("events", "EventTheme").objects
        rows = ties.filter(content_object__in=others, tag__in=event.themes).order_by("tag__slug")
        for pk, name in rows.values_list("content_object", "tag__name"):
            shared[pk].append(name)
    return shared


def _places(event: CheckedEvent) -> list[CheckedPlace]:
    """Of every town: a town is written in two ways, too."""
    if event.place is None:
        return []
    others = apps.get_model("events", "Place").objects.current().exclude(pk=event.place.pk)
    return [CheckedPlace(*row) for row in others.values_list(*_PLACE)]


def _dead_links(event: CheckedEvent) -> list[Link]:
    """Those to this site that lead a visitor nowhere. Other sites are not asked."""
    own = [(link, _own_path(link)) for link in event.links]
    pages = {link.target for link in event.links if link.kind == "page"}
    documents = {link.target for link in event.links if link.kind == "document"}
    paths = {path for _link, path in own if path}
    alive = {
        "page": _public_pages(pages),
        "document": _known_documents(documents),
        "address": _answering(paths),
    }
    return [
        link
        for link, path in own
        if (link.kind != "address" or path) and (path or link.target) not in alive[link.kind]
    ]


def _own_path(link: Link) -> str:
    """The path of an address of this site; nothing for what is elsewhere."""
    if link.kind != "address":
        return ""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    own = {urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS}
    if parts.netloc and parts.hostname not in own:
        return ""
    return unquote(parts.path) if parts.path.startswith("/") else ""


def _public_pages(keys: set[str]) -> set[str]:
    if not (numbers := _keys(keys)):
        return set()
    public = Page.objects.filter(pk__in=numbers).live().public()
    return set(map(str, public.values_list("pk", flat=True)))


def _known_documents(keys: set[str]) -> set[str]:
    if not (numbers := _keys(keys)):
        return set()
    known = get_document_model().objects.filter(pk__in=numbers)
    return set(map(str, known.values_list("pk", flat=True)))


def _keys(typed: set[str]) -> list[int]:
    """Those that can be a primary key of a database."""
    return [int(key) for key in typed if re.fullmatch(r"[0-9]{1,18}", key)]


def _answering(paths: set[str]) -> set[str]:
    """Those that are a view of ours, a public page or a redirect."""
    of_pages = {path for path in paths if _is_of_a_page(path)}
    answering = paths - of_pages
    if not of_pages:
        return answering
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page.url_path
    url_paths = {path: f"{root}{path.strip('/')}/".replace("//", "/") for path in of_pages}
    public = Page.objects.filter(url_path__in=url_paths.values()).live().public()
    found = set(public.values_list("url_path", flat=True))
    answering |= {path for path, url_path in url_paths.items() if url_path in found}
    old_paths = {path: Redirect.normalise_path(path) for path in of_pages - answering}
    if old_paths:
        redirects = Redirect.objects.filter(old_path__in=old_paths.values())
        known = set(redirects.values_list("old_path", flat=True))
        answering |= {path for path, old_path in old_paths.items() if old_path in known}
    return answering


def _is_of_a_page(path: str) -> bool:
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return True
