"""What the screens of places, organisers, themes and countries have in common."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from events.models import Country, Organiser, Place
from events.vocabulary.merge_views import MergeView, SeparateView, may_merge
from events.widgets import SuggestingChooserViewSet
from site_lianes.core.merging import Mergeable
from site_lianes.core.models import Theme

MERGE = _("Fusionner…")


class VocabularyIndexView(IndexView):
    def get_list_more_buttons(self, instance: Mergeable) -> list[Button]:
        return [*super().get_list_more_buttons(instance), *merge_buttons(self, instance)]


class VocabularyEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *merge_buttons(self, self.object)]


def merge_buttons(view: View, word: Mergeable) -> Iterator[Button]:
    if may_merge(view.request.user, type(word)):
        yield Button(MERGE, merge_url(type(word), [word.pk]), icon_name="link", priority=25)


class VocabularyViewSet(SnippetViewSet):
    """The list is what people choose from; what was merged is told where it went."""

    index_view_class = VocabularyIndexView
    edit_view_class = VocabularyEditView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mergeable]:
        return self.model.objects.current()

    @property
    def merge_view(self) -> Callable[..., HttpResponse]:
        return self.construct_view(MergeView)

    @property
    def separate_view(self) -> Callable[..., HttpResponse]:
        return self.construct_view(SeparateView)

    def get_urlpatterns(self) -> list[URLPattern]:
        # The menu leads to the first; the last take any word for a key.
        index, *others = super().get_urlpatterns()
        return [
            index,
            path("merge/", self.merge_view, name="merge"),
            path("separate/<int:pk>/", self.separate_view, name="separate"),
            *others,
        ]


class VocabularyChooserViewSet(SuggestingChooserViewSet):
    """Choose among what was not merged, or make it without leaving the event's form."""

    def get_object_list(self) -> QuerySet[Mergeable]:
        return self.model.objects.current()

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ModelPermissionPolicy(self.model)


class MergeBulkAction(SnippetBulkAction):
    """From several ticked in a list to the screen that merges them."""

    display_name = MERGE
    action_type = "merge"
    aria_label = _("Fusionner ce qui est coché")
    models = [Theme, Place, Organiser, Country]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect(merge_url(self.model, request.GET.getlist("id")))


def merge_url(model: type[Mergeable], keys: list[object]) -> str:
    query = urlencode({"id": keys}, doseq=True)
    return f"{reverse(model.snippet_viewset.get_url_name('merge'))}?{query}"
