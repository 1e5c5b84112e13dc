import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import spelling

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)


@pytest.mark.parametrize(
    "mistyped", ["mlai", "mai", "malii", "mari", "smali", "amli", "ali", "mal"]
)
def test_a_single_fault_is_one_away(mistyped):
    assert "mali" in spelling.one_fault_away(mistyped)


@pytest.mark.parametrize("other", ["mali", "liam", "mllia", "mi", "malien", "togo"])
def test_two_faults_or_none_are_not(other):
    assert "mali" not in spelling.one_fault_away(other)


@given(WORDS)
def test_who_is_one_away_is_so_both_ways(word):
    for other in list(spelling.one_fault_away(word))[:20]:
        assert word in spelling.one_fault_away(other)


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("leau", ["eau"]),
        ("deducation", ["education"]),
        ("quun", ["un"]),
        ("jusquen", ["en", "usquen"]),
        ("dhonneur", ["honneur"]),
        ("lyon", ["yon"]),
        ("mali", []),
        ("sinscrire", ["inscrire"]),
        ("sage", []),
        ("dos", []),
        ("paris", []),
        ("deux", ["eux"]),
        ("la", []),
    ],
)
def test_an_article_without_its_apostrophe_is_taken_off(word, rest):
    assert spelling.without_elision(word) == rest


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("tierslieux", ("tiers", "lieux")),
        ("pseau", ("ps", "eau")),
        ("hautsdefrance", ("hauts", "de", "france")),
        ("villeneuvedascq", ("villeneuve", "ascq")),
        ("odd17", ("odd", "17")),
        ("2026lille", ("2026", "lille")),
    ],
)
def test_a_word_is_cut_wherever_its_parts_can_be_words(word, cut):
    assert cut in spelling.parts(word)


@pytest.mark.parametrize("word", ["eau", "2019", "rn2019a"])
def test_what_is_short_or_of_figures_is_not_cut(word):
    assert spelling.parts(word) == []


@pytest.mark.parametrize("word", ["2019", "59155", "rn2019", "mal"])
def test_no_other_number_and_no_shorter_word_is_a_correction(word):
    assert not spelling.may_be_mistyped(word)


def test_a_very_long_word_stands_for_nothing():
    assert spelling.candidates("a" * 40) == set()
