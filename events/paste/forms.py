"""The form beside the text: what is proposed, all of it to be changed."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events import dates
from events.admin_forms import ParisDateTimeField
from events.imports.decisions import decision_field, may_create
from events.imports.fields import body_of
from events.imports.named import ORGANISER, PLACE, Word
from events.imports.vocabulary import CREATE, Vocabulary
from events.models import Country, EventPage, GroupPage, Place
from events.paste.twins import twins_of
from events.paste.values import Proposals
from events.published import PublishedPlace
from site_lianes.core.models import Theme

_PLACE = ("name", "street", "postal_code", "town")
_DATES = ("starts_at", "ends_at", "registration_deadline")
_LINKS = ("online_link", "registration_link")
# Fields of the page that a text proposes as they are.
_PLAIN = (
    "title",
    "mode",
    "online_link",
    "kind",
    "group",
    "themes",
    "countries",
    "registration_link",
    "registration_email",
    "registration_phone",
    "contact_email",
    "contact_phone",
    "price",
)


class WebAddressField(forms.URLField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class ReviewForm(forms.ModelForm):
    """An event to be, with the proposals of a text as its first values."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Thèmes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Un à trois suffisent."),
    )
    countries = forms.ModelMultipleChoiceField(
        Country.objects.all(),
        label=_("Pays partenaires"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Un paragraphe par ligne. La mise en forme se fait ensuite, dans le brouillon."
        ),
    )
    is_another = forms.BooleanField(
        label=_("C’est une autre rencontre : la créer quand même"), required=False
    )

    class Meta:
        model = EventPage
        fields = [
            "title",
            "starts_at",
            "ends_at",
            "all_day",
            "mode",
            "online_link",
            "kind",
            "group",
            "registration_link",
            "registration_email",
            "registration_phone",
            "registration_deadline",
            "price",
            "contact_email",
            "contact_phone",
        ]
        field_classes = dict.fromkeys(_DATES, ParisDateTimeField) | dict.fromkeys(
            _LINKS, WebAddressField
        )
        widgets = dict.fromkeys(_DATES, AdminDateTimeInput)

    def __init__(
        self,
        *args: Any,
        found: Proposals,
        vocabulary: Vocabulary,
        user: AbstractUser,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(found), **kwargs)
        self.found, self.vocabulary, self.user = found, vocabulary, user
        self.fields["themes"].queryset = Theme.objects.current()
        self.fields["group"].queryset = GroupPage.objects.exact_type(GroupPage).order_by("title")
        self._add_place()
        self._organisers = {f"organiser_{n}": each for n, each in enumerate(found.organisers, 1)}
        for name, each in self._organisers.items():
            self.fields[name] = self._organiser(each.value, is_said=not each.doubts)
        title, day = found.title.value or "", found.when.starts_at
        self.twins = twins_of(title, dates.day_of(day)) if day else []

    # -- Places and organisers -------------------------------------------------------------------

    def _add_place(self) -> None:
        said = self.found.place.value
        word = _place_word(said) if said else None
        names = self.vocabulary.names[PLACE]
        near = self.vocabulary.choices(word) if word else []
        choices: list[tuple[str, Any]] = [("", gettext("Aucun lieu"))]
        choices += [(str(pk), name) for pk, name in near]
        if may_create(PLACE, self.user):
            choices.append((CREATE, gettext("Créer le lieu écrit ci-dessous")))
        others = [(str(pk), name) for pk, name in names.items() if pk not in dict(near)]
        if others:
            choices.append((gettext("Autres lieux du site"), others))
        recognised = self.vocabulary.recognised(word) if word else None
        self.is_place_unknown = bool(word) and recognised is None
        self.fields["place"] = forms.ChoiceField(
            label=_("Lieu"), choices=choices, required=False, initial=str(recognised or "")
        )
        self.may_create_place = may_create(PLACE, self.user)
        for name in _PLACE if self.may_create_place else ():
            field = Place._meta.get_field(name).formfield(
                required=False, initial=getattr(said, name, "")
            )
            field.help_text = ""
            self.fields[f"place_{name}"] = field

    def _organiser(self, name: str, *, is_said: bool) -> forms.ChoiceField:
        word = Word(ORGANISER, name)
        field = decision_field(
            word, gettext("Organisateur : « %s »") % name, self.vocabulary, self.user
        )
        known = dict(field.choices)
        all_ = self.vocabulary.names[ORGANISER].items()
        others = [(str(pk), each) for pk, each in all_ if str(pk) not in known]
        if others:
            field.choices = [*field.choices, (gettext("Autres organisateurs du site"), others)]
        if not is_said:
            # The text names it, and does not say that it organises.
            field.initial = ""
        return field

    def decisions(self) -> dict[Word, str]:
        """For each name of the text, the key of what it is here, or that it is to be created."""
        data = self.cleaned_data
        found = {Word(ORGANISER, each.value): data[name] for name, each in self._organisers.items()}
        return found | ({self.place_word: data["place"]} if data["place"] else {})

    @property
    def place_word(self) -> Word:
        data = self.cleaned_data
        return _place_word(PublishedPlace(*(data.get(f"place_{name}", "") for name in _PLACE)))

    # -- What is sent ----------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "starts_at" in self.errors:
            # The end is compared with the start that was typed, never with none.
            self.instance.starts_at = None
        if cleaned.get("place") == CREATE:
            self._check_new_place()
        day, title = cleaned.get("starts_at"), cleaned.get("title")
        self.twins = twins_of(title, dates.day_of(day)) if day and title else []
        if self.twins and not cleaned["is_another"]:
            self.add_error(
                "is_another",
                _(
                    "Une rencontre de ce titre est déjà ce jour-là dans l’agenda. Cochez s’il "
                    "s’agit d’une autre."
                ),
            )
        return cleaned

    def _check_new_place(self) -> None:
        data = self.cleaned_data
        place = Place(**{name: data.get(f"place_{name}", "") for name in _PLACE})
        try:
            place.clean_fields()
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                if f"place_{name}" not in self.errors:
                    self.add_error(f"place_{name}", errors)
            return
        if not self.vocabulary.is_missing(self.place_word):
            self.add_error(
                "place", _("Ce lieu est déjà sur le site : choisissez-le dans la liste.")
            )

    @property
    def body(self) -> list[tuple[str, str]]:
        return body_of("\n".join(filter(str.strip, self.cleaned_data["text"].splitlines())))

    # -- As it is shown --------------------------------------------------------------------------

    def place_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if name.startswith("place_"))

    def organiser_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self._organisers)


def _place_word(place: PublishedPlace) -> Word:
    return Word(PLACE, place.name or place.street or place.town, place)


def _initial(found: Proposals) -> dict[str, Any]:
    initial = {name: getattr(found, name).value for name in _PLAIN}
    when = found.when
    return {name: value for name, value in initial.items() if value} | {
        "starts_at": when.starts_at,
        "ends_at": when.end.value,
        "all_day": when.all_day and when.starts_at is not None,
        "registration_deadline": when.deadline.value,
        "text": "\n\n".join((found.body.value or "").splitlines()),
    }
