"""What the staff chooses among in the agenda's list."""

from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelMultipleChoiceField
from wagtail.admin.filters import (
    DateRangePickerWidget,
    MultipleUserFilter,
    UserModelMultipleChoiceField,
    WagtailFilterSet,
)

from events.choices import Status
from events.dates import YEARS
from events.desk.gaps import Gap
from events.models import EventPage, EventTheme, GroupPage
from events.querysets import EventPageQuerySet
from site_lianes.core.models import Theme
from site_lianes.users.models import User

LONGEST_KEY = 18


class Period(TextChoices):
    UPCOMING = "upcoming", _("À venir")
    PAST = "past", _("Passées")


class Publication(TextChoices):
    LIVE = "live", _("Publiées")
    CHANGED = "changed", _("Publiées, avec des modifications en attente")
    DRAFT = "draft", _("Brouillons")
    SCHEDULED = "scheduled", _("Programmées")


PUBLICATIONS = {
    Publication.LIVE: {"live": True},
    Publication.CHANGED: {"live": True, "has_unpublished_changes": True},
    Publication.DRAFT: {"live": False},
    # As Wagtail's listings annotate it.
    Publication.SCHEDULED: {"_approved_schedule": True},
}


def authors(request: HttpRequest) -> QuerySet[User]:
    owners = EventPage.objects.order_by().values("owner")
    return User.objects.filter(pk__in=owners).order_by("last_name", "username")


class KeysMixin:
    """Refuses what is longer than any key, at which databases stumble."""

    def clean(self, value: list[str] | None) -> QuerySet:
        for key in value or []:
            if len(key) > LONGEST_KEY:
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, "invalid_choice", {"value": key[:LONGEST_KEY]})
        return super().clean(value)


class KeysField(KeysMixin, ModelMultipleChoiceField):
    pass


class AuthorsField(KeysMixin, UserModelMultipleChoiceField):
    pass


class KeysFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = KeysField


class AuthorsFilter(MultipleUserFilter):
    field_class = AuthorsField


def within_reach(day: date) -> date:
    """Of a year that no event leaves: beyond, databases cannot count."""
    return min(max(day, date(YEARS[0], 1, 1)), date(YEARS[-1], 12, 31))


class EventFilterSet(WagtailFilterSet):
    period = django_filters.ChoiceFilter(
        label=_("Période"),
        choices=Period.choices,
        empty_label=_("Toutes"),
        method="in_period",
        widget=forms.RadioSelect,
    )
    day = django_filters.DateFromToRangeFilter(
        label=_("Jours"), method="on_days", widget=DateRangePickerWidget
    )
    theme = KeysFilter(
        label=_("Thème"),
        queryset=Theme.objects.current(),
        method="with_themes",
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Statut"),
        choices=Status.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )
    published = django_filters.ChoiceFilter(
        label=_("Publication"),
        choices=Publication.choices,
        empty_label=_("Peu importe"),
        method="in_publication",
        widget=forms.RadioSelect,
    )
    group = KeysFilter(
        label=_("Groupe"),
        queryset=GroupPage.objects.order_by("title"),
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lacking = django_filters.MultipleChoiceFilter(
        label=_("Ce qui manque"),
        choices=Gap.choices,
        method="with_gaps",
        widget=forms.CheckboxSelectMultiple,
    )
    owner = AuthorsFilter(
        label=_("Auteur"),
        queryset=authors,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = EventPage
        fields = []

    def in_period(self, events: EventPageQuerySet, name: str, value: str) -> EventPageQuerySet:
        found = events.upcoming() if value == Period.UPCOMING else events.past()
        return found.order_by(*events.query.order_by)

    def on_days(self, events: EventPageQuerySet, name: str, value: slice) -> EventPageQuerySet:
        days = (moment and within_reach(moment.date()) for moment in (value.start, value.stop))
        return events.on_days(*days)

    def with_themes(
        self, events: EventPageQuerySet, name: str, value: QuerySet[Theme]
    ) -> EventPageQuerySet:
        if not value:
            return events
        carried = EventTheme.objects.filter(content_object=OuterRef("pk"), tag__in=value)
        return events.filter(Exists(carried))

    def in_publication(self, events: EventPageQuerySet, name: str, value: str) -> EventPageQuerySet:
        return events.filter(**PUBLICATIONS[Publication(value)])

    def with_gaps(
        self, events: EventPageQuerySet, name: str, value: list[str]
    ) -> EventPageQuerySet:
        return events.lacking(*map(Gap, value)) if value else events


class GroupFilterSet(WagtailFilterSet):
    class Meta:
        model = GroupPage
        fields = ["kind"]
