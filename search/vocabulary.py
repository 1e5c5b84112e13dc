"""The words of the site, and in how many entries each is. All of it stays in the database."""

from collections import Counter
from collections.abc import Collection

from django.db import connections, router
from django.db.models import F

from search import french
from search.documents import FIELD_END
from search.models import Word

# The word that every entry has.
EVERYWHERE = ""
# What begins like something, by the index of the words, which are of ASCII letters and figures. No
# pattern uses it on SQLite, where a brace comes after all of them; on PostgreSQL, what comes after
# what depends on the language of the database.
BEGINS = {
    "sqlite": ("word > %s AND word < %s", lambda start: (start, start + "{")),
    "postgresql": ("word LIKE %s", lambda start: (f"{start}_%",)),
}


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


def near(words: Collection[str], starts: Collection[str]) -> dict[str, int]:
    """The words of the site among these, and those that begin like a start, in one statement.

    The most frequent first, each with the number of its entries. By hand: a thousand words are
    looked up for one that is mistyped, and Django takes ten times as long as the database.
    """
    connection = connections[router.db_for_read(Word)]
    begins, params_of = BEGINS[connection.vendor]
    among = f"word IN ({', '.join(['%s'] * len(words))})" if words else "1 = 0"
    wanted = " OR ".join([among, *[begins] * len(starts)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, entries FROM search_word WHERE ({wanted}) AND entries > 0 "  # noqa: S608
            "ORDER BY entries DESC, word",
            [*words, *(param for start in starts for param in params_of(start))],
        )
        return dict(cursor.fetchall())
