"""The SQL that finds entries and gives each its score: the same for both databases.

The score is a sum of integers, so that both order alike. Each part of the query counts by its
rarity: for being there, more for being among the names (place, organisers, themes), most for being
in the title, and a little more for being there in that very form, or its plural. Common words find
entries and score nothing: those are in the order of their dates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from search.documents import IN_NAMES, IN_TITLE, WHOLE_WORD
from search.engines import Engine
from search.engines.base import Unit
from search.reading import Part, Reading

ANYWHERE_POINTS, TITLE_POINTS, NAMES_POINTS, SAME_FORM_POINTS = 4, 4, 2, 1
# More than all the points that an entry can have: marks those that match the whole query.
MATCHED = 1_000_000


@dataclass(frozen=True)
class Sql:
    text: str
    params: tuple[object, ...] = ()


NOTHING = Sql("SELECT 0 AS id, 0 AS score WHERE 1 = 0")


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
    """The entries that a reading of a query finds."""

    def __init__(self, engine: Engine, reading: Reading, *, titles_only: bool = False) -> None:
        self.engine = engine
        self.reading = reading
        self.tag = IN_TITLE if titles_only else ""

    def scored(self) -> Sql:
        """A SELECT of `id` and `score`."""
        return self.in_phrases(self.of_any() if self.reading.is_any else self.of_all())

    def unscored(self) -> Sql:
        """The same entries, for who counts them: `score` is 0."""
        return self.in_phrases(self.found())

    def found(self) -> Sql:
        if self.reading.is_empty:
            return NOTHING
        units = [tagged(part.unit, self.tag) for part in self.reading.parts]
        if self.reading.is_any:
            units = [tuple(alternative for unit in units for alternative in unit)]
        found = self.match(units, are_common=self.reading.is_common)
        return Sql(f"SELECT id, 0 AS score FROM ({found.text}) AS found", found.params)

    def of_all(self) -> Sql:
        bonuses = [bonus for part in self.reading.parts for bonus in self.bonuses(part)]
        if not bonuses:
            return self.found()
        units = [tagged(part.unit, self.tag) for part in self.reading.parts]
        summed = self.union([self.points(MATCHED, units), *bonuses])
        return Sql(
            f"SELECT id, SUM(points) - {MATCHED} AS score FROM ({summed.text}) AS given "
            f"GROUP BY id HAVING SUM(points) >= {MATCHED}",
            summed.params,
        )

    def of_any(self) -> Sql:
        given = []
        for part in self.reading.parts:
            points = ANYWHERE_POINTS * part.rarity
            units = [tagged(part.unit, self.tag)]
            given.append(self.points(points, units, are_common=part.is_common))
            given += self.bonuses(part)
        summed = self.union(given)
        return Sql(
            f"SELECT id, SUM(points) AS score FROM ({summed.text}) AS given GROUP BY id",
            summed.params,
        )

    def bonuses(self, part: Part) -> list[Sql]:
        if not part.rarity:
            return []
        in_title = self.points(TITLE_POINTS * part.rarity, [tagged(part.unit, IN_TITLE)])
        in_names = self.points(NAMES_POINTS * part.rarity, [tagged(part.unit, IN_NAMES)])
        return [in_title, in_names, *self.same_form(part)]

    def same_form(self, part: Part) -> list[Sql]:
        if not part.words:
            return []
        forms = (tuple(WHOLE_WORD + form for form in forms_of(word)) for word in part.words)
        return [self.points(SAME_FORM_POINTS * part.rarity, [(tuple(forms),)])]

    def points(self, points: int, units: Sequence[Unit], *, are_common: bool = False) -> Sql:
        found = self.match(units, are_common=are_common)
        return Sql(f"SELECT id, {points} AS points FROM ({found.text}) AS found", found.params)

    def match(self, units: Sequence[Unit], *, are_common: bool) -> Sql:
        select = self.engine.select_many if are_common else self.engine.select
        return Sql(select, (self.engine.condition(tuple(units)),))

    def in_phrases(self, hits: Sql) -> Sql:
        """Of these, those where the words of each phrase follow each other."""
        if not self.reading.phrases:
            return hits
        likes = [like(phrase) for phrase in self.reading.phrases]
        conditions = " AND ".join("text.words LIKE %s" for _ in likes)
        return Sql(
            # CROSS: SQLite takes the tables in this order, and looks up a row for each hit.
            f"SELECT hit.id, hit.score FROM ({hits.text}) AS hit "
            f"CROSS JOIN search_entrytext AS text WHERE text.entry_id = hit.id AND {conditions}",
            (*hits.params, *likes),
        )

    @staticmethod
    def union(selects: Sequence[Sql]) -> Sql:
        texts = " UNION ALL ".join(each.text for each in selects)
        return Sql(texts, tuple(param for each in selects for param in each.params))
