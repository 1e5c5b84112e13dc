"""The words that were found, marked in a text: the text stays what it is."""

from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search import french
from search.snippets import BETWEEN_NAMES, LENGTH, marker, parted
from site_lianes.core import typography

NARROW = "\u202f"
WORDS = [
    "eau",
    "l’eau",
    "Écoles",
    "école",
    "mali",
    "de",
    "les",
    "<b>",
    "&lt;",
    "&amp;",
    "«",
    "»",
    "!",
]
SIGNS = st.sampled_from(
    [*WORDS, " ", "\n", "05/03/2026", "habitant·e·s", "a\u0301", "œuvre", "日本"]
)
TEXTS = st.text(max_size=80) | st.lists(SIGNS, max_size=150).map(" ".join)


class Read(HTMLParser):
    """What a browser shows of a fragment: its text, and what is marked in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marks, self.tags = "", [], set()
        self.is_marking = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add((tag, *attrs))
        self.is_marking = True
        self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_marking = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.is_marking:
            self.marks[-1] += data


def terms(text: str) -> set[str]:
    return {term for token in french.tokens(text) for term in token.terms}


@given(text=TEXTS, words=TEXTS)
def test_a_marked_text_is_the_text_and_its_marks_are_the_words(text, words):
    shown = Read(marker(words).mark(text))
    assert shown.text == typography.french(text)
    assert shown.tags <= {("mark",)}
    for mark in shown.marks:
        assert terms(mark) & terms(words)


@given(text=TEXTS, words=TEXTS)
def test_a_snippet_holds_nothing_but_parts_of_the_text(text, words):
    assume("…" not in text)
    assume(BETWEEN_NAMES not in text)
    shown = Read(marker(words).snippet(text))
    prose, names = parted(text)
    whole = {prose, *map(typography.french, names)}
    for part in shown.text.split(BETWEEN_NAMES):
        said = part.removeprefix("… ").removesuffix(" …")
        assert said in whole or said in prose
        assert len(said) <= LENGTH
    for mark in shown.marks:
        assert terms(mark) & terms(words)


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("ecole", "Les écoles du Mali", "Les <mark>écoles</mark> du Mali"),
        ("eau", "L’eau d’Eau", "L’<mark>eau</mark> d’<mark>Eau</mark>"),
        ("les eaux", "Les eaux", "Les <mark>eaux</mark>"),
        ("les", "Les eaux", "<mark>Les</mark> eaux"),
        ("mars", "Le 05/03/2026", "Le <mark>05/03/2026</mark>"),
        ("lt", "&lt;b&gt;", "&amp;<mark>lt</mark>;b&amp;gt;"),
        ("script", "<script>", "&lt;<mark>script</mark>&gt;"),
        ("amp", "a & b", "a &amp; b"),
        ("source", "« La source » !", f"«{NARROW}La <mark>source</mark>{NARROW}»{NARROW}!"),
    ],
)
def test_words_are_marked_as_they_are_found(words, text, shown):
    assert marker(words).mark(text) == shown


def test_a_snippet_is_about_two_lines_around_the_most_words():
    text = (
        "Du sable. " * 60 + "Un puits, puis une école au Mali. " + "Du sable. " * 60 + "Un puits."
    )
    shown = Read(marker("puits école mali").snippet(text))
    assert 200 <= len(shown.text) <= 240
    assert shown.marks == ["puits", "école", "Mali"]
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")


def test_a_word_deep_in_a_long_text_is_shown():
    text = "Du sable encore. " * 700 + "Un puits." + " Du sable." * 300
    assert Read(marker("puits").snippet(text)).marks == ["puits"]


def test_nothing_of_a_text_that_has_no_space_is_lost_in_the_search_for_one():
    assert 200 <= len(marker("puits").snippet("a" * 100_000)) <= 240
    assert Read(marker("puits").snippet("a-" * 5_000 + "puits")).marks == ["puits"]


def test_names_are_shown_for_the_words_they_have_unless_they_are_shown_already():
    text = "Le fil des projets.\n59000\nLille\nComité Mali\nMali"
    found = marker("mali lille")
    sentence = "Le fil des projets. · "
    assert Read(found.snippet(text)).text == f"{sentence}Lille · Comité Mali · Mali"
    beside = ["Salle Yser, Lille"]
    assert Read(found.snippet(text, beside)).text == f"{sentence}Comité Mali · Mali"


def test_without_anything_found_a_snippet_is_the_beginning():
    text = "Un projet d’école. " * 30
    shown = marker("mali").snippet(text + "\nLille")
    assert shown.startswith("Un projet")
    assert shown.endswith(" …")
    assert len(shown) <= 240
    assert marker("mali").snippet("Lille\n59000") == ""
