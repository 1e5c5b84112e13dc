"""The same event announced in two ways, by somebody of Publication: every act is counted."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import Actions
from tests.browser.staff import SUCCESS

EDIT = re.compile(r"/admin/pages/\d+/edit/$")
DAY = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(days=40)
NEXT_DAY = DAY + timedelta(weeks=4)
STARTS_AT, ENDS_AT = f"{DAY:%d/%m/%Y} 18:00", f"{DAY:%d/%m/%Y} 21:00"
# The facts of the page that the mission starts from.
TITLE = "Groupe Pays Mali"
PLACE, ORGANISERS = "faches thumesnil", ("lianes cooperation", "tinkare")
GROUP, COUNTRY, KIND = "Groupe pays Mali", "Mali", "Groupe pays"
THEMES = ("éducation", "eau et assainissement")
SUMMARY = "Une deuxième rencontre, pour jeter les bases d’un projet mutualisé."
TEXT = "Participeront à cette rencontre les acteurs souhaitant mutualiser leurs demandes."


def by_hand(page: Page) -> int:
    """From the empty form to the public page."""
    do = Actions(page)
    do.write(page.locator("[name=title]"), TITLE)
    do.write(page.locator("[name=starts_at]"), STARTS_AT)
    do.write(page.locator("[name=ends_at]"), ENDS_AT)
    find(do, page.locator("#id_place-search"), PLACE)
    for number, name in enumerate(ORGANISERS):
        do.click(page.get_by_role("button", name="Ajouter un(e) organisateur"))
        find(do, page.locator(f"#id_event_organisers-{number}-organiser-search"), name)
    do.choose(page.locator("[name=group]"), GROUP)
    do.click(page.get_by_role("checkbox", name=COUNTRY, exact=True))
    for theme in THEMES:
        do.click(page.get_by_role("checkbox", name=theme, exact=True))
    do.choose(page.locator("[name=kind]"), KIND)
    do.write(page.locator("[name=summary]"), SUMMARY)
    write_text(do)
    # Wagtail stores what is typed, and gives the form the address of the page that it has made.
    expect(page.locator("#page-edit-form")).to_have_attribute("action", EDIT)
    publish(do)
    return len(do)


def by_copy(page: Page) -> int:
    """From the form of the last meeting to the public page of the next one."""
    do = Actions(page)
    do.click(page.get_by_role("button", name="Actions", exact=True).first)
    do.click(page.get_by_role("link", name="Copier"))
    do.write(page.locator("[name=new_starts_at]"), f"{NEXT_DAY:%d/%m/%Y} 18:30")
    do.click(page.locator("form").get_by_role("button", name="Copier"))
    do.write(page.locator("[name=summary]"), SUMMARY)
    publish(do)
    return len(do)


def find(do: Actions, field: Locator, words: str) -> None:
    do.write(field, words)
    first = do.page.locator("[role=listbox]:visible [role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    do.press("Enter")
    expect(field).to_be_hidden()


def write_text(do: Actions) -> None:
    body = do.page.locator("#panel-child-contenu-body-section")
    do.click(body.get_by_role("button", name="Insérer un bloc"))
    do.click(do.page.get_by_role("option", name="Texte"))
    do.write(body.locator("[contenteditable=true]"), TEXT)


def publish(do: Actions) -> None:
    """With a word about what is worth a second look, if the site finds anything."""
    page = do.page
    published, refused = page.locator(SUCCESS), page.locator(".messages .error")
    press_publish(do)
    expect(published.or_(refused)).to_be_visible()
    if refused.is_visible():
        do.click(page.get_by_role("checkbox", name="Publier malgré ces remarques"))
        press_publish(do)
    expect(published).to_be_visible()


def press_publish(do: Actions) -> None:
    foot = do.page.get_by_role("navigation", name="Actions (pied de page)")
    do.click(foot.get_by_role("button", name="Plus d'actions"))
    do.click(do.page.get_by_role("button", name="Publier", exact=True))
