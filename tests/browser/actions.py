"""What somebody does on a screen, counted strictly: a click, or the keys typed in one field.

A field that has not the focus is clicked first, which counts. A key that chooses among what a
field proposes is an action of its own. Nothing else is counted: looking, waiting, scrolling.
"""

from playwright.sync_api import Locator, Page

HAS_FOCUS = "element => element.contains(document.activeElement)"
NAME = "element => (element.labels?.[0] ?? element).textContent.trim().slice(0, 60)"


class Actions:
    """Does what it counts: nothing is pressed or typed beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[str] = []

    def __len__(self) -> int:
        return len(self.told)

    def click(self, target: Locator) -> None:
        self.told.append(f"clic : {target.evaluate(NAME)}")
        target.click()

    def write(self, field: Locator, words: str) -> None:
        """In place of what the field holds."""
        field.wait_for()
        if not field.evaluate(HAS_FOCUS):
            self.click(field)
        self.told.append(f"saisie : {words[:30]}")
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def paste(self, text: str) -> None:
        """Into what has the focus, by Ctrl and V: the text comes as a clipboard gives it."""
        self.told.append("collage : Ctrl+V")
        self.page.keyboard.insert_text(text)

    def press(self, key: str) -> None:
        self.told.append(f"touche : {key}")
        self.page.keyboard.press(key)

    def choose(self, field: Locator, label: str) -> None:
        """One of a list that unfolds: a click opens it, a click takes it."""
        self.told += [f"clic : {field.evaluate(NAME)}", f"clic : {label}"]
        field.select_option(label=label)
