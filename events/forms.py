"""The agenda's form: the only reader of its query parameters."""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.agenda.choices import AgendaChoices
from events.agenda.facets import FACETS, ORGANISER, year_term
from events.agenda.filter import ALL, DEFAULT, PAST, AgendaFilter, Choice
from events.agenda.index import AgendaIndex
from events.dates import YEARS
from site_lianes.core.forms import UNKNOWN_CHOICE, UNKNOWN_PERIOD, PageForm

# The organisers of the most events are offered; any other can be asked for by its address.
OFFERED_ORGANISERS = 20
MOST_ORGANISERS_ASKED = 50

# The choices there are: the organisers with these keys or addresses, and all others.
ReadChoices = Callable[[tuple[str, ...], tuple[str, ...]], AgendaChoices]

UNKNOWN_DATE = _("La date demandée n’existe pas : elle n’est pas prise en compte.")


class FacetField(forms.MultipleChoiceField):
    """Choices of a facet, asked for by their addresses."""

    default_error_messages = {"invalid_choice": UNKNOWN_CHOICE}

    def __init__(self, facet: str, choices: AgendaChoices) -> None:
        super().__init__(label=FACETS[facet], required=False)
        self.facet, self.known = facet, choices

    def valid_value(self, value: str) -> bool:
        return self.known.find(self.facet, value) is not None

    def choices_among(self, values: list[str]) -> set[Choice]:
        found = (self.known.find(self.facet, value) for value in values)
        return {choice for choice in found if choice}


class DayField(forms.DateField):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={"invalid": UNKNOWN_DATE},
        )

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise ValidationError(UNKNOWN_DATE)
        return day


class AgendaFilterForm(PageForm):
    """Reads `?theme=eau&theme=sante&territoire=nord&periode=passes&page=2`.

    What means nothing is left out and said in `notices`: it never stops the page.
    """

    FORMER_DEFAULT = "a-venir"

    periode = forms.CharField(label=_("Période"), required=False)
    du = DayField(_("Du"))
    au = DayField(_("Au"))
    mois = forms.CharField(required=False)

    def __init__(self, data: QueryDict, index: AgendaIndex, read_choices: ReadChoices) -> None:
        super().__init__(data)
        self.index = index
        self.choices = read_choices(
            tuple(index.values[ORGANISER][:OFFERED_ORGANISERS]),
            tuple(data.getlist(ORGANISER)[:MOST_ORGANISERS_ASKED]),
        )
        self.fields |= {facet: FacetField(facet, self.choices) for facet in FACETS}

    def clean_periode(self) -> str:
        period = self.cleaned_data["periode"]
        if period in (DEFAULT, self.FORMER_DEFAULT):
            return DEFAULT
        if period in (PAST, ALL) or year_term(period) in self.index.postings:
            return period
        raise ValidationError(UNKNOWN_PERIOD)

    def clean_mois(self) -> date | None:
        asked = self.cleaned_data["mois"]
        if not asked:
            return None
        if not (found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", asked)):
            raise ValidationError(UNKNOWN_PERIOD)
        try:
            return date(int(found[1]), int(found[2]), 1)
        except ValueError as error:
            raise ValidationError(UNKNOWN_PERIOD) from error

    @property
    def days(self) -> list[tuple[str, str, date | None]]:
        """Name, label and value of the fields of days."""
        chosen = {"du": self.filter.first_day, "au": self.filter.last_day}
        return [(name, self.fields[name].label, day) for name, day in chosen.items()]

    @cached_property
    def filter(self) -> AgendaFilter:
        """What was asked for and can be understood."""
        first, last = self.asked.get("du"), self.asked.get("au")
        if first and last and first > last:
            first, last = last, first
        asked = AgendaFilter(
            choices=frozenset().union(*(self._choices(facet) for facet in FACETS)),
            period=self.asked.get("periode", DEFAULT),
            first_day=first,
            last_day=last,
        )
        month = self.asked.get("mois")
        return asked.in_month(month) if month else asked

    def _choices(self, facet: str) -> set[Choice]:
        return self.fields[facet].choices_among(self.data.getlist(facet))
