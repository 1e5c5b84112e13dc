"""The words of the site, and in how many entries each is. All of it stays in the database."""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connections, router
from django.db.models import F, Q, QuerySet, Sum

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
    """Put these counts into an empty table: by hand, as there are tens of thousands."""
    rows = [(word, term_of(word), counts[word]) for word in sorted(counts)]
    with connections[router.db_for_write(Word)].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_word (word, term, entries) VALUES (%s, %s, %s)", rows
        )


def term_of(word: str) -> str:
    return french.main_term(word) if word else EVERYWHERE


def counted(terms: Iterable[str]) -> QuerySet:
    """Rows: each of these terms that the site has, and in about how many entries it is."""
    found = Word.objects.filter(term__in=[*terms, EVERYWHERE], entries__gt=0)
    return found.values_list("term").annotate(total=Sum("entries")).order_by()


def near(words: Iterable[str], starts: Iterable[str]) -> dict[str, int]:
    """The words of the site among these, and those that begin like a start, in one statement.

    The most frequent first, each with the number of its entries.
    """
    wanted = reduce(or_, map(begins_with, starts), Q(word__in=list(words)))
    found = Word.objects.filter(wanted, entries__gt=0).order_by("-entries", "word")
    return dict(found.values_list("word", "entries"))


def begins_with(start: str) -> Q:
    """Found by the index of the words: on SQLite, no pattern is, and letters follow their codes.

    On PostgreSQL they follow the language of the database.
    """
    if connections[router.db_for_read(Word)].vendor == "sqlite":
        # They are of ASCII letters and figures: all come before a brace.
        return Q(word__gt=start, word__lt=start + "{")
    return Q(word__startswith=start) & ~Q(word=start)
