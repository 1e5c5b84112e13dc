"""Remake the pictures of the guides: `python -m tests.tools.screenshots`, or some: `… accueil`.

Serves the demo from a directory of its own, so that the pictures show nobody's real content.
"""

import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.site import ServedSite, served_site
from tests.browser.staff import Staff
from tests.tools.chromium import launched_chromium

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"

# File name → path in the admin, and the heading of the panel to begin the picture at.
SCREENS = {
    "accueil": ("/admin/", None),
    "agenda": ("/admin/agenda/", None),
    "ce-qui-manque": ("/admin/rapports/manque/", None),
    "pages-a-verifier": ("/admin/rapports/a-verifier/?due=", None),
    "evenement": ("/admin/pages/add/events/eventpage/{agenda}/", None),
    "evenement-themes": ("/admin/pages/add/events/eventpage/{agenda}/", "Thèmes et type"),
    "bureaux": ("/admin/settings/home/networksettings/", "Bureaux"),
    "financeurs": ("/admin/snippets/partners/funder/", None),
    "logos": ("/admin/financeurs/logos/", None),
}

# File name → path on the site, width of the window, colour scheme.
VIEWS = {
    "site-agenda": ("/agenda/?theme=eau-et-assainissement&theme=education", 1280, "light"),
    "site-mois": ("/agenda/?mois={month}", 1280, "light"),
    "site-archives": ("/agenda/?periode=passes", 1280, "dark"),
    "site-telephone": ("/agenda/", 390, "light"),
}


def main(names: set[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    names = names or {*SCREENS, *VIEWS}
    with served_site() as site, launched_chromium() as chromium:
        take_screens(site, chromium, names)
        take_views(site, chromium, names)


def take_screens(site: ServedSite, chromium: Browser, names: set[str]) -> None:
    """The admin, as the staff sees it."""
    page = chromium.new_page(
        base_url=site.url, locale="fr-FR", viewport={"width": 1280, "height": 860}
    )
    Staff(page, site.publisher)
    for name in SCREENS.keys() & names:
        path, start = SCREENS[name]
        page.goto(path.format(agenda=agenda_id(site)), wait_until="networkidle")
        if start:
            heading = page.get_by_role("heading", name=start, exact=True)
            heading.evaluate("element => element.scrollIntoView()")
        save(name, page.screenshot())
    take_form(page, agenda_id(site))


def take_form(page: Page, agenda: str) -> None:
    """A place that is being looked for; then what is said before the event is published."""
    page.goto(f"/admin/pages/add/events/eventpage/{agenda}/", wait_until="networkidle")
    page.locator("[name=title]").fill("Café du mardi")
    page.locator("[name=starts_at]").fill("15/10/2037 18:00")
    page.locator("#id_place-search").press_sequentially("faches thum")
    page.get_by_role("option", name="Fâches-Thumesnil").wait_for()
    save("evenement-lieu", page.screenshot())
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    remarks = page.get_by_role("heading", name="À vérifier avant de publier")
    remarks.wait_for()
    remarks.evaluate("element => element.scrollIntoView()")
    save("evenement-remarques", page.screenshot())


def take_views(site: ServedSite, chromium: Browser, names: set[str]) -> None:
    """The site, as visitors see it."""
    # The demo has its events of the weeks to come around next month.
    month = (datetime.now(UTC) + timedelta(weeks=3)).strftime("%Y-%m")
    for name in VIEWS.keys() & names:
        path, width, scheme = VIEWS[name]
        page = chromium.new_page(
            base_url=site.url,
            locale="fr-FR",
            viewport={"width": width, "height": 860},
            color_scheme=scheme,
        )
        page.goto(path.format(month=month), wait_until="networkidle")
        save(name, page.screenshot())


def agenda_id(site: ServedSite) -> str:
    return site.shell(
        "from events.models import EventIndexPage; print(EventIndexPage.objects.get().pk)"
    ).strip()


def save(name: str, png: bytes) -> None:
    """Keep the picture as WebP: a fifth of the PNG's weight in the repository."""
    path = PICTURES / f"{name}.webp"
    with Image.open(BytesIO(png)) as picture:
        picture.save(path, quality=80, method=6)
    print(path.relative_to(PICTURES.parents[1]))  # noqa: T201 - a command reports what it made


if __name__ == "__main__":
    main({*sys.argv[1:]})
