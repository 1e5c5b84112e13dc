"""The forms of a merge: with what, which one stays, and which values it keeps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.imports.matching import Known, KnownNames
from events.vocabulary.plan import MergePlan
from events.vocabulary.uses import Uses
from site_lianes.core.merging import Mergeable

MOST = 10


class ChosenForm(forms.Form):
    """Reads `?id=3&id=7`: those that are to be merged, in the order of their list."""

    id = forms.ModelMultipleChoiceField(queryset=None)

    def __init__(self, *args: Any, model: type[Mergeable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["id"].queryset = model.objects.current()


class OtherForm(forms.Form):
    """With what to merge one: what looks like it comes first."""

    id = forms.ChoiceField(
        label=_("Avec"),
        help_text=_("Vous choisirez ensuite lequel des deux reste."),
    )

    def __init__(self, *args: Any, word: Mergeable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = {each.pk: each for each in type(word).objects.current() if each != word}
        known = (Known(pk, each.name, getattr(each, "town", "")) for pk, each in others.items())
        matches = KnownNames(known).matches(word.name, getattr(word, "town", ""))
        alike = list(dict.fromkeys(match.known.pk for match in matches))
        groups = {_("Se ressemblent"): alike, _("Tous les autres"): others.keys() - set(alike)}
        self.fields["id"].choices = [
            (label, [(pk, str(others[pk])) for pk in others if pk in pks])
            for label, pks in groups.items()
            if pks
        ]

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["id"].choices)


class Side(NamedTuple):
    """One of those to merge, as the form shows it."""

    word: Mergeable
    uses: Uses
    stays: bool


class MergeForm(forms.Form):
    """Which one stays, and for each field where they differ, whose value it keeps.

    When another is to stay, the values are proposed anew: those of its own, where it has any.
    """

    kept = forms.TypedChoiceField(coerce=int)
    proposed_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any], words: Sequence[Mergeable], uses: Mapping[int, Uses]
    ) -> None:
        self._words = {word.pk: word for word in words}
        self._uses = uses
        self._differing = [
            name
            for name in words[0].chosen_when_merged
            if len({getattr(word, name) for word in words}) > 1
        ]
        super().__init__(self._settled(data))
        keys = [(pk, pk) for pk in self._words]
        self.fields["kept"].choices = keys
        for name in self._differing:
            self.fields[name] = forms.TypedChoiceField(
                label=capfirst(words[0]._meta.get_field(name).verbose_name),
                choices=keys,
                coerce=int,
            )

    def _settled(self, data: Mapping[str, Any]) -> dict[str, Any]:
        most_used = max(self._words, key=lambda pk: self._uses[pk].total)
        kept = data.get("kept") or str(most_used)
        settled = {"kept": kept, "proposed_for": kept}
        for name in self._differing:
            settled[name] = data.get(name) if data.get("proposed_for") == kept else None
            settled[name] = settled[name] or str(self._proposed(name, kept))
        return settled

    def _proposed(self, name: str, kept: str) -> int:
        """Whose value: the one that stays, unless it has none."""
        order = sorted(self._words, key=lambda pk: str(pk) != kept)
        return next((pk for pk in order if getattr(self._words[pk], name)), order[0])

    @property
    def sides(self) -> list[Side]:
        kept = self["kept"].value()
        return [Side(word, self._uses[pk], str(pk) == kept) for pk, word in self._words.items()]

    def differences(self) -> Iterator[tuple[BoundField, list[tuple[int, str, bool]]]]:
        """Each field where they differ, and its values: whose, what it says, if it is chosen."""
        for name in self._differing:
            chosen = self[name].value()
            first: dict[Any, int] = {}
            for pk, word in self._words.items():
                first.setdefault(getattr(word, name), pk)
            # The same value of another is shown once.
            holder = getattr(self._words.get(int(chosen) if chosen.isdecimal() else 0), name, None)
            yield (
                self[name],
                [(pk, value, value == holder) for value, pk in first.items()],
            )

    def plan(self) -> MergePlan:
        kept = self._words[self.cleaned_data["kept"]]
        merged = [word for word in self._words.values() if word is not kept]
        values = {
            name: getattr(self._words[self.cleaned_data[name]], name) for name in self._differing
        }
        return MergePlan(kept, merged, dict(self._uses), values)
