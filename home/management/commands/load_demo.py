from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from home.demo.events import load_events
from home.demo.network import load_funders, load_network
from home.demo.pages import load_pages
from home.demo.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = (
        "Make the demo content that is missing. Nothing that exists is changed; what was deleted "
        "comes back."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity = options["verbosity"]
        self._say(_("thèmes, pays, lieux, organisateurs"))
        load_vocabulary()
        self._say(_("réseau, bureaux, financeurs et leurs logos"))
        load_network()
        load_funders()
        self._say(_("pages et groupes"))
        agenda, groups = load_pages()
        self._say(_("événements"))
        load_events(agenda, groups)

    def _say(self, what: str) -> None:
        if self.verbosity:
            self.stdout.write(f"  · {what}")
