import pytest

from events.texts.folding import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fâches-Thumesnil", "FACHES  thumesnil"),
        ("Villeneuve-d’Ascq", "Villeneuve d'Ascq"),
        ("L’Œuvre", "l'oeuvre"),
        ("Les « 5 Bonniers »", "les 5 bonniers"),
        ("Ou\u0301", "où"),
    ],
)
def test_words_are_one_without_case_accents_hyphens_apostrophes_or_ligatures(one, other):
    assert folded(one) == folded(other)


def test_other_letters_and_other_words_stay_other():
    assert len({folded(text) for text in ("Mali", "Mâlin", "Ma li", "Мали́й", "")}) == 5
