"""What the search's page says: how many, which ones, how to narrow them or look otherwise."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.query import PageQuerySet

from search.choices import Choices
from search.found import look_for
from search.narrowing import Facet, Way, facets, removable
from search.promoted import promoted
from site_lianes.core.typography import NARROW_NO_BREAK_SPACE

RESULTS_PER_PAGE = 20


class SearchPage:
    """For words that are not empty."""

    def __init__(self, choices: Choices, public: PageQuerySet) -> None:
        self.public = public
        self.promoted: list[SearchPromotion] = []
        self.found = look_for(choices, public)
        self.choices = choices if self.has_facets else choices.unnarrowed()

    @property
    def has_facets(self) -> bool:
        return self.found.counts is not None

    @cached_property
    def total(self) -> int:
        return self.found.count()

    def page(self, number: int) -> Page:
        """Of the first, what the staff promote is left out: it is shown above."""
        page = Paginator(self.found, RESULTS_PER_PAGE).get_page(number)
        if page.number == 1 and not self.choices.is_narrowed:
            self.promoted = promoted(self.words, self.public, self.found.reading.promoted)
            above = {each.page_id for each in self.promoted}
            page.object_list = [each for each in page.object_list if each.page.pk not in above]
        return page

    # -- How the words were understood -----------------------------------------------------------

    @property
    def is_degraded(self) -> bool:
        return self.found.is_degraded

    @property
    def is_any(self) -> bool:
        return self.found.reading.is_any

    @cached_property
    def corrected(self) -> str:
        return self.found.corrected

    @property
    def words(self) -> str:
        """Those that were looked for: the mistyped ones corrected."""
        return self.corrected or self.choices.words

    @property
    def as_typed(self) -> Way:
        """To the words as they were typed, correct or not."""
        parts = self.found.reading.parts
        words = " ".join(f'"{part.typed}"' if part.corrected else part.typed for part in parts)
        return Way(self.choices.words, Choices(words).query())

    @property
    def in_words(self) -> str:
        """ "12 résultats pour « mali »"."""
        return counted(self.total, self.words)

    # -- To narrow it, and back ------------------------------------------------------------------

    @property
    def facets(self) -> list[Facet]:
        return facets(self.choices, self.found.counts) if self.has_facets else []

    @property
    def removable(self) -> list[Way]:
        return removable(self.choices)


def counted(total: int, words: str) -> str:
    """ "Aucun résultat pour « puits »", "1 204 résultats pour « mali »"."""
    number = f"{total:,}".replace(",", NARROW_NO_BREAK_SPACE) if total else _("Aucun")
    text = ngettext(
        "%(number)s résultat pour « %(words)s »",
        "%(number)s résultats pour « %(words)s »",
        total or 1,  # zero is singular in French
    )
    return text % {"number": number, "words": words}
