"""What Wagtail's own screens of places, organisers, themes and countries ask of us."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from events.vocabulary.merge_plan import MERGED
from events.vocabulary.merge_views import SEPARATED
from events.vocabulary.uses import uses_of
from site_lianes.core.merging import Mergeable


def refuse_to_delete(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """What events name, or what was merged, one by one or in bulk: a sentence says why."""
    words = [each for each in instances if isinstance(each, Mergeable)]
    uses = uses_of(words) if words else {}
    for word in words:
        if refusal := _why_kept(word, uses[word.pk].in_short if uses[word.pk].total else ""):
            messages.error(request, refusal)
            return redirect(word.snippet_viewset.get_url_name("list"))
    return None


def _why_kept(word: Mergeable, used: str) -> str:
    if word.merged_into:
        text = _(
            "« %(name)s » mène à « %(current)s » : supprimé, ses adresses n’y mèneraient plus."
        )
        return text % {"name": word, "current": word.current}
    if used:
        text = _(
            "« %(name)s » sert à des événements (%(used)s) : il ne peut pas être supprimé. "
            "Si c’est un double, fusionnez-le."
        )
        return text % {"name": word, "used": used}
    return ""


def lead_to_what_stays(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """An older link to what was merged."""
    if not isinstance(instance, Mergeable) or not instance.merged_into:
        return None
    text = _("« %(name)s » a été fusionné avec « %(current)s » : voici celui-ci.")
    messages.info(request, text % {"name": instance, "current": instance.current})
    name = instance.snippet_viewset.get_url_name("edit")
    return redirect(reverse(name, args=[instance.merged_into_id]))


def register_log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(MERGED)
    class MergeFormatter(LogFormatter):
        label = gettext_lazy("Fusionner")

        def format_message(self, entry: BaseLogEntry) -> str:
            text = _("Fusion : « %(merged)s » lui apporte ces rencontres : %(events)s")
            keys = ", ".join(f"n° {key}" for key in entry.data["events"]) or _("aucune")
            return text % {"merged": entry.data["merged"], "events": keys}

    @actions.register_action(SEPARATED)
    class SeparateFormatter(LogFormatter):
        label = gettext_lazy("Rendre à la liste")

        def format_message(self, entry: BaseLogEntry) -> str:
            return _("« %(merged)s » est rendu à la liste") % entry.data
