"""The form that repeats an event: a rhythm, dates typed by hand, or both."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from events import dates
from events.models import EventPage, SchoolHoliday
from events.series.changes import Difference
from events.series.recurrence import (
    LAST,
    MOST,
    Limit,
    Monthly,
    Proposal,
    Weekly,
    position_of,
    proposals,
    with_dates,
)
from events.widgets import CALENDARS

DAY, HOURS = "%d/%m/%Y", ("%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M")
MOST_LINES = 200
WEEKS, MONTH, BY_HAND = "weeks", "month", "dates"


class DatesField(forms.CharField):
    """A date a line, written 17/10/2026; with an hour too when `hour` says which one is usual."""

    widget = forms.Textarea

    def __init__(self, *, with_hours: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=MOST_LINES * 20, **kwargs)
        self.with_hours = with_hours
        self.widget.attrs["rows"] = 4

    def clean(self, value: Any) -> list[datetime | date]:
        """Moments without a zone where an hour was given, else days."""
        text = super().clean(value)
        lines = enumerate(text.splitlines(), start=1)
        found = [(number, line.strip()) for number, line in lines if line.strip()]
        if len(found) > MOST_LINES:
            raise ValidationError(_t("Pas plus de %(most)d lignes.") % {"most": MOST_LINES})
        return [self._read(number, line) for number, line in found]

    def _read(self, number: int, line: str) -> datetime | date:
        for form in (DAY, *(HOURS if self.with_hours else ())):
            try:
                # The clocks of Paris are asked once the hour is known.
                moment = datetime.strptime(line, form)  # noqa: DTZ007
            except ValueError:
                continue
            if moment.year in dates.YEARS:
                return moment.date() if form == DAY else moment
        text = _t("Ligne %(number)d : « %(line)s » n’est pas une date. Par exemple : 17/10/2026.")
        raise ValidationError(text % {"number": number, "line": line[:40]})


class ChangesForm(forms.Form):
    """Which of the differences go to the meetings after this one."""

    names = forms.MultipleChoiceField(
        error_messages={"required": _("Cochez ce qui doit changer.")},
    )

    def __init__(self, *args: Any, differences: Sequence[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        self.fields["names"].choices = [(each.name, each.label) for each in differences]

    @property
    def chosen(self) -> list[Difference]:
        return [each for each in self.differences if each.name in self.cleaned_data["names"]]


class RepeatForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Rythme"),
        choices=[
            (WEEKS, _("Toutes les semaines, ou une semaine sur plusieurs")),
            (MONTH, _("Un jour de chaque mois : « le premier mardi »")),
            (BY_HAND, _("Seulement les dates écrites plus bas")),
        ],
        widget=forms.RadioSelect,
        initial=WEEKS,
    )
    weeks = forms.IntegerField(
        label=_("Toutes les … semaines"), min_value=1, max_value=52, initial=1, required=False
    )
    position = forms.TypedChoiceField(
        label=_("Chaque mois, le"),
        choices=[
            (1, _("premier")),
            (2, _("deuxième")),
            (3, _("troisième")),
            (4, _("quatrième")),
            (LAST, _("dernier")),
        ],
        coerce=int,
    )
    weekday = forms.TypedChoiceField(
        label=_("Jour de la semaine"), choices=list(enumerate(dates.weekdays())), coerce=int
    )
    until = forms.DateField(label=_("Jusqu’au"), required=False, widget=AdminDateInput)
    count = forms.IntegerField(
        label=_("Ou nombre de rencontres à ajouter"), min_value=1, max_value=MOST, required=False
    )
    skip_holidays = forms.BooleanField(
        label=_("Sauter les vacances scolaires"), initial=True, required=False
    )
    exceptions = DatesField(label=_("Sauf ces jours"), help_text=_("Un par ligne : 11/11/2026."))
    dates = DatesField(
        label=_("Et à ces dates"),
        with_hours=True,
        help_text=_("Une par ligne : 17/10/2026, ou 17/10/2026 18:00 pour une autre heure."),
    )
    publish = forms.BooleanField(label=_("Publier aussitôt"), required=False)

    class Media:
        js = (CALENDARS,)

    def __init__(self, *args: Any, event: EventPage, can_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.start = dates.on_clocks(event.starts_at)
        self.fields["position"].initial = position_of(self.start.date())
        self.fields["weekday"].initial = self.start.weekday()
        if not can_publish:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        rhythm, until, by_hand = (cleaned[name] for name in ("rhythm", "until", "dates"))
        if rhythm == BY_HAND:
            self._refuse(not by_hand, "dates", _t("Écrivez au moins une date."))
        elif not (until or cleaned["count"]):
            self.add_error("until", _t("Dites jusqu’à quel jour, ou combien de fois."))
        self._refuse(
            rhythm == WEEKS and not cleaned["weeks"], "weeks", _t("Dites toutes les combien.")
        )
        many = len(by_hand) > MOST
        self._refuse(many, "dates", _t("Pas plus de %(most)d dates.") % {"most": MOST})
        before = until and until <= self.start.date()
        self._refuse(before, "until", _t("Ce jour n’est pas après la rencontre."))
        return cleaned

    def _refuse(self, refused: object, field: str, message: str) -> None:
        if refused:
            self.add_error(field, message)

    def proposals(self, taken: set[date]) -> list[Proposal]:
        """The dates asked for, those left out with their reason."""
        data = self.cleaned_data
        found = proposals(
            self.start,
            self._rhythm(),
            Limit(data["until"], data["count"]),
            set(data["exceptions"]),
            list(SchoolHoliday.objects.all()) if data["skip_holidays"] else (),
        )
        return with_dates(found, [self._moment(each) for each in data["dates"]], taken)

    def _rhythm(self) -> Weekly | Monthly | None:
        data = self.cleaned_data
        rhythms: dict[str, Callable[[], Weekly | Monthly | None]] = {
            WEEKS: lambda: Weekly(data["weeks"]),
            MONTH: lambda: Monthly(data["position"], data["weekday"]),
            BY_HAND: lambda: None,
        }
        return rhythms[data["rhythm"]]()

    def _moment(self, typed: datetime | date) -> datetime:
        if isinstance(typed, datetime):
            return typed
        return datetime.combine(typed, self.start.time())
