"""The screens of the staff about the search, besides those of Wagtail's."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    ButtonsColumnMixin,
    Column,
    NumberColumn,
    TitleColumn,
)
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.contrib.search_promotions.models import Query
from wagtail.contrib.search_promotions.views import CreateView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.search.utils import normalise_query_string

from search.models import AskedWords, days_ago

PERIODS = [("7", _("7 jours")), ("30", _("30 jours"))]


def address(name: str, **query: str) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


def day_of(row: dict[str, Any]) -> str:
    return date_format(row["last_day"], "SHORT_DATE_FORMAT")


def guarded(words: str) -> str:
    """No visitor's words are a formula for who opens the table."""
    return f"'{words}" if words[0] in "=+-" else words


class PromoteView(CreateView):
    """Wagtail's screen to promote results, for the query in `?query_string=`."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = normalise_query_string(request.GET.get("query_string", ""))
        known = Query.objects.filter(query_string=typed, editors_picks__isnull=False).first()
        if known:
            return redirect("wagtailsearchpromotions:edit", known.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, str]:
        return {"query_string": self.request.GET.get("query_string", "")}


class AskedFilterSet(WagtailFilterSet):
    period = django_filters.ChoiceFilter(
        label=_("Période"),
        choices=PERIODS,
        empty_label=_("12 mois"),
        method="since",
        widget=forms.RadioSelect,
    )
    found = django_filters.ChoiceFilter(
        label=_("Résultats"),
        choices=[("0", _("Aucun"))],
        empty_label=_("Peu importe"),
        field_name="last_found",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = AskedWords
        fields = []

    def since(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(day__gt=days_ago(int(value)))


class AskedColumn(ButtonsColumnMixin, TitleColumn):
    """The words, which lead to their results, and what can be done about them."""

    def get_link_url(self, instance: dict[str, Any], parent_context: Any) -> str:
        return address("search:results", q=instance["last_words"])

    def get_buttons(self, instance: dict[str, Any], parent_context: Any) -> list[Button]:
        user, words = parent_context["request"].user, instance["last_words"]
        buttons = []
        if user.has_perm("wagtailsearchpromotions.add_searchpromotion"):
            url = address("promote_results", query_string=words)
            buttons.append(Button(_("Mettre en avant"), url))
        if user.has_perm("search.add_synonyms"):
            url = address("wagtailsnippets_search_synonyms:add", expressions=words)
            buttons.append(Button(_("Ajouter un synonyme"), url))
        return buttons


class AskedView(ReportView):
    """What visitors look for, and whether they find something."""

    page_title = _("Ce que l’on cherche")
    header_icon = "search"
    permission_policy = ModelPermissionPolicy(AskedWords)
    permission_required = "view"
    index_url_name = "asked_words"
    index_results_url_name = "asked_words_results"
    filterset_class = AskedFilterSet
    is_searchable = True
    search_fields = ["last_words", "key"]
    default_ordering = "-asked"
    verbose_name_plural = AskedWords._meta.verbose_name_plural
    columns = [
        AskedColumn("last_words", label=_("Mots cherchés"), sort_key="key"),
        NumberColumn("asked", label=_("Fois"), sort_key="asked"),
        NumberColumn("last_found", label=_("Résultats"), sort_key="last_found"),
        Column("last_day", label=_("Dernière fois"), accessor=day_of, sort_key="last_day"),
    ]
    list_export = ["last_words", "asked", "last_found", "last_day"]
    export_headings = {column.name: column.label for column in columns}
    custom_field_preprocess = {"last_words": {ReportView.FORMAT_CSV: guarded}}
    export_filename = "ce-que-l-on-cherche"

    def get_base_queryset(self) -> QuerySet:
        AskedWords.objects.forget_old()
        return AskedWords.objects.summed()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset).order_by(self.ordering, "key")

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return _("Aucune recherche ne répond à ces critères.")
        return _("Personne n’a encore rien cherché.")
