import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.french import Token, fold, tokens, tokens_with, words_and_terms

ANY_TEXT = st.text(st.characters()) | st.text(
    st.sampled_from("lLdDqu’'eEéàœ-.·/()0123456789 \u0301\u200b\u00ad\0sS")
)
FRENCH_LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüœæ"
FRENCH_WORD = st.text(st.sampled_from(FRENCH_LETTERS), min_size=1, max_size=20)


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ""),
        ("l’éducation", "education"),
        ("D'ÉDUCATION", "education"),
        ("jusqu’à ce qu’il s'en aille", "a ce il en aille"),
        ("Lorsqu'on l`a vu, puisqu´elle", "on a vu elle"),
        ("aujourd’hui", "aujourdhui"),
        ("la presqu'île et presqu’un", "la presquile et un"),
        ("prud’hommes", "prudhommes"),
        ("Villeneuve-d’Ascq", "villeneuve ascq"),
        ("Hauts-de-France", "hauts de france"),
        ("médiateur·rice·s", "mediateur"),
        ("habitant•e•s, habitant‧e‧s", "habitant habitant"),
        ("habitant(e)s", "habitant"),
        ("agent(s) et habitant(es)", "agent et habitant"),
        ("habitant.e.s et chargé.e.", "habitant et charge"),
        ("citoyen·ne", "citoyen"),
        ("chargé-e-s, chercheur/euse", "charge chercheur"),
        ("né·e·s", "ne"),
        ("La fin.Les amis", "la fin les amis"),
        ("donne-le et va-t-elle", "donne le et va t elle"),
        ("un·deux", "un deux"),
        ("l'A.G. de l’O.N.G.", "ag de ong"),
        ("M. Dupont", "m dupont"),
        ("covid19, covid-19", "covid19 covid 19"),
        ("C++ & FSE+", "c fse"),
        ("nom_de_fichier", "nom de fichier"),
        ("co\u00adopé\u200bra\0tion", "cooperation"),
        ("N° 59000", "n 59000"),
    ],
)
def test_words_are_read_as_written(text: str, read: str) -> None:
    assert " ".join(words(text)) == read


@pytest.mark.parametrize(
    "text", ["17/10/2019", "17-10-2019", "17.10.2019", "le 17 octobre 2019", "17.10.2019."]
)
def test_a_date_in_figures_is_read_as_in_letters(text: str) -> None:
    assert [word for word in words(text) if word != "le"] == ["17", "octobre", "2019"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2019-10-17", "17 octobre 2019"),
        ("05/03/2026", "5 mars 2026"),
        ("5/3/2026", "5 mars 2026"),
        ("17/10", "17 octobre"),
        ("24/7", "24 7"),
        ("31/13", "31 13"),
        ("45/10/2019", "45 10 2019"),
        ("192.168.10.10", "192 168 10 10"),
        ("1/17/10/2019", "1 17 10 2019"),
        ("17/10/20195", "17 10 20195"),
    ],
)
def test_only_dates_are_read_as_dates(text: str, read: str) -> None:
    assert " ".join(words(text)) == read


def shared(one: str, other: str) -> bool:
    return [token.terms for token in tokens(one)] == [token.terms for token in tokens(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("05/03/2026", "5 mars 2026"),
        ("1er mai", "1 mai"),
        ("05 janvier", "5 janv."),
        ("12 févr. 2026", "12/02/2026"),
        ("3 août", "03/08"),
        ("9 sept.", "9 septembre"),
    ],
)
def test_dates_share_their_terms(one: str, other: str) -> None:
    assert shared(one, other)


def test_spans_are_those_of_the_words_as_written() -> None:
    text = "À l’habitant·e·s du 05/03/2026"
    spans = [text[token.start : token.end] for token in tokens(text)]
    assert spans == ["À", "habitant·e·s", "du", "05/03/2026", "05/03/2026", "05/03/2026"]


def test_common_words_are_marked() -> None:
    found = tokens("Les données de l’été à Lille")
    assert [token.word for token in found if token.is_stop] == ["les", "de", "a"]


def test_a_token_says_all_of_its_word() -> None:
    assert tokens(" Éducation") == [Token("education", ("eduquer",), 1, 10, False)]


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.terms
        for written in (token.word, *token.terms):
            assert written.isascii()
            assert written.isalnum()
            assert written == written.lower()
            assert len(written) <= 40
        assert last <= token.start < token.end <= len(text)
        last = token.start


@given(ANY_TEXT)
def test_a_whole_text_reads_like_its_words(text: str) -> None:
    read = tokens(text)
    assert words_and_terms(text) == (
        " ".join(token.word for token in read),
        {term for token in read for term in token.terms},
    )


@given(ANY_TEXT, st.integers(0, 5))
def test_the_words_that_are_looked_for_are_found_where_they_stand(text: str, nth: int) -> None:
    read = tokens(text)
    wanted = frozenset(read[nth % len(read)].terms) if read else frozenset({"mali"})
    assert list(tokens_with(wanted, text)) == [t for t in read if wanted & {*t.terms}]


@given(ANY_TEXT)
def test_composed_and_decomposed_read_the_same(text: str) -> None:
    def read(form: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(token.word, token.terms) for token in tokens(unicodedata.normalize(form, text))]

    assert read("NFC") == read("NFD")


@given(FRENCH_WORD)
def test_a_word_meets_itself_in_capitals_and_without_accents(word: str) -> None:
    (as_written,) = tokens(word)
    for other in (word.upper(), fold(word)):
        (typed,) = tokens(other)
        assert typed.word == as_written.word
        assert set(typed.terms) & set(as_written.terms)


LONG = 100_000


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "l'", "1/", "·e", "(e)", "é-e", "\u0301", "l\u200b", "中", "1", "17/10/2019 "],
)
def test_no_text_takes_long(piece: str) -> None:
    """Ten times what it takes: a busy machine is no fault, an expression that explodes is one."""
    text = ("abc" + piece * LONG)[:LONG]
    before = time.process_time()
    tokens(text)
    assert time.process_time() - before < 2
