"""The page that the mission starts from: a visitor finds it, and reads every line of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEED = Path(__file__).resolve().parents[1] / "data" / "groupe-pays-mali.txt"
LABELS = ("Date", "Lieu", "Organisateur")
# The one thing that our page adds in the middle of a line of the seed's.
POSTAL_CODE = " (59155)"

# The page's text as CSS shows it, line by line, with the description of each image in its place.
READ = """() => {
    for (const image of [...document.images].filter((each) => each.checkVisibility())) {
        const words = document.createElement("div");
        words.textContent = image.alt;
        image.replaceWith(words);
    }
    return document.body.innerText;
}"""

TYPOGRAPHY = (
    ("[“”«»]", '"'),  # quotation marks
    (r'"\s*([^"]*?)\s*"', r'"\1"'),  # and the spaces inside them
    ("[’ʼ]", "'"),
    (r"(^|\s)[–—-](\s|$)", " "),  # a dash between two words: a line break says as much
    (r"\s+([.,;!?])", r"\1"),
    (r"\s+", " "),  # all kinds of spaces, narrow and no-break ones included
)
SLIPS = (
    ("Agende", "Agence"),
    (r"(\d\d) (\d{3}) LILLE", r"\1\2 Lille"),
    (r"(\d\d) (\d{3}) AMIENS", r"\1\2 Amiens"),
)


def normalised(text: str) -> str:
    for pattern, replacement in TYPOGRAPHY:
        text = re.sub(pattern, replacement, text)
    return text.strip()


def seed_lines() -> list[str]:
    """The seed's lines, with its slips corrected; a label and its fact are two."""
    lines = []
    for line in SEED.read_text().splitlines():
        for pattern, replacement in SLIPS:
            line = re.sub(pattern, replacement, line)  # noqa: PLW2901 - corrected step by step
        label, _, fact = line.strip(" •\t").partition(" : ")
        lines += [label, fact] if label in LABELS else [line]
    return [line for line in map(normalised, lines) if line]


def pattern_of(line: str) -> re.Pattern[str]:
    """Whole lines of the page: where the seed has a space, the page may begin a new line."""
    words = r"\s".join(map(re.escape, line.split()))
    plural = "s?" if line in LABELS else ""
    return re.compile(f"^{words}{plural}$", re.MULTILINE)


def test_a_visitor_finds_the_event_from_the_agenda(page: Page) -> None:
    page.goto("/agenda/")
    page.get_by_role("link", name="Archives").click()
    expect(page).to_have_url(re.compile(r"/agenda/\?periode=passes#resultats$"))
    entry = page.get_by_role("listitem").filter(has_text="Jeudi 17 octobre 2019")
    entry.get_by_role("link", name="Groupe Pays Mali").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Groupe Pays Mali")
    expect(page).to_have_url(re.compile(r"/agenda/groupe-pays-mali/$"))


def test_the_event_page_holds_every_line_in_order(page: Page) -> None:
    page.goto("/agenda/groupe-pays-mali/")
    shown = page.evaluate(READ)
    assert "Agende" not in page.content()
    text = "\n".join(normalised(line.replace(POSTAL_CODE, "")) for line in shown.splitlines())
    lines, position = seed_lines(), 0
    assert len(lines) == 37 + len(LABELS)
    for line in lines:
        found = pattern_of(line).search(text, position)
        rest = text[position:].strip()
        assert found, f"Missing or out of order: {line!r}. What follows: {rest[:400]!r}"
        position = found.end()
