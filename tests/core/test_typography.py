import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_lianes.core.typography import enumerate_in_french, french

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Venez !", f"Venez{NARROW}!"),
        ("Quand ? Demain ; tôt", f"Quand{NARROW}? Demain{NARROW}; tôt"),
        ("Débat : « La source »", f"Débat{WIDE}: «{NARROW}La source{NARROW}»"),
        ("de 18:30 à 20:00", "de 18:30 à 20:00"),
        ("https://lianes.example/?q=a", "https://lianes.example/?q=a"),
        ("Tinkaré &amp; cie&nbsp;!", "Tinkaré &amp; cie&nbsp;!"),
        ('<a href="/?a=1">Voir : ici</a>', f'<a href="/?a=1">Voir{WIDE}: ici</a>'),
    ],
)
def test_spaces_that_french_wants_unbreakable_are(typed, shown):
    assert french(typed) == shown


@given(st.text())
def test_nothing_but_spaces_is_ever_changed(text):
    spaces = {ord(c): None for c in f" {NARROW}{WIDE}"}
    assert french(text).translate(spaces) == text.translate(spaces)


@given(st.text(alphabet=f" a:;!?«»{NARROW}{WIDE}"))
def test_applied_twice_it_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")],
)
def test_enumeration(items, words):
    assert enumerate_in_french(items) == words
