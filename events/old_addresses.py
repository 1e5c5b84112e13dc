"""Where the addresses of the former site lead: what it called its events, and what a file says."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site
from wagtail.views import serve

from events.imports.values import UnreadableFileError
from events.models import EventPage

LONGEST = 255
HEADERS = {"old", "old_path", "ancienne", "ancienne adresse"}


def event_formerly_at(slug: str) -> EventPage | None:
    """The public event that the former site had under this word.

    The first to have had it since, by the redirects that Wagtail keeps of pages renamed or moved;
    else the one that has it: who takes a word that is free again was never on the former site.
    """
    public = EventPage.objects.live().public()
    renamed = Redirect.objects.filter(old_path__endswith=f"/{slug}", redirect_page__isnull=False)
    former = public.filter(redirect__in=renamed).order_by("redirect__created_at", "redirect__pk")
    return former.first() or public.filter(slug=slug).first()


def redirect_from(request: HttpRequest) -> bool:
    """Whether the staff said where this address leads; the middleware then leads there."""
    sites = Redirect.get_for_site(Site.find_for_request(request))
    return sites.filter(old_path=Redirect.normalise_path(request.path)).exists()


@dataclass(frozen=True)
class Line:
    number: int
    old: str
    new: str


@dataclass
class Report:
    """What became of each line of a file."""

    created: list[Line] = field(default_factory=list)
    updated: list[Line] = field(default_factory=list)
    unchanged: list[Line] = field(default_factory=list)
    # They are loaded, and lead to nothing that answers today.
    nowhere: list[Line] = field(default_factory=list)
    # With the reason, in French.
    refused: list[tuple[Line, str]] = field(default_factory=list)


def read_lines(path: Path) -> list[Line]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            _("« %(path)s » ne se lit pas : il faut un fichier CSV en UTF-8.") % {"path": path}
        ) from error
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if ";" in first else ",", strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise _two_columns(reader.line_num) from error
    for position, (number, row) in enumerate(rows):
        if not any(row) or (position == 0 and row[0].lower() in HEADERS):
            continue
        if len([cell for cell in row if cell]) != 2:  # noqa: PLR2004 - the old and the new
            raise _two_columns(number)
        old, new = filter(None, row)
        yield Line(number, Redirect.normalise_path(old), _below_the_site(new))


def _two_columns(number: int) -> UnreadableFileError:
    text = _("Ligne %(number)d : il faut deux colonnes, l’ancienne adresse et la nouvelle.")
    return UnreadableFileError(text % {"number": number})


def _below_the_site(address: str) -> str:
    """An address of ours by its path alone; of another site, whole."""
    return address.removeprefix(settings.SITE_URL) or "/"


@transaction.atomic
def load(lines: list[Line]) -> Report:
    """Make the redirects of the lines that can be followed, and put right those there are."""
    report = Report()
    site = Site.objects.get(is_default_site=True)
    reasons = dict(_refusals(lines))
    accepted = [line for line in lines if line.number not in reasons]
    report.refused = [(line, reasons[line.number]) for line in lines if line.number in reasons]
    olds = {line.old for line in accepted}
    for line in accepted:
        page, answers = _target(line.new, site)
        _store(line, page, site, report)
        if not answers and Redirect.normalise_path(line.new) not in olds:
            report.nowhere.append(line)
    return report


def _store(line: Line, page: Page | None, site: Site, report: Report) -> None:
    known = Redirect.get_for_site(site).filter(old_path=line.old).order_by("site", "pk").first()
    redirect = known or Redirect(old_path=line.old, site=site)
    said = {
        "redirect_page_id": page.pk if page else None,
        "redirect_link": "" if page else line.new,
        "redirect_page_route_path": "",
        "is_permanent": True,
        # Not of the kind that Wagtail deletes when a page comes to its address.
        "automatically_created": False,
    }
    if known and all(getattr(known, name) == value for name, value in said.items()):
        report.unchanged.append(line)
        return
    for name, value in said.items():
        setattr(redirect, name, value)
    redirect.save()
    (report.updated if known else report.created).append(line)


def _refusals(lines: list[Line]) -> Iterator[tuple[int, str]]:
    times = Counter(line.old for line in lines)
    there_are = Redirect.objects.exclude(redirect_link="")
    leads = [*there_are.values_list("old_path", "redirect_link")]
    leads += [(line.old, line.new) for line in lines]
    news = {old: Redirect.normalise_path(new) for old, new in leads if _is_ours(new)}
    for line in lines:
        if times[line.old] > 1:
            same = [str(other.number) for other in lines if other.old == line.old]
            numbers = ", ".join(same)
            yield line.number, _("adresse donnée plusieurs fois, lignes %s") % numbers
        elif _turns_round(line.old, news):
            yield line.number, _("adresse qui ramène à elle-même")
        elif max(len(line.old), len(line.new)) > LONGEST or "\0" in line.old + line.new:
            yield line.number, _("adresse trop longue ou illisible")
        elif line.old == "/":
            yield line.number, _("l’accueil ne mène pas ailleurs")


def _turns_round(old: str, news: dict[str, str]) -> bool:
    seen, here = set(), news.get(old)
    while here in news and here not in seen | {old}:
        seen.add(here)
        here = news[here]
    return here == old


def _is_ours(address: str) -> bool:
    return not urlsplit(address).netloc


def _target(address: str, site: Site) -> tuple[Page | None, bool]:
    """The live page at an address of ours, if it is one; and whether anything answers there."""
    if not _is_ours(address):
        return None, True
    path = urlsplit(address).path
    try:
        match = resolve(path if path.endswith("/") or "." in path else f"{path}/")
    except Resolver404:
        return None, False
    if match.view_name == "events:former_address":
        return None, event_formerly_at(**match.kwargs) is not None
    if match.func is not serve:
        return None, True
    request = get_dummy_request(path=path, site=site)
    parts = [part for part in path.split("/") if part]
    try:
        page = site.root_page.specific.route(request, parts).page
    except Http404:
        return None, False
    # A page with a query, or a place in it, is an address of its own.
    return (page if address.partition("?")[0].partition("#")[0] == address else None), True


def in_words(report: Report) -> Iterable[str]:
    """The report, line by line."""
    counts = {
        _("créées"): report.created,
        _("mises à jour"): report.updated,
        _("inchangées"): report.unchanged,
    }
    said = ", ".join(f"{len(lines)} {word}" for word, lines in counts.items())
    yield _("Anciennes adresses : %s.") % said
    for line in report.nowhere:
        yield _("Ligne %(number)d : %(old)s mène à %(new)s, où rien ne répond.") % vars(line)
    for line, reason in report.refused:
        said = {"number": line.number, "old": line.old, "reason": reason}
        yield _("Ligne %(number)d refusée : %(old)s, %(reason)s.") % said
