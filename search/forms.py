"""The search's form: the only reader of its query parameters."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _

from search.choices import PERIODS, Choices, Kind, kinds
from search.typed import typed
from site_lianes.core.forms import UNKNOWN_CHOICE, UNKNOWN_PERIOD, PageForm
from site_lianes.core.models import Theme

FIRST_YEAR, LAST_YEAR = 1900, 9999


class WordsField(forms.CharField):
    """Any string: of a long one, the beginning."""

    def to_python(self, value: Any) -> str:
        return typed(value or "").text


class KindField(forms.CharField):
    def to_python(self, value: Any) -> Kind | None:
        if not value:
            return None
        found = next((kind for kind in kinds().values() if kind.slug == value), None)
        if found is None:
            raise ValidationError(UNKNOWN_CHOICE)
        return found

    def run_validators(self, value: Any) -> None:
        """What is found is right."""


class ThemeField(KindField):
    """A theme by its slug; one that was merged leads to the one in its place."""

    def to_python(self, value: Any) -> Theme | None:
        if not value:
            return None
        # A database may refuse what can be no slug: PostgreSQL stops at a NUL.
        themes = Theme.objects.select_related("merged_into")
        found = themes.filter(slug=value).first() if slug_re.match(value) else None
        if found is None:
            raise ValidationError(UNKNOWN_CHOICE)
        return found.current


class SearchForm(PageForm):
    """Reads `?q=puits&type=evenement&theme=eau&annee=2019&periode=passe&page=2`.

    What means nothing is left out and said in `notices`: it never stops the page.
    """

    q = WordsField(label=_("Un mot, un lieu, un pays, un organisateur"), required=False)
    type = KindField(required=False)
    theme = ThemeField(required=False)
    annee = forms.IntegerField(
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), UNKNOWN_PERIOD),
    )
    periode = forms.ChoiceField(
        required=False,
        choices=list(PERIODS.items()),
        error_messages={"invalid_choice": UNKNOWN_PERIOD},
    )

    @property
    def words(self) -> str:
        return self.asked.get("q", "")

    @cached_property
    def choices(self) -> Choices:
        return Choices(
            self.words,
            kind=self.asked.get("type"),
            theme=self.asked.get("theme"),
            year=self.asked.get("annee"),
            period=self.asked.get("periode") or None,
        )
