"""What the site knows of places, organisers, themes, countries and groups, for an import."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from events.imports.matching import Known, KnownNames, Match
from events.imports.named import (
    COUNTRY,
    GROUP,
    LABELS,
    ORGANISER,
    PLACE,
    THEME,
    Word,
    kind_of,
)
from events.models import Country, GroupPage, Organiser, Place
from events.models.vocabulary import free_slug
from site_lianes.core.models import Theme

# What a person, or an option of the command, decides of a word: nothing, a key, or this.
CREATE = "create"
UNSAID = ("slug", "time_zone")
SHORT = (THEME, COUNTRY, GROUP)
MODELS: dict[str, type[models.Model]] = {
    PLACE: Place,
    ORGANISER: Organiser,
    THEME: Theme,
    COUNTRY: Country,
}


class Vocabulary:
    """All that is known, read once: five queries."""

    def __init__(
        self, known: Mapping[str, list[Known]], former: Mapping[str, list[Known]] | None = None
    ) -> None:
        """`former` are the names of what was merged, with the key of what is in its place."""
        former = former or {}
        self._known = {
            kind: KnownNames([*names, *former.get(kind, [])]) for kind, names in known.items()
        }
        self.names = {
            kind: {
                each.pk: f"{each.name}, {each.town}" if each.town else each.name for each in all_
            }
            for kind, all_ in known.items()
        }

    @classmethod
    def read(cls) -> Self:
        known: dict[str, list[Known]] = defaultdict(list)
        former: dict[str, list[Known]] = defaultdict(list)
        for kind, model in MODELS.items():
            facts = ["name", "town"] if model is Place else ["name"]
            for pk, current, *said in model.objects.values_list("pk", "merged_into", *facts):
                # The name of what was merged goes on meaning something: what is in its place.
                (former if current else known)[kind].append(Known(current or pk, *said))
        groups = GroupPage.objects.exact_type(GroupPage)
        known[GROUP] = [Known(*row) for row in groups.values_list("pk", "title")]
        return cls({kind: known[kind] for kind in LABELS}, former)

    def known(self, kind: str) -> list[Known]:
        return self._known[kind].all

    def matches(self, word: Word) -> list[Match]:
        name = word.name if not word.place or word.place.name else ""
        return self._known[word.kind].matches(name, word.town)

    def recognised(self, word: Word) -> int | None:
        """The key of what bears the same name, if one alone does."""
        return next((match.known.pk for match in self.matches(word) if match.is_same), None)

    def is_missing(self, word: Word) -> bool:
        """Whether nothing of the site bears this name."""
        return not self._known[word.kind].same(word.name, word.town)

    def choices(self, word: Word) -> list[tuple[int, str]]:
        """What may be meant; of the short lists, all."""
        names = self.names[word.kind]
        proposed = list(dict.fromkeys(match.known.pk for match in self.matches(word)))
        if word.kind in SHORT:
            proposed += [pk for pk in names if pk not in proposed]
        return [(pk, names[pk]) for pk in proposed]

    def decide(self, words: Iterable[Word], *, attach: bool, create: bool) -> dict[Word, str]:
        """One decision for all words, where nobody is there to take them one by one."""
        decisions = {}
        for word in words:
            pk = self.recognised(word) if attach else None
            makes = create and self.is_missing(word) and new(word)
            decisions[word] = str(pk or (CREATE if makes else ""))
        return decisions


def still_there(attached: Mapping[int, Mapping[str, int]]) -> dict[int, dict[str, int]]:
    """What words were attached to, event by event, without what was deleted since."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for words in attached.values():
        for word, pk in words.items():
            wanted[kind_of(word)].add(pk)
    found = {
        (kind, pk): current or pk
        for kind, keys in wanted.items()
        for pk, current in _rows(kind, keys)
    }
    return {
        event: {
            word: found[kind_of(word), pk]
            for word, pk in words.items()
            if (kind_of(word), pk) in found
        }
        for event, words in attached.items()
    }


def _rows(kind: str, keys: set[int]) -> Iterable[tuple[int, int | None]]:
    """Those that exist; what was merged with what is in its place."""
    model = MODELS.get(kind, GroupPage)
    current = models.Value(None) if model is GroupPage else models.F("merged_into")
    rows = model.objects.filter(pk__in=keys).order_by()
    return rows.values_list("pk", models.ExpressionWrapper(current, models.BigIntegerField()))


def new(word: Word) -> models.Model | None:
    """What this word becomes on the site; None if it says too little, or if it is there already."""
    made = sketch(word)
    if isinstance(made, Country):
        made.slug = free_slug(Country, "slug", slugify(word.name)[:70], "pays")
    try:
        if made:
            made.full_clean(exclude=UNSAID)
    except ValidationError:
        return None
    return made


def sketch(word: Word) -> models.Model | None:
    """What this word would become, without a query: whether it is there already is not asked."""
    match word.kind:
        case "place":
            made = _place(word)
        case "theme":
            made = Theme(name=word.name)
        case "organiser":
            made = Organiser(name=word.name)
        case "country":
            # Its time zone is left to a person: the pages say no hour of there until then.
            made = Country(name=word.name)
        case _:
            return None
    try:
        made.clean_fields(exclude=UNSAID)
    except ValidationError:
        return None
    return made


def _place(word: Word) -> Place:
    said = word.place
    place = Place(name=word.name, street=said.street, town=said.town)
    # A postal code of another country is no code of ours.
    try:
        place.postal_code = Place._meta.get_field("postal_code").clean(said.postal_code, place)
    except ValidationError:
        place.postal_code = ""
    return place


def meant(word: Word, decision: str) -> models.Model | None:
    """What a decision says that a word is; what it would create is in memory alone."""
    if decision == CREATE:
        return sketch(word)
    return MODELS[word.kind].objects.get(pk=decision) if decision else None


def attach(decisions: Mapping[Word, str]) -> tuple[dict[str, int], list[models.Model]]:
    """The key that each word stands for from now on, and what was created for that."""
    attached, created = {}, []
    for word, decision in decisions.items():
        if decision == CREATE:
            if made := new(word):
                made.save()
                created.append(made)
                attached[word.key] = made.pk
        elif decision:
            attached[word.key] = int(decision)
    return attached, created
