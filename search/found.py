"""What a search found, as it is shown: the one place that knows which engine answered."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.backends.base import BaseSearchResults

from search.choices import Choices, kinds
from search.facets import Counts, Filters
from search.french import tokens
from search.models import EntryText
from search.reading import Reading
from search.results import SearchResults
from search.snippets import MOST_READ, Marker, marker

# What the address of a page is made of.
ADDRESS = ("url_path",)
EMPTY = SafeString()


@dataclass(frozen=True)
class Result:
    """A page that was found, with the words that were found marked."""

    page: Page
    kind: str
    title: SafeString
    snippet: SafeString
    when: SafeString = EMPTY
    where: SafeString = EMPTY


class PlainFound:
    """Without our index: pages, in the order of whatever engine found them."""

    counts: Counts | None = None
    reading = Reading()
    corrected = ""

    def __init__(
        self, results: BaseSearchResults, marker: Marker, *, is_degraded: bool = False
    ) -> None:
        self.results, self.marker, self.is_degraded = results, marker, is_degraded

    def count(self) -> int:
        return self.results.count()

    def __getitem__(self, span: slice) -> list[Result]:
        return [
            Result(
                page,
                kind_of(page.content_type_id),
                self.marker.mark(page.title),
                self.marker.snippet(page.search_description),
            )
            for page in self.results[span]
        ]


class IndexedFound(PlainFound):
    """With all that our index tells."""

    results: SearchResults

    def __init__(self, results: SearchResults, filters: Filters, counts: Counts) -> None:
        self.reading = results.reading
        super().__init__(results, marker(self.reading.typed, self.reading.terms))
        self.filters, self.counts = filters, counts
        self.entries: list[EntryText] = []

    def count(self) -> int:
        return self.counts.total

    def __getitem__(self, span: slice) -> list[Result]:
        self.entries = self.results[span].entries(self.filters, ADDRESS)
        if self.results.is_degraded:
            self.is_degraded = True
            return super().__getitem__(span)
        return [self.result_of(entry) for entry in self.entries]

    def result_of(self, entry: EntryText) -> Result:
        return Result(
            page_of(entry),
            kind_of(entry.kind_id),
            self.marker.mark(entry.title),
            self.marker.snippet(entry.text, beside=(entry.when, entry.where)),
            self.marker.mark(entry.when),
            self.marker.mark(entry.where),
        )

    @property
    def corrected(self) -> str:
        """The words with those in place of the mistyped ones; empty if none was."""
        if not self.reading.corrected:
            return ""
        parts = self.reading.parts
        return " ".join(self.written(each.corrected) or each.typed for each in parts)

    def written(self, word: str) -> str:
        """As the results that are shown write it: the index knows no accents."""
        if not word:
            return ""
        texts = (text for each in self.entries for text in (each.title, each.text[:MOST_READ]))
        found = (text[t.start : t.end] for text in texts for t in tokens(text) if t.word == word)
        return next(found, word)


def look_for(choices: Choices, public: PageQuerySet) -> PlainFound:
    """Choices of facets count only where the index answers."""
    results = public.search(choices.words)
    if not isinstance(results, SearchResults):
        plain = plain_words(choices.words)
        return PlainFound(public.search(plain), marker(plain))
    counts = results.counts(choices.filters)
    if results.is_degraded:
        return PlainFound(results, marker(choices.words), is_degraded=True)
    return IndexedFound(results, choices.filters, counts)


def page_of(entry: EntryText) -> Page:
    """As much of it as its address takes."""
    return Page(pk=entry.object_id, title=entry.title, url_path=entry.url_path)


def kind_of(content_type_id: int) -> str:
    return str(kinds().get(content_type_id, ""))


def plain_words(words: str) -> str:
    """The words alone, as typed: what any engine can take."""
    spans = dict.fromkeys((token.start, token.end) for token in tokens(words))
    return " ".join(words[start:end] for start, end in spans)
