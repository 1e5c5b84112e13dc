"""The words of the site, and in how many entries each is. All of it stays in the database."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Sum

from search import french
from search.documents import FIELD_END
from search.models import Word

# The word that every entry has.
EVERYWHERE = ""


def words_of(words: str) -> set[str]:
    """The distinct words of an entry's text, and the one that counts all entries."""
    return {*words.split(), EVERYWHERE} - {FIELD_END}


def count(changes: Counter[str]) -> None:
    """Add what changed to the counts of words.

    A word that another transaction is counting keeps its number: who publishes never waits for
    who imports, and a rarity that is one off changes no answer. `check_search_index` counts anew.
    """
    gained = [Word(word=word, term=term_of(word)) for word in sorted(changes) if changes[word] > 0]
    Word.objects.bulk_create(gained, ignore_conflicts=True)
    by_change: dict[int, list[str]] = {}
    for word, change in changes.items():
        if change:
            by_change.setdefault(change, []).append(word)
    for change, words in by_change.items():
        free = Word.objects.select_for_update(skip_locked=True).filter(word__in=words)
        free_words = list(free.values_list("word", flat=True))
        Word.objects.filter(word__in=free_words).update(entries=F("entries") + change)


def fill(counts: Counter[str]) -> None:
    """Put these counts into an empty table."""
    words = (Word(word=word, term=term_of(word), entries=counts[word]) for word in sorted(counts))
    Word.objects.bulk_create(words, batch_size=5_000)


def term_of(word: str) -> str:
    return french.main_term(word) if word else EVERYWHERE


def entries_with(terms: Iterable[str]) -> dict[str, int]:
    """In about how many entries each of these terms is; a term of none is left out."""
    found = Word.objects.filter(term__in=[*terms, EVERYWHERE], entries__gt=0)
    return dict(found.values_list("term").annotate(total=Sum("entries")).order_by())


def known(words: Iterable[str]) -> dict[str, int]:
    """Those of these words that the site has, the most frequent first: in how many entries."""
    found = Word.objects.filter(word__in=list(words), entries__gt=0)
    return dict(found.order_by("-entries", "word").values_list("word", "entries"))


def beginning_with(start: str, limit: int) -> dict[str, int]:
    """The most frequent words that begin like this: in how many entries."""
    # Not `startswith`, for which SQLite reads all words: they are of ASCII letters and figures.
    found = Word.objects.filter(word__gt=start, word__lt=start + "{", entries__gt=0)
    return dict(found.order_by("-entries", "word").values_list("word", "entries")[:limit])
