"""The form beside the text: what is proposed, all of it to be changed."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events import dates
from events.admin_forms import ParisDateTimeField
from events.checks.confirming import ConfirmedRemarksMixin
from events.checks.remarks import remarks_on
from events.checks.values import Remark
from events.imports.decisions import decision_field
from events.imports.fields import body_of
from events.imports.named import ORGANISER, PLACE, Word
from events.imports.vocabulary import Vocabulary, meant
from events.models import Country, EventPage, GroupPage, Organiser
from events.paste.place_form import PlaceFormMixin
from events.paste.twins import twins_of
from events.paste.values import Proposals
from site_lianes.core.models import Theme

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


class RemarkOnPasted(Remark):
    """Mended in this form, whose fields are not those of the page's."""

    @property
    def anchor(self) -> str:
        return "id_text" if self.field == "body" else f"id_{self.field}"


class ReviewForm(ConfirmedRemarksMixin, PlaceFormMixin, forms.ModelForm):
    """An event to be, with the proposals of a text as its first values.

    What has its title on its day already is a question of its own, for a draft too: somebody else
    may have pasted the same message, or the same person twice.
    """

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.current(),
        label=_("Thèmes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Un à trois suffisent."),
    )
    countries = forms.ModelMultipleChoiceField(
        Country.objects.current(),
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
        label=_("C’est une autre rencontre : la créer quand même"), required=False
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
        may_publish: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(found), **kwargs)
        self.found, self.vocabulary, self.user = found, vocabulary, user
        self.may_publish = may_publish
        self.fields["group"].queryset = GroupPage.objects.exact_type(GroupPage).order_by("title")
        self.add_place()
        self._organisers = {f"organiser_{n}": each for n, each in enumerate(found.organisers, 1)}
        for name, each in self._organisers.items():
            self.fields[name] = self._organiser(each.value, is_said=not each.doubts)
        title, day = found.title.value or "", found.when.starts_at
        self.twins = twins_of(title, dates.day_of(day)) if day else []

    # -- Organisers ------------------------------------------------------------------------------

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

    # -- What is sent ----------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "starts_at" in self.errors:
            # The end is compared with the start that was typed, never with none.
            self.instance.starts_at = None
        self.check_place()
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

    @property
    def body(self) -> list[tuple[str, str]]:
        return body_of("\n".join(filter(str.strip, self.cleaned_data["text"].splitlines())))

    # -- Before it is published ------------------------------------------------------------------

    @property
    def is_asked_to_publish(self) -> bool:
        return self.may_publish and "publish" in self.data

    def find_remarks(self) -> Iterator[Remark]:
        """Not what was answered beside the title: that its twins are others."""
        event, organisers = self._as_it_would_be()
        twins = [twin.pk for twin in self.twins]
        for remark in remarks_on(event, self.cleaned_data["themes"], organisers):
            if not (remark.field == "title" and remark.other in twins):
                yield RemarkOnPasted(*remark)

    def _as_it_would_be(self) -> tuple[EventPage, list[Organiser]]:
        """In memory, with what is still to be created."""
        named = {PLACE: [], ORGANISER: []}
        for word, decision in self.decisions().items():
            if found := meant(word, decision):
                named[word.kind].append(found)
        event = copy(self.instance)
        event.body = self.body
        event.place = next(iter(named[PLACE]), None)
        return event, named[ORGANISER]

    # -- As it is shown --------------------------------------------------------------------------

    def organiser_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self._organisers)


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
