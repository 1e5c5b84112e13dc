"""The vocabulary against the words of the entries."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from search.models import EntryText, Word
from search.upkeep.faults import Fault, Kind
from search.vocabulary import EVERYWHERE, term_of, words_of

AT_ONCE = 500


def miscounted(*, repair: bool) -> Iterator[Fault]:
    wrong = wrong_words()
    if repair:
        count_anew(wrong)
    for word, number in wrong.items():
        name = _("toutes les entrées") if word == EVERYWHERE else f"« {word} »"
        yield Fault(Kind.MISCOUNTED, f"{name} : {number}")


def wrong_words() -> dict[str, int]:
    """In how many entries is each word whose row says something else."""
    counts: Counter[str] = Counter()
    for words in EntryText.objects.values_list("words", flat=True).iterator(AT_ONCE):
        counts.update(words_of(words))
    wrong = {}
    known = Word.objects.values_list("word", "term", "entries")
    for word, term, entries in known.iterator(AT_ONCE):
        number = counts.pop(word, 0)
        if (term, entries) != (term_of(word), number):
            wrong[word] = number
    return wrong | counts


def count_anew(numbers: dict[str, int]) -> None:
    rows = (Word(word=word, term=term_of(word), entries=numbers[word]) for word in sorted(numbers))
    while some := list(islice(rows, AT_ONCE)):
        Word.objects.bulk_create(
            some, update_conflicts=True, unique_fields=["word"], update_fields=["term", "entries"]
        )
