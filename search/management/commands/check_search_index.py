from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from search.backend import SearchBackend
from search.index import Rebuilder
from search.models import AskedWords, Entry
from search.upkeep import engine, objects, words
from search.upkeep.faults import Fault, Report
from site_lianes.core.progress import with_progress
from site_lianes.core.typography import french


class Command(BaseCommand):
    help = _(
        "Compare l’index de la recherche au site. Sans option, dit ce qui ne va pas, sans rien "
        "changer à l’index : code de sortie 1 s’il y a quelque chose. Oublie aussi ce que les "
        "visiteurs ont cherché il y a plus d’un an."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--repair", action="store_true", help=_("répare ce qui ne va pas, et rien d’autre")
        )
        choice.add_argument(
            "--rebuild", action="store_true", help=_("refait tout l’index, même s’il est bon")
        )

    def handle(self, *args: Any, repair: bool, rebuild: bool, **options: Any) -> None:
        AskedWords.objects.forget_old()
        backend = get_search_backend()
        if not isinstance(backend, SearchBackend):
            line = _("La recherche est confiée à un autre moteur : rien à vérifier.")
            self.stdout.write(french(line))
        elif rebuild:
            self._rebuild(backend)
        else:
            self._check(repair=repair)

    def _check(self, *, repair: bool) -> None:
        report = Report()
        for fault in self._faults(repair=repair):
            report.add(fault)
        for line in report.lines():
            self.stdout.write(french(line))
        if not report.counts:
            self.stdout.write(_("L’index dit ce que dit le site."))
        elif repair:
            self.stdout.write(_("C’est réparé."))
        else:
            raise CommandError(_("L’index est à réparer : relancez la commande avec --repair."))

    def _faults(self, *, repair: bool) -> Iterator[Fault]:
        # In this order: what is stored in the index passes through the engine, then is counted.
        yield from engine.broken(repair=repair)
        yield from objects.stale(repair=repair)
        compared = objects.unlike(repair=repair)
        yield from filter(None, with_progress(compared, self.stderr, objects.number()))
        yield from words.miscounted(repair=repair)

    def _rebuild(self, backend: SearchBackend) -> None:
        """In one transaction: until its end, the old index answers."""
        total = objects.number()
        rebuilder = Rebuilder(backend.get_index_for_model(Entry))
        index = rebuilder.start()
        for _object in with_progress(objects.into(index), self.stderr, total):
            pass
        rebuilder.finish()
        self.stdout.write(_("%(number)d objets indexés.") % {"number": total})
