"""The forms of places, organisers and countries: what exists already is not made twice unseen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from events.vocabulary.twins import twin_of, warning

OWN_FORMER_NAME = _(
    "C’est le nom d’une fiche fusionnée avec celle-ci. Pour le reprendre, rendez-la à la liste, "
    "puis fusionnez celle-ci avec elle."
)


class TwinForm(WagtailAdminModelForm):
    """Says what has the same name; stores it all the same for who says that it is another."""

    # What makes two of them one.
    identity: tuple[str, ...] = ("name",)

    is_another = forms.BooleanField(
        label=_("Ce n’est pas le même : l’enregistrer quand même"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["is_another"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_another = cleaned.pop("is_another", False)
        twin = self._twin(cleaned)
        # A name that is unique is nobody else's.
        may_be_another = twin and not (self._name_is_unique and twin.name == cleaned["name"])
        if not may_be_another:
            del self.fields["is_another"]
        if twin and not (may_be_another and is_another):
            self.add_error("name", warning(twin))
        elif self._name_is_unique and self._is_own_former_name(cleaned.get("name")):
            self.add_error("name", OWN_FORMER_NAME)
        return cleaned

    @property
    def _name_is_unique(self) -> bool:
        return self._meta.model._meta.get_field("name").unique

    def _twin(self, cleaned: dict[str, Any]) -> Any:
        is_the_same = self.instance.pk and not set(self.identity) & set(self.changed_data)
        if is_the_same or any(name not in cleaned for name in self.identity):
            return None
        return twin_of(self.instance, {name: cleaned[name] for name in self.identity})

    def _is_own_former_name(self, name: str | None) -> bool:
        return bool(self.instance.pk) and self.instance.aliases.filter(name=name).exists()


class PlaceForm(TwinForm):
    identity = ("name", "town")


class OrganiserForm(TwinForm):
    pass


class CountryForm(TwinForm):
    """The slug of a country that exists stays: addresses name it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.pk is not None
