"""The screens of an import: the file, its preview, its progress, its report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.paginator import WagtailPaginator

from events.agenda_screen import AgendaScreenMixin
from events.imports import runs
from events.imports.forms import DecisionsForm, SourceForm
from events.imports.values import UnreadableFileError
from events.imports.vocabulary import Vocabulary
from events.models import Action, ImportRun
from site_lianes.core.forms import focus_first_error

LINES_SHOWN = 50


class ImportView(AgendaScreenMixin):
    """For who may add and change events; of an import, for who has sent the file."""

    page_title = _("Importer des rencontres")
    header_icon = "download"

    def is_allowed(self) -> bool:
        return super().is_allowed() and self.rights.can_edit()

    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"], user=self.request.user)

    def to(self, name: str) -> HttpResponse:
        return redirect(name, pk=self.run.pk)


class SourceView(ImportView, FormView):
    form_class = SourceForm
    template_name = "events/imports/source.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ImportRun.objects.forget_old()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: SourceForm) -> HttpResponse:
        sent = form.cleaned_data
        try:
            self.run = runs.begin(self.request.user, sent["source"], sent["content"])
        except UnreadableFileError as error:
            form.add_error("file" if sent["file"] else "address", str(error))
            return self.form_invalid(form)
        return self.to("import_preview")

    def form_invalid(self, form: SourceForm) -> HttpResponse:
        focus_first_error(form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = ImportRun.objects.filter(user=self.request.user)
        return super().get_context_data(**kwargs) | {"runs": mine.order_by("-created_at")[:10]}


class PreviewView(ImportView, FormView):
    form_class = DecisionsForm
    template_name = "events/imports/preview.html"
    page_title = _("Aperçu de l’import")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.run.confirmed_at:
            return self.to("import_progress")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "words": runs.words_of_run(self.run),
            "vocabulary": Vocabulary.read(),
            "user": self.request.user,
            "may_publish": self.rights.can_publish_subpage(),
        }

    def form_valid(self, form: DecisionsForm) -> HttpResponse:
        runs.confirm(
            self.run,
            form.decisions(),
            publish=form.cleaned_data.get("publish", False),
            overwrite=form.cleaned_data["overwrite"],
        )
        return self.to("import_progress")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.run.lines.all()
        counts = lines.counts()
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "counts": labelled(counts),
            "number": counts[Action.CREATED] + counts[Action.CHANGED],
            "lines": lines[:LINES_SHOWN],
            "total": sum(counts.values()),
        }


class ProgressView(ImportView, TemplateView):
    """Stores some events, then asks for itself until all are.

    By GET, so that it goes on by itself without a script: a form has confirmed the import, and
    who comes here once more only lets it go on.
    """

    template_name = "events/imports/progress.html"
    page_title = _("Import en cours…")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.run.confirmed_at:
            return self.to("import_preview")
        if self.run.lines.waiting().exists():
            may_publish = self.rights.can_publish_subpage()
            runs.proceed(self.run, self.agenda, may_publish=may_publish)
        if not self.run.lines.waiting().exists():
            return self.to("import_lines")
        response = super().get(request, *args, **kwargs)
        response["Refresh"] = f"0; url={reverse('import_progress', args=[self.run.pk])}"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.run.lines
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "done": lines.filter(is_done=True).count(),
            "total": lines.count(),
        }


class LinesView(ImportView, TemplateView):
    """What became of each event, or would: all, or those of one kind."""

    template_name = "events/imports/lines.html"
    page_title = _("Rencontres de l’import")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("etat", "")
        lines = self.run.lines.select_related("event")
        if chosen:
            if chosen not in Action.values:
                raise Http404
            lines = lines.filter(action=chosen)
        page = WagtailPaginator(lines, LINES_SHOWN).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "is_done": self.run.confirmed_at and not self.run.lines.waiting().exists(),
            "counts": labelled(self.run.lines.all().counts()),
            "chosen": chosen,
            "lines": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
        }


def labelled(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Each action, its label and how many lines it has."""
    return [(value, label, counts[value]) for value, label in COUNT_LABELS.items()]


COUNT_LABELS = {
    Action.CREATED: _("Nouvelles"),
    Action.CHANGED: _("Modifiées"),
    Action.UNCHANGED: _("Déjà là, identiques"),
    Action.REFUSED: _("Refusées"),
}


import_source, import_preview = SourceView.as_view(), PreviewView.as_view()
import_progress, import_lines = ProgressView.as_view(), LinesView.as_view()
