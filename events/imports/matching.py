"""Which places, organisers, themes… of the site a word of a file may mean: proposals, no more.

Pure functions over lists of known names.
"""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from events.texts.folding import folded

# Below this, two names have letters in common by chance.
ALIKE = 0.75
MOST_PROPOSED = 5
# Names whose words begin otherwise are not compared: there may be thousands.
_BEGINNING = 3


class Known(NamedTuple):
    pk: int
    name: str
    # Of a place alone.
    town: str = ""


class Match(NamedTuple):
    known: Known
    # The same name and the same town, accents and the like apart, and no other is.
    is_same: bool


class KnownNames:
    def __init__(self, known: Iterable[Known]) -> None:
        self.all = list(known)
        self._same: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._of_town: dict[str, list[Known]] = defaultdict(list)
        self._beginning: dict[str, list[Known]] = defaultdict(list)
        for each in self.all:
            name, town = folded(each.name), folded(each.town)
            self._same[name, town].append(each)
            self._of_town[town].append(each)
            for word in {word[:_BEGINNING] for word in name.split()}:
                self._beginning[word].append(each)

    def matches(self, name: str, town: str = "") -> list[Match]:
        """What is the same first, then what is alike, the most alike first."""
        same = self.same(name, town)
        # One thing may have several names.
        is_one = len({known.pk for known in same}) == 1
        found = [Match(known, is_same=is_one) for known in same]
        alike = sorted(
            ((_likeness(name, town, known), known) for known in self._near(name, town)),
            key=lambda pair: -pair[0],
        )
        found += [
            Match(known, is_same=False)
            for likeness, known in alike
            if likeness >= ALIKE and known not in same
        ]
        return found[:MOST_PROPOSED]

    def same(self, name: str, town: str = "") -> list[Known]:
        return self._same.get((folded(name), folded(town)), [])

    def _near(self, name: str, town: str) -> list[Known]:
        if town and folded(town) in self._of_town:
            return self._of_town[folded(town)]
        words = {word[:_BEGINNING] for word in folded(name).split()}
        near = {known for word in words for known in self._beginning.get(word, [])}
        # A file may know nothing of a place but its town.
        near.update(self._of_town.get(folded(name), []) if name else [])
        # A "salle des fêtes" of another town is another.
        return [known for known in near if not (town and known.town)]


def _likeness(name: str, town: str, known: Known) -> float:
    """From 0 to 1. One name that holds all words of the other is as like as can be."""
    said, ours = folded(name), folded(known.name)
    if not town and known.town and said == folded(known.town):
        return 1
    if not (said and ours):
        return 0
    shorter, longer = sorted((set(said.split()), set(ours.split())), key=len)
    if shorter <= longer:
        return 1
    return SequenceMatcher(None, said, ours).ratio()
