"""The forms of a merge: with what, which one stays, and which values it keeps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from events.imports.matching import Known, KnownNames
from events.vocabulary.merge_plan import MergePlan, value_in_words
from events.vocabulary.uses import Uses
from site_lianes.core.merging import Mergeable

MOST = 10
LONGEST_KEY = 18


class KeysField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        """Refuse what no database takes for a key."""
        if any(not key.isdecimal() or len(key) > LONGEST_KEY for key in value or []):
            raise forms.ValidationError(self.error_messages["required"], code="invalid")
        return super().clean(value)


class ChosenForm(forms.Form):
    """Reads `?id=3&id=7`: those that are to be merged, in the order of their list."""

    id = KeysField(queryset=None)

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
        rest = [pk for pk in others if pk not in alike]
        groups = {_("Se ressemblent"): alike, _("Tous les autres"): rest}
        self.fields["id"].choices = [
            (label, [(pk, str(others[pk])) for pk in pks]) for label, pks in groups.items() if pks
        ]

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["id"].choices)


class Side(NamedTuple):
    """One of those to merge, as the form shows it."""

    word: Mergeable
    uses: Uses
    stays: bool


class Value(NamedTuple):
    """One of the values among which to choose: whose, and what it says."""

    pk: int
    in_words: str
    is_chosen: bool


class MergeForm(forms.Form):
    """Which one stays, and wherever they differ, whose value it keeps.

    When another is to stay, the values are proposed anew: its own, unless others say more.
    """

    kept = forms.TypedChoiceField(coerce=int)
    proposed_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any], words: Sequence[Mergeable], uses: Mapping[int, Uses]
    ) -> None:
        self._words = {word.pk: word for word in words}
        self._uses = uses
        self._differing = {
            f"value_{number}": number
            for number, (_label, names) in enumerate(words[0].chosen_when_merged)
            if len({value_in_words(word, names) for word in words}) > 1
        }
        super().__init__(self._settled(data))
        keys = [(pk, pk) for pk in self._words]
        self.fields["kept"].choices = keys
        for name, number in self._differing.items():
            label, _names = words[0].chosen_when_merged[number]
            self.fields[name] = forms.TypedChoiceField(label=label, choices=keys, coerce=int)

    def _settled(self, data: Mapping[str, Any]) -> dict[str, Any]:
        most_used = max(self._words, key=lambda pk: self._uses[pk].total)
        kept = data.get("kept") or str(most_used)
        settled = {"kept": kept, "proposed_for": kept}
        for name in self._differing:
            chosen = data.get(name) if data.get("proposed_for") == kept else None
            settled[name] = chosen or str(self._proposed(name, kept))
        return settled

    def _names(self, field: str) -> tuple[str, ...]:
        """The fields of the model of which this field of the form decides."""
        word = next(iter(self._words.values()))
        return word.chosen_when_merged[self._differing[field]][1]

    def _proposed(self, field: str, kept: str) -> int:
        """Whose value: that of the one that stays, unless another says more."""
        order = sorted(self._words, key=lambda pk: str(pk) != kept)
        names = self._names(field)
        return max(order, key=lambda pk: sum(bool(getattr(self._words[pk], n)) for n in names))

    @property
    def sides(self) -> list[Side]:
        kept = self["kept"].value()
        return [Side(word, self._uses[pk], str(pk) == kept) for pk, word in self._words.items()]

    def differences(self) -> Iterator[tuple[BoundField, list[Value]]]:
        """Wherever they differ, the values, each once."""
        for field in self._differing:
            said = {
                pk: value_in_words(word, self._names(field)) for pk, word in self._words.items()
            }
            chosen = next((said[pk] for pk in said if str(pk) == self[field].value()), None)
            first = {in_words: pk for pk, in_words in reversed(said.items())}
            yield (
                self[field],
                [Value(first[each], each, each == chosen) for each in dict.fromkeys(said.values())],
            )

    def plan(self) -> MergePlan:
        kept = self._words[self.cleaned_data["kept"]]
        merged = [word for word in self._words.values() if word is not kept]
        givers = {
            number: self._words[self.cleaned_data[name]] for name, number in self._differing.items()
        }
        return MergePlan(kept, merged, dict(self._uses), givers)
