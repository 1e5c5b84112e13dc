"""What every list reads of its address: the page, and what it says of what means nothing."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _

UNKNOWN_CHOICE = _("Un des choix demandés n’existe pas : il n’est pas pris en compte.")
UNKNOWN_PERIOD = _("La période demandée n’existe pas : elle n’est pas prise en compte.")
UNKNOWN_PAGE = _("La page demandée n’existe pas : voici la première.")
PAGE_TOO_FAR = _("La page demandée n’existe pas : voici la dernière.")


def focus_first_error(form: forms.Form) -> None:
    """Who sent a form that is refused begins where it is to be mended."""
    wrong = (field for name, field in form.fields.items() if name in form.errors)
    if field := next(wrong, None):
        field.widget.attrs["autofocus"] = True


class PageForm(forms.Form):
    """Reads `?page=2`: the page of a list."""

    page = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={"invalid": UNKNOWN_PAGE, "min_value": UNKNOWN_PAGE},
    )

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The values that are good; the others are told in `notices`."""
        self.full_clean()
        return self.cleaned_data

    @property
    def page_number(self) -> int:
        return self.asked.get("page") or 1

    def page_of(self, pages: Callable[[int], Page]) -> Page:
        """The page that was asked for; the last one when there are fewer, which is then said."""
        page = pages(self.page_number)
        if page.number < self.page_number:
            self.add_error("page", PAGE_TOO_FAR)
        return page

    @property
    def notices(self) -> list[str]:
        """What was asked for and could not be understood, in French, each thing said once."""
        said = (text for texts in self.errors.values() for text in texts)
        return list(dict.fromkeys(map(str, said)))
