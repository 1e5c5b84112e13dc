"""A member of the staff at work in the French admin, step by step as the screen shows it."""

from datetime import datetime
from pathlib import Path

from playwright.sync_api import APIResponse, ConsoleMessage, FilePayload, Locator, Page, expect

from tests.browser.site import Account

FORM = "#page-edit-form"
SUCCESS = ".messages .success, .w-messages .success"
# The page form as the browser would send it, with all its values and its CSRF token.
SERIALISE = f"() => new URLSearchParams(new FormData(document.querySelector('{FORM}'))).toString()"


class Staff:
    def __init__(self, page: Page, account: Account) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._on_console)
        page.goto("/admin/")
        page.locator("[name=username]").fill(account.username)
        page.locator("[name=password]").fill(account.password)
        page.locator("[type=submit]").click()
        expect(page).to_have_url("/admin/")

    def _on_console(self, message: ConsoleMessage) -> None:
        # Wagtail saves a draft while one types, and answers 400 until the form is whole.
        if message.type == "error" and "status of 400" not in message.text:
            self.errors.append(message.text)

    def begin_event(self, title: str, starts_at: datetime, ends_at: datetime) -> None:
        """Walk down the tree to the agenda, and fill in the first fields of a new event."""
        page = self.page
        page.goto("/admin/pages/")
        for name in ("Accueil", "Agenda"):
            page.get_by_role("link", name=f"Explorer les sous-pages de « {name} »").click()
        page.get_by_role("link", name="Ajouter une sous-page").click()
        page.locator("[name=title]").fill(title)
        for name, moment in (("starts_at", starts_at), ("ends_at", ends_at)):
            field = page.locator(f"[name={name}]")
            field.fill(f"{moment:%d/%m/%Y %H:%M}")
            field.press("Tab")

    def choose(self, button: str, choice: str) -> None:
        """Take what exists already, in the window that a chooser's button opens."""
        self.page.get_by_role("button", name=button).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=choice, exact=True).click()
        expect(dialog).to_be_hidden()

    def add_organiser(self, name: str) -> None:
        self.page.get_by_role("button", name="Ajouter un(e) organisateur").click()
        self.choose("Parcourir les organisateurs", name)

    def upload_logo(self, file: FilePayload, description: str) -> None:
        """Put a new image in the place of a funder's logo."""
        logo = self.page.get_by_role("region", name="Logo")
        logo.get_by_role("button", name="Actions").click()
        logo.get_by_role("button", name="Changer l'image").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("tab", name="Transférer").click()
        dialog.locator("[type=file]").set_input_files(file)
        # The form takes the title from the file's name.
        expect(dialog.get_by_label("Titre")).to_have_value(Path(file["name"]).stem)
        dialog.get_by_label("Description").fill(description)
        dialog.get_by_role("button", name="Transférer").click()
        expect(dialog).to_be_hidden()

    def act(self, name: str) -> None:
        """Take one of the actions at the foot of a page's form, to its good end."""
        # The page that is left may still say that an earlier action went well.
        self.page.evaluate("document.body.dataset.left = ''")
        self.press(name)
        expect(self.page.locator(f"body:not([data-left]) :is({SUCCESS})")).to_be_visible()

    def press(self, name: str) -> None:
        self.actions_offered()
        self.page.get_by_role("button", name=name).click(no_wait_after=True)

    def actions_offered(self) -> list[str]:
        """The actions at the foot of a page's form, all unfolded."""
        foot = self.page.get_by_role("navigation", name="Actions (pied de page)")
        expect(foot).to_be_visible()
        more = foot.get_by_role("button", name="Plus d'actions")
        if more.count() and more.get_attribute("aria-expanded") != "true":
            more.click()
        return [button.inner_text().strip() for button in foot.get_by_role("button").all()]

    @property
    def unchanged_form(self) -> Locator:
        """There once Wagtail has looked at the form: what was typed before is no change to it."""
        return self.page.locator(f"{FORM}[data-w-unsaved-has-edits-value=false]")

    def forge_publication(self, address: str) -> APIResponse:
        """Send a page's form as if it had a publish button."""
        self.page.goto(address)
        return self.page.request.post(
            self.page.url,
            data=f"{self.page.evaluate(SERIALISE)}&action-publish=action-publish",
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": self.page.url,
            },
        )
