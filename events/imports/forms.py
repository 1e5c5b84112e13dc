"""The forms of an import: the file or its address, then what to do with what it names."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.imports.decisions import decision_field
from events.imports.fetching import fetch
from events.imports.named import LABELS, Word
from events.imports.sources import is_address, refuse_large
from events.imports.values import UnreadableFileError
from events.imports.vocabulary import Vocabulary


class SourceForm(forms.Form):
    """One file or one address; `content` is then what it holds."""

    file = forms.FileField(
        label=_("Fichier"),
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.json,text/calendar,text/csv"}),
        help_text=_("Un calendrier (.ics), un tableau (.csv) ou un export d’OpenAgenda (.json)."),
    )
    address = forms.CharField(
        label=_("ou son adresse"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text=_("Celle d’un fichier public, qui commence par https://, http:// ou webcal://."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, address = cleaned.get("file"), cleaned.get("address", "").strip()
        if self.errors:
            return cleaned
        if bool(file) == bool(address):
            text = _("Donnez un fichier, ou une adresse : l’un des deux.")
            raise ValidationError({"file": text})
        source, content = self._of_file(file) if file else self._of_address(address)
        return cleaned | {"source": source, "content": content}

    def _of_file(self, file: Any) -> tuple[str, bytes]:
        try:
            refuse_large(file.size)
        except UnreadableFileError as error:
            raise ValidationError({"file": str(error)}) from error
        return PurePath(file.name).name, file.read()

    def _of_address(self, address: str) -> tuple[str, bytes]:
        if not is_address(address):
            raise ValidationError({"address": gettext("Une adresse commence par https://.")})
        try:
            return address, fetch(address)
        except UnreadableFileError as error:
            raise ValidationError({"address": str(error)}) from error


class DecisionsForm(forms.Form):
    """For each place, organiser… that the file names: what it is here, or whether to make it."""

    def __init__(
        self,
        *args: Any,
        words: Mapping[Word, int],
        vocabulary: Vocabulary,
        user: AbstractUser,
        may_publish: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._words = {f"word-{number}": word for number, word in enumerate(words)}
        for name, word in self._words.items():
            label = f"{LABELS[word.kind]} : « {word.in_words} » ({words[word]})"
            self.fields[name] = decision_field(word, label, vocabulary, user)
        if may_publish:
            self.fields["publish"] = forms.BooleanField(
                label=_("Publier tout de suite"),
                required=False,
                help_text=_(
                    "Sinon les nouvelles rencontres arrivent en brouillon, et ce qui change des "
                    "autres attend dans un brouillon."
                ),
            )
        self.fields["overwrite"] = forms.BooleanField(
            label=_("Remplacer aussi ce qui a été modifié ici"),
            required=False,
            help_text=_("Sinon ce que la rédaction a modifié depuis le dernier import est gardé."),
        )

    def decisions(self) -> dict[Word, str]:
        return {word: self.cleaned_data[name] for name, word in self._words.items()}

    def fields_of_words(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self._words)

    def fields_of_options(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if name not in self._words)
