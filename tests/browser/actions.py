"""Counts what a person does in a form, strictly: a click, or the keys typed in one field.

A field that has not the focus is clicked first, which counts. A key that chooses among what a
field proposes is an action of its own. Nothing else is counted: looking, waiting, scrolling.
"""

from playwright.sync_api import Locator, Page

HAS_FOCUS = "element => element.contains(document.activeElement)"


class Actions:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def click(self, what: Locator) -> None:
        self.count += 1
        what.click()

    def write(self, field: Locator, words: str) -> None:
        """In place of what the field holds."""
        field.wait_for()
        if not field.evaluate(HAS_FOCUS):
            self.click(field)
        self.count += 1
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def choose(self, field: Locator, label: str) -> None:
        """One of a list that unfolds: a click opens it, a click takes it."""
        self.count += 2
        field.select_option(label=label)
