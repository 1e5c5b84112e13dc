import pytest

from search.documents import MOST_TOKENS, document_of
from search.french import main_term
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    place = PlaceFactory(name="Salle Gérard", town="Fâches-Thumesnil")
    event = EventPageFactory(title="L’eau au Mali", summary="Une soirée.", place=place)
    event.themes.add(ThemeFactory(name="Santé"))
    return event


def test_a_word_counts_by_where_it_stands(event):
    _, tokens = document_of(event).analysed()
    found = tokens.split()
    mali, faches, soiree = map(main_term, ("mali", "faches", "soiree"))
    assert {mali, f"+{mali}", "=mali", faches, f"~{faches}", soiree} <= set(found)
    assert {f"~{mali}", f"+{faches}", "=faches", f"+{soiree}", f"~{soiree}"}.isdisjoint(found)
    assert len(found) == len(set(found))


def test_words_are_in_their_order_and_no_phrase_runs_from_one_field_to_the_next(event):
    words, _ = document_of(event).analysed()
    assert words.startswith(" eau au mali | ")
    assert " une soiree | " in words
    assert words.endswith(" | ")


def test_of_what_the_public_reads_beside_texts(event):
    facts = document_of(event).facts
    assert facts.date == event.finishes_at
    assert facts.when == event.dates_in_words
    assert facts.where == "Salle Gérard, Fâches-Thumesnil"
    assert facts.theme_ids == tuple(theme.pk for theme in event.themes.all())


def test_markup_is_no_text(event):
    event.decisions = "<p>Un <b>puits</b> &lt;neuf&gt;</p>"
    assert "Un puits <neuf>" in document_of(event).text


def test_a_boundless_text_has_bounded_tokens(event):
    event.summary = " ".join(f"mot{number}" for number in range(MOST_TOKENS + 100))
    _, tokens = document_of(event).analysed()
    assert len(tokens.split()) == MOST_TOKENS
    assert {"eau", "+eau", "=eau"} < set(tokens.split())
