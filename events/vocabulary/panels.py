"""What the form of a word says of it: what uses it, and what correcting it changes."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from events.vocabulary import consequences
from events.vocabulary.uses import uses_of


class UsesPanel(Panel):
    """Only of what exists: nothing uses yet what is being made."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/vocabulary/uses_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            word = self.instance
            name = type(word).snippet_viewset.get_url_name
            return super().get_context_data(parent_context) | {
                "word": word,
                "model_name": word._meta.model_name,
                "uses": uses_of([word])[word.pk],
                "address": consequences.address(word),
                "usage_url": reverse(name("usage"), args=[word.pk]),
                "add_url": reverse(name("add")),
                "aliases": [
                    (alias, reverse(name("separate"), args=[alias.pk]))
                    for alias in word.aliases.all()
                ],
            }
