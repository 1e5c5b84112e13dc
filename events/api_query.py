"""What may be asked of the API, and what is wrong with what was asked, in French.

Wagtail reads these parameters too, and says in English what it does not understand: it is given
none of that.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.api.v2.utils import BadRequestError

from events.dates import YEARS
from events.published_json import FIELDS

# Columns of the database.
ORDERS = ("starts_at", "published_at", "changed_at", "sequence", "uid")

# Every database can count that far.
FARTHEST = 1_000_000
# Of an offset whose "+", not encoded, has been read as a space.
_SPACE = re.compile(r" (?=\d\d:?\d\d$)")


class NumberField(forms.CharField):
    def __init__(self, most: int) -> None:
        super().__init__(strip=False)
        self.most = most

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (re.fullmatch("[0-9]{1,9}", value) and int(value) <= self.most):
            error = _("un nombre entier de 0 à %(most)s est attendu.")
            raise ValidationError(error, params={"most": self.most})


class NamesField(forms.CharField):
    """Names from a closed list, with commas between them; a minus may stand before each."""

    def __init__(self, names: Iterable[str], wildcards: Iterable[str] = ()) -> None:
        super().__init__(strip=False, max_length=1000)
        self.names, self.wildcards = list(names), list(wildcards)

    def validate(self, value: str) -> None:
        super().validate(value)
        first, *others = value.split(",")
        if first not in self.wildcards and value:
            others.append(first)
        if not {name.removeprefix("-") for name in others} <= {*self.names}:
            error = _("noms possibles, séparés par des virgules : %(names)s.")
            raise ValidationError(error, params={"names": ", ".join(self.names)})


class MomentField(forms.DateTimeField):
    """A moment in ISO 8601; on the clocks of Paris, unless it tells its offset from UTC."""

    default_error_messages = {
        "invalid": gettext_lazy("une date est attendue, par exemple 2026-10-17T18:00:00+02:00.")
    }

    def to_python(self, value: str | None) -> datetime | None:
        moment = super().to_python(_SPACE.sub("+", value) if value else value)
        if moment and moment.year not in YEARS:
            error = _("l’année est hors de portée : entre %(first)s et %(last)s.")
            raise ValidationError(error, params={"first": YEARS[0], "last": YEARS[-1]})
        # PostgreSQL refuses an offset of sixteen hours.
        return moment and moment.astimezone(UTC)


class Query(forms.Form):
    """A parameter that is there says something, and is one of those that are known."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name, field in self.fields.items():
            field.required = name in data
            field.error_messages["required"] = _("une valeur est attendue.")

    def clean(self) -> dict[str, Any]:
        if self.data.keys() - self.fields.keys():
            error = _("Paramètre inconnu. Paramètres possibles : %(names)s.")
            raise ValidationError(error, params={"names": ", ".join(self.fields)})
        return super().clean()

    def values(self) -> dict[str, Any]:
        if self.is_valid():
            return self.cleaned_data
        errors = [
            error if name == NON_FIELD_ERRORS else f"{name} : {error}"
            for name, found in self.errors.items()
            for error in found
        ]
        raise BadRequestError(" ".join(errors))


class DetailQuery(Query):
    fields = NamesField(FIELDS, wildcards=("*", "_"))


class ListingQuery(DetailQuery):
    limit = NumberField(settings.WAGTAILAPI_LIMIT_MAX)
    offset = NumberField(FARTHEST)
    order = NamesField(ORDERS)
    changed_since = MomentField()
