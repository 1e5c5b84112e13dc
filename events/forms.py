"""The agenda's filters: the only reader of its query parameters."""

from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from events.querysets import EventPageQuerySet
from site_lianes.core.models import Theme


class AgendaFilterForm(forms.Form):
    """Reads `?theme=education&theme=sante&periode=passes&page=2`.

    A value that means nothing is left out and said in `notices`: it never stops the page.
    """

    UPCOMING, PAST = "a-venir", "passes"

    theme = forms.MultipleChoiceField(
        label=_("Thèmes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    periode = forms.ChoiceField(
        label=_("Période"),
        required=False,
        choices=[(UPCOMING, _("À venir")), (PAST, _("Passés"))],
        widget=forms.RadioSelect,
    )

    @cached_property
    def _themes_by_slug(self) -> dict[str, Theme]:
        return {theme.slug: theme for theme in Theme.objects.all()}

    @cached_property
    def themes(self) -> list[Theme]:
        """The themes chosen, known ones only, each once."""
        asked = dict.fromkeys(self.data.getlist("theme"))
        return [self._themes_by_slug[slug] for slug in asked if slug in self._themes_by_slug]

    @property
    def chosen_themes(self) -> list[tuple[Theme, list[str]]]:
        """Each chosen theme with the slugs that stay when it is removed."""
        return [(one, [o.slug for o in self.themes if o != one]) for one in self.themes]

    @property
    def is_archive(self) -> bool:
        return self.data.get("periode") == self.PAST

    @property
    def period(self) -> str:
        return self.PAST if self.is_archive else self.UPCOMING

    @property
    def page(self) -> str:
        return self.data.get("page", "1")

    @property
    def notices(self) -> list[str]:
        """What was asked for and could not be understood, in French."""
        unknown = any(slug not in self._themes_by_slug for slug in self.data.getlist("theme"))
        periods = (self.UPCOMING, self.PAST, "")
        misread = self.data.get("periode", "") not in periods
        return [
            *([_("Un des thèmes demandés n’existe pas : il n’est pas pris en compte.")] * unknown),
            *([_("La période demandée n’existe pas : voici les rencontres à venir.")] * misread),
        ]

    def in_period(self, events: EventPageQuerySet) -> EventPageQuerySet:
        return events.past() if self.is_archive else events.upcoming()

    def canonical_query(self, page: int) -> str:
        """The one query of this filter set and page, whatever was asked: "?theme=eau&page=2"."""
        query = [("theme", slug) for slug in sorted(theme.slug for theme in self.themes)]
        query += [("periode", self.PAST)] * self.is_archive
        query += [("page", str(page))] * (page > 1)
        return f"?{urlencode(query)}" if query else ""

    def offer_themes(self, counts: dict[int, int]) -> None:
        """Offer the themes that are in use, and those chosen, each with its number of events."""
        offered = [
            theme
            for theme in self._themes_by_slug.values()
            if theme.pk in counts or theme in self.themes
        ]
        self.fields["theme"].choices = [
            (theme.slug, f"{theme.name} ({counts.get(theme.pk, 0)})") for theme in offered
        ]
