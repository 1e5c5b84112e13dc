"""Makes as many pages of text as one wants, in bulk: four in five of content, the others events.

Each has some 300 words: half are the most common of French, the others are of 20,000 made-up ones,
the n-th of which comes n times more seldom than the first, as in any language (Zipf). Among them
are words whose share of the pages is known, which the benchmark looks for.
"""

import json
from itertools import accumulate
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, GroupIndexPage
from home.models import ContentPage, HomePage
from search.french import STOP_WORDS
from tests.tools.bulk_pages import Branch, store_pages
from tests.tools.many_events import EventMaker, make_events
from tests.tools.many_words import Words

AT_ONCE = 2000
VOCABULARY, SENTENCES, WORDS_OF_A_SENTENCE, WORDS_OF_A_TITLE = 20_000, 20, 15, 6
SHARE_OF_CONTENT = 4 / 5
# Each is in every so many pages, from the one of that number on.
PLANTED = {
    "réseau": (1, 0),
    "apiculture": (33, 0),
    "jumelage": (29, 0),
    "hydroponie": (2000, 7),
}
SYLLABLES = """
b c d f g h j l m n p r s t v bl br ch cl cr dr fl gr pl pr qu tr
a e i o u é è an en in on ou ai oi au eu
tion ment age eur ive ique ité able ance al el ier isme oire ule ette ade ude in on
"""
STARTS, MIDDLES, ENDS = map(str.split, SYLLABLES.strip().splitlines())


@transaction.atomic
def make_texts(size: int) -> None:
    """Published pages, in no search index."""
    contents = int(size * SHARE_OF_CONTENT)
    texts = Texts()
    make_contents(texts, contents)
    words = Words.make(size - contents, GroupIndexPage.objects.get())
    agenda = EventIndexPage.objects.get()
    make_events(TextualEventMaker(agenda, words, texts, contents), size - contents)


def make_contents(texts: "Texts", size: int) -> None:
    home = HomePage.objects.get()
    parent = home.add_child(instance=ContentPage(title="Textes", slug="textes"))
    branch = Branch(parent, ContentPage)
    for start in range(0, size, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, size))
        store_pages(ContentPage, [content_page(branch, texts, number) for number in numbers])
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + size)


def content_page(branch: Branch, texts: "Texts", number: int) -> ContentPage:
    title, body = texts.page(number)
    place = branch.place(number, f"texte-{number + 1}")
    return ContentPage(title=title, draft_title=title, body=stream(ContentPage, body), **place)


class TextualEventMaker(EventMaker):
    """Events with such texts, the first of which is that of page `first`."""

    def __init__(self, agenda: EventIndexPage, words: Words, texts: "Texts", first: int) -> None:
        super().__init__(agenda, words)
        self.texts, self.first = texts, first

    def event(self, number: int) -> EventPage:
        event = super().event(number)
        title, body = self.texts.page(self.first + number)
        event.title = event.draft_title = title
        event.body = stream(EventPage, body)
        if event.minutes:
            event.minutes = stream(EventPage, body[:1])
        return event


class Texts:
    def __init__(self) -> None:
        # The same texts each time.
        self.random = Random(2)  # noqa: S311 - no secret
        # The most common French words, then made-up ones.
        stop_words = sorted(STOP_WORDS, key=lambda word: (len(word), word))
        self.words = [*stop_words, *self._made_up()]
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def page(self, number: int) -> tuple[str, list[str]]:
        """A title and paragraphs."""
        sentences = [self._words(WORDS_OF_A_SENTENCE) for _ in range(SENTENCES)]
        for word, (every, first) in PLANTED.items():
            if number % every == first:
                self.random.choice(sentences).insert(0, word)
        written = [f"{' '.join(words).capitalize()}." for words in sentences]
        title = " ".join(self._words(WORDS_OF_A_TITLE)).capitalize()
        return title, [" ".join(written[start : start + 5]) for start in range(0, SENTENCES, 5)]

    def _words(self, number: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=number)

    def _made_up(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            [syllables] = self.random.choices((1, 2, 3), (3, 5, 2))
            letters = [*(STARTS, MIDDLES) * syllables, STARTS, ENDS]
            words["".join(map(self.random.choice, letters))] = None
        return list(words)


def stream(model: type[Page], paragraphs: list[str]) -> Any:
    """The `body` of a page."""
    blocks = [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in paragraphs]
    return model._meta.get_field("body").to_python(json.dumps(blocks))
