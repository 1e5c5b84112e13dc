"""Every page of the demo content, as a browser and a validator see it."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.inspection import Visit, visit
from tests.browser.site import ROOT, ServedSite
from tests.tools.vnu import complaints

pytestmark = [pytest.mark.browser, pytest.mark.once]

# No address of a healthy site leads to these pages: Django's own views are called for them.
ERRORS = {
    "/403": (403, "defaults.permission_denied(request, Exception())"),
    "/500": (500, "defaults.server_error(request)"),
}
RENDER = """
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.views import defaults
request = RequestFactory(SERVER_NAME="127.0.0.1").get("/")
request.user = AnonymousUser()
print({view}.content.decode())
"""
# What this validator does not know yet, and which the sheets use inside @supports: scroll-driven
# animations, and the inside of a `details`. The test of a selector it cannot read: another stands
# for it, so that it reads the rest.
NEWER_CSS = re.compile(r"“(animation|view)-(timeline|range)(-inset)?”|“::details-content”")
TEST_OF_SELECTOR = re.compile(r"@supports selector\(.*?\) \{")
PLANTED = """<!doctype html>
<html lang="fr">
<title>Essai</title>
<link rel="stylesheet" href="https://elsewhere.example/a.css">
<style>p { width: 400px; margin: 0; colour: red; color: #bbb } body { margin: 0 }
@media (prefers-color-scheme: dark) { p { color: black } }
button { width: 9px; height: 9px; padding: 0; border: 0; margin: 0; display: block }</style>
<main><h1>Essai</h1><p>Texte
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
</p><button>a</button><button>b</button></main>
<script>throw new Error("planted")</script>
</html>
"""


@pytest.fixture(scope="module")
def visits(chromium: Browser, site: ServedSite) -> list[Visit]:
    """One visitor who goes to every address, and keeps what cookies are given on the way."""
    context = chromium.new_context(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    for address, (status, view) in ERRORS.items():
        source = site.shell(RENDER.format(view=view))
        context.route(site.url + address, partial(_answer, status=status, body=source))
    found = [_visit(context, address, site) for address in [*site.addresses, *ERRORS]]
    context.close()
    return found


def _answer(route: Route, **answer: Any) -> None:
    route.fulfill(content_type="text/html; charset=utf-8", **answer)


def _visit(context: BrowserContext, address: str, site: ServedSite) -> Visit:
    page = context.new_page()
    try:
        return visit(page, address, site.url)
    finally:
        page.close()


def report(visits: list[Visit], what: Callable[[Visit], list[str]]) -> str:
    """The problems of all addresses, a line each; nothing when there is none."""
    return "\n".join(f"{visit.address}: {problem}" for visit in visits for problem in what(visit))


def test_every_kind_of_page_is_visited(site: ServedSite) -> None:
    kinds = {"/", "/agenda/", "/agenda/groupe-pays-mali/", "/groupes/", "/le-reseau/"}
    assert kinds <= set(site.addresses)


def test_addresses_answer_as_they_should(visits: list[Visit], site: ServedSite) -> None:
    expected = site.addresses | {address: status for address, (status, _) in ERRORS.items()}
    assert {visit.address: visit.status for visit in visits} == expected


@pytest.mark.java
def test_html_is_valid(visits: list[Visit]) -> None:
    problems = complaints({visit.address: visit.source for visit in visits}, ".html")
    assert not problems, "\n".join(problems)


@pytest.mark.java
def test_style_sheets_are_valid() -> None:
    """The sources, one by one: the validator reads no cascade layer, in which they are served."""
    directory = ROOT / "site_lianes" / "static"
    sheets = [sheet for sheet in directory.rglob("*.css") if sheet.name != "site.css"]
    sources = {
        str(sheet.relative_to(ROOT)): TEST_OF_SELECTOR.sub(
            "@supports (display: block) {", sheet.read_text()
        )
        for sheet in sheets
    }
    problems = [line for line in complaints(sources, ".css") if not NEWER_CSS.search(line)]
    assert not problems, "\n".join(problems)


def test_axe_finds_no_violation(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.violations)
    assert not problems, problems


def test_console_stays_silent(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.console)
    assert not problems, problems


def test_nothing_is_asked_of_another_site(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.foreign_requests)
    assert not problems, problems


def test_visitors_get_no_cookie(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.cookies)
    assert not problems, problems


def test_no_page_scrolls_sideways(visits: list[Visit]) -> None:
    problems = report(visits, lambda visit: visit.overflows)
    assert not problems, problems


def test_inspection_sees_what_is_wrong(chromium: Browser, site: ServedSite) -> None:
    """All of the above would stay silent just as well if nothing were looked at."""
    context = chromium.new_context(base_url=site.url)
    headers = {"Set-Cookie": "seen=1"}
    context.route("**/planted", partial(_answer, body=PLANTED, headers=headers))
    context.route("https://elsewhere.example/**", lambda route: route.abort())
    seen = _visit(context, "/planted", site)
    context.close()
    assert seen.cookies == ["seen"]
    assert seen.foreign_requests == ["https://elsewhere.example/a.css"]
    assert len(seen.console) == 2
    assert seen.overflows == ["80 px too wide at 320 px"]
    rules = {(line.split(":")[0], line.split()[3]) for line in seen.violations}
    assert {(f"{width} px, light", "color-contrast") for width in (320, 1280)} <= rules
    assert ("320 px, dark", "color-contrast") not in rules
    assert ("320 px, dark", "target-size") in rules


@pytest.mark.java
def test_validator_sees_what_is_wrong() -> None:
    colour, alt = complaints({"/planted": PLANTED}, ".html")
    assert colour.startswith("/planted, line 4: CSS: “colour”")
    assert "must have an “alt” attribute" in alt
