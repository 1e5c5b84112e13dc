import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.french import fold
from search.french.folding import fold_word

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Œuvre", "l'oeuvre"),
        ("ÇA BOUGE À NOËL", "ca bouge a noel"),
        ("ex æquo, Straße", "ex aequo, strasse"),
        ("e\u0301tat", "etat"),
        ("co\u00adop\u200bé\0ration", "cooperation"),
        ("ﬁnancer", "financer"),
        ("Łódź", "lodz"),
        ("L`EAU", "l'eau"),
        ("l‘eau lʼeau l`eau l´eau", "l'eau l'eau l'eau l'eau"),
    ],
)
def test_case_accents_and_ligatures_are_gone(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Œuvre", "oeuvre"), ("Привет", "xd0bfd180d0b8d0b2d0b5d182"), ("a" * 50, "a" * 40), ("", "")],
)
def test_a_word_is_ascii_and_short(word: str, folded: str) -> None:
    assert fold_word(word) == folded


def test_words_of_another_script_stay_different() -> None:
    assert len({fold_word(word) for word in ("Мали", "Лилль", "中文", "سلام")}) == 4


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
