"""The screens that merge words of the vocabulary, and that give back one that was merged.

A GET shows, a POST does; what is about to be done is said first, and done only if it is still so.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.log_actions import log

from events.announced import digest
from events.models import AgendaEdition
from events.vocabulary import consequences
from events.vocabulary.merge_forms import MOST, ChosenForm, MergeForm, OtherForm
from events.vocabulary.merge_plan import MergePlan
from events.vocabulary.uses import uses_of
from site_lianes.core.merging import Mergeable
from site_lianes.users.models import User

SEPARATED = "lianes.separate"


def may_merge(user: User, model: type[Mergeable]) -> bool:
    """Who may both change and delete: what is merged leaves the list."""
    return all(
        user.has_perm(f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}")
        for action in ("change", "delete")
    )


class VocabularyView(View):
    model: type[Mergeable] | None = None
    index_url_name = edit_url_name = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        # Who sends a form waits until those before have done.
        with transaction.atomic():
            AgendaEdition.hold()
            return super().dispatch(request, *args, **kwargs)

    @property
    def list_url(self) -> str:
        return reverse(self.index_url_name)

    def edit_url(self, word: Mergeable) -> str:
        return reverse(self.edit_url_name, args=[word.pk])

    def render(self, template: str, context: dict[str, Any]) -> HttpResponse:
        context |= {"view": self, "list_url": self.list_url, "model_opts": self.model._meta}
        return TemplateResponse(self.request, f"events/vocabulary/{template}", context)


class MergeView(VocabularyView):
    def get(self, request: HttpRequest) -> HttpResponse:
        if refusal := self._refusal():
            return self._back(refusal)
        if len(self.words) > 1:
            return self._show(MergeForm({}, self.words, self.uses))
        (word,) = self.words
        context = {"word": word, "form": OtherForm(word=word), "edit_url": self.edit_url(word)}
        return self.render("merge_with.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if refusal := self._refusal():
            return self._back(refusal)
        if len(self.words) == 1:
            return self._back(_("Choisissez avec quoi fusionner."))
        return self._show(MergeForm(request.POST, self.words, self.uses))

    @cached_property
    def chosen(self) -> ChosenForm:
        return ChosenForm(self.request.GET, model=self.model)

    @cached_property
    def words(self) -> list[Mergeable]:
        return list(self.chosen.cleaned_data["id"])

    @cached_property
    def uses(self) -> dict[int, Any]:
        return uses_of(self.words)

    def _refusal(self) -> str:
        if not self.chosen.is_valid():
            return _("Ce que vous vouliez fusionner n’existe plus, ou l’est déjà.")
        if len(self.words) > MOST:
            return _("Fusionnez-en %(most)d au plus à la fois.") % {"most": MOST}
        return ""

    def _back(self, refusal: str) -> HttpResponse:
        messages.error(self.request, refusal)
        return redirect(self.list_url)

    def _show(self, form: MergeForm) -> HttpResponse:
        plan = form.plan() if form.is_valid() else None
        announced = digest(plan.facts()) if plan else ""
        if plan and "merge" in self.request.POST:
            if self.request.POST.get("announced") == announced:
                return self._carry_out(plan)
            text = _("Voici ce que donne votre choix : relisez, puis fusionnez.")
            messages.warning(self.request, text)
        context = {"form": form, "plan": plan, "announced": announced}
        return self.render("merge.html", context | {"sure": consequences.of_every_merge()})

    def _carry_out(self, plan: MergePlan) -> HttpResponse:
        plan.carry_out(self.request.user)
        moved = sum(plan.uses[old.pk].total for old in plan.merged)
        text = ngettext(
            "Fusion faite : « %(kept)s » reçoit %(count)d rencontre.",
            "Fusion faite : « %(kept)s » reçoit %(count)d rencontres.",
            moved,
        )
        messages.success(self.request, text % {"kept": plan.kept, "count": moved})
        return redirect(self.edit_url(plan.kept))


class SeparateView(VocabularyView):
    """Gives back to the list one that was merged, without its events."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        word = self._word(pk)
        context = {"word": word, "edit_url": self.edit_url(word.current)}
        return self.render("separate.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word = self._word(pk)
        kept, word.merged_into = word.merged_into, None
        word.save()
        log(kept, SEPARATED, user=request.user, data={"merged": str(word)})
        text = _("« %(name)s » est de nouveau dans la liste, sans rencontre.")
        messages.success(request, text % {"name": word})
        return redirect(self.edit_url(word))

    def _word(self, pk: int) -> Mergeable:
        merged = self.model.objects.filter(merged_into__isnull=False)
        return get_object_or_404(merged.select_related("merged_into"), pk=pk)
