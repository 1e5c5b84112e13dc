"""What somebody does on a screen, counted: a click, or keystrokes that go together."""

from playwright.sync_api import Locator, Page


class Actions:
    """Does what it counts: nothing is pressed or typed beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[str] = []

    def __len__(self) -> int:
        return len(self.told)

    def click(self, target: Locator) -> None:
        self.told.append(f"clic : {_name(target)}")
        target.click()

    def choose(self, target: Locator, label: str) -> None:
        """From a list: it is opened, then the choice is clicked."""
        self.told += [f"clic : {_name(target)}", f"clic : {label}"]
        target.select_option(label=label)

    def type(self, text: str) -> None:
        """Into what has the focus."""
        self.told.append(f"saisie : {text[:30]}")
        self.page.keyboard.insert_text(text)

    def paste(self, text: str) -> None:
        """One keystroke group, Ctrl and V: the text comes as a clipboard gives it."""
        self.told.append("collage : Ctrl+V")
        self.page.keyboard.insert_text(text)


def _name(target: Locator) -> str:
    return target.evaluate(
        "element => (element.labels?.[0] ?? element).textContent.trim().slice(0, 60)"
    )
