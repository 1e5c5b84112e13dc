"""Where a pasted event takes place, in its form: a place of the site, or one to be made."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.imports.decisions import may_create
from events.imports.named import PLACE, Word
from events.imports.vocabulary import CREATE
from events.models import Place
from events.published import PublishedPlace
from events.vocabulary.forms import PlaceForm
from events.vocabulary.twins import twin_of, warning

_FIELDS = ("name", "street", "postal_code", "town")


class PlaceFormMixin:
    """Of a form that has `found`, `vocabulary` and `user`."""

    def add_place(self) -> None:
        said = self.found.place.value
        word = _word(said) if said else None
        self.may_create_place = may_create(PLACE, self.user)
        recognised = self.vocabulary.recognised(word) if word else None
        self.is_place_unknown = bool(word) and recognised is None
        self.fields["place"] = forms.ChoiceField(
            label=_("Lieu"),
            choices=self._place_choices(word),
            required=False,
            initial=str(recognised or ""),
        )
        if not self.may_create_place:
            return
        for name in _FIELDS:
            field = Place._meta.get_field(name).formfield(
                required=False, initial=getattr(said, name, "")
            )
            field.help_text = ""
            self.fields[f"place_{name}"] = field
        if self.is_bound:
            self.fields["place_is_another"] = forms.BooleanField(
                label=_("Ce n’est pas le même : le créer quand même"), required=False
            )

    def _place_choices(self, word: Word | None) -> list[tuple[str, Any]]:
        near = self.vocabulary.choices(word) if word else []
        choices: list[tuple[str, Any]] = [("", gettext("Aucun lieu"))]
        choices += [(str(pk), name) for pk, name in near]
        if self.may_create_place:
            choices.append((CREATE, gettext("Créer le lieu écrit ci-dessous")))
        names = self.vocabulary.names[PLACE]
        others = [(str(pk), name) for pk, name in names.items() if pk not in dict(near)]
        if others:
            choices.append((gettext("Autres lieux du site"), others))
        return choices

    @property
    def place_word(self) -> Word:
        data = self.cleaned_data
        return _word(PublishedPlace(*(data.get(f"place_{name}", "") for name in _FIELDS)))

    def check_place(self) -> None:
        """A new one as the form of places does: what is there is not made twice unseen."""
        is_another = self.cleaned_data.pop("place_is_another", False)
        twin = self._new_place_twin() if self.cleaned_data.get("place") == CREATE else None
        if twin is None:
            self.fields.pop("place_is_another", None)
        elif not is_another:
            self.add_error("place", warning(twin))

    def _new_place_twin(self) -> Place | None:
        data = self.cleaned_data
        place = Place(**{name: data.get(f"place_{name}", "") for name in _FIELDS})
        try:
            place.clean_fields()
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                if f"place_{name}" not in self.errors:
                    self.add_error(f"place_{name}", errors)
            return None
        return twin_of(place, {name: getattr(place, name) for name in PlaceForm.identity})

    def place_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if name.startswith("place_"))


def _word(place: PublishedPlace) -> Word:
    return Word(PLACE, place.name or place.street or place.town, place)
