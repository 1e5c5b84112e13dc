"""What a reading asks of the index, and what score it gives: the same for both databases.

The score is a sum of integers, so that both order alike. Each part of the query counts by its
rarity: for being there, more for being among the names (place, organisers, themes), most for being
in the title, and a little more for being there in that very form, or its plural. Common words find
entries and score nothing: those are in the order of their dates.
"""

from collections.abc import Iterator

from search.documents import IN_NAMES, IN_TITLE, WHOLE_WORD
from search.engines import Engine
from search.engines.base import Asked, Sql, Unit
from search.reading import Part, Reading

ANYWHERE_POINTS, TITLE_POINTS, NAMES_POINTS, SAME_FORM_POINTS = 4, 4, 2, 1
NOTHING = Sql("SELECT 0 AS id WHERE 1 = 0")


def tagged(unit: Unit, tag: str) -> Unit:
    return tuple(tuple(tuple(tag + term for term in terms) for terms in words) for words in unit)


def forms_of(word: str) -> tuple[str, ...]:
    """The singular and the plural, as far as a letter tells."""
    return (word, word[:-1]) if word[-1] in "sx" else (word, word + "s", word + "x")


def like(phrase: tuple[str, ...]) -> str:
    """The pattern of words that follow each other; `*` ends one whose beginning is enough."""
    words = f"{' '.join(phrase)} "
    return f"% {words.replace('* ', '')}%"


class Hits:
    """The entries that a reading of a query finds.

    Of what `found` and `asked` give, those where `in_phrases` holds.
    """

    def __init__(self, engine: Engine, reading: Reading, *, titles_only: bool = False) -> None:
        self.engine = engine
        self.reading = reading
        self.tag = IN_TITLE if titles_only else ""

    def found(self) -> Sql:
        """A SELECT of `id`, for who counts them."""
        if self.reading.is_empty:
            return NOTHING
        select = self.engine.select_many if self.reading.is_common else self.engine.select
        return Sql(select, (self.condition(),))

    def asked(self) -> Asked:
        """The same entries, with their scores."""
        bonuses = tuple(bonus for part in self.reading.parts for bonus in self.bonuses(part))
        return Asked(self.condition(), bonuses)

    def in_phrases(self) -> Sql:
        """Whether the words of each phrase follow each other."""
        if not self.reading.phrases:
            return Sql("TRUE")
        likes = tuple(like(phrase) for phrase in self.reading.phrases)
        conditions = " AND ".join("text.words LIKE %s" for _ in likes)
        return Sql(
            "EXISTS (SELECT 1 FROM search_entrytext AS text "
            f"WHERE text.entry_id = entry.id AND {conditions})",
            likes,
        )

    def condition(self) -> str:
        units = tuple(tagged(part.unit, self.tag) for part in self.reading.parts)
        if self.reading.is_any:
            units = (tuple(alternative for unit in units for alternative in unit),)
        return self.engine.condition(units)

    def bonuses(self, part: Part) -> Iterator[tuple[int, str]]:
        rarity = part.rarity or 0
        if self.reading.is_any:
            yield self.bonus(ANYWHERE_POINTS * rarity, tagged(part.unit, self.tag))
        if rarity:
            yield self.bonus(TITLE_POINTS * rarity, tagged(part.unit, IN_TITLE))
            yield self.bonus(NAMES_POINTS * rarity, tagged(part.unit, IN_NAMES))
        if rarity and part.words:
            forms = (tuple(WHOLE_WORD + form for form in forms_of(word)) for word in part.words)
            yield self.bonus(SAME_FORM_POINTS * rarity, (tuple(forms),))

    def bonus(self, points: int, unit: Unit) -> tuple[int, str]:
        return points, self.engine.condition((unit,))
