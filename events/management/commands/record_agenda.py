from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from events.entries import record_all
from events.models import AgendaEntry


class Command(BaseCommand):
    help = _(
        "Récrit ce que l’agenda montre de chaque événement, après un changement fait sans "
        "passer par le site (SQL, restauration partielle)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        record_all()
        public = AgendaEntry.objects.filter(is_public=True).count()
        self.stdout.write(_("Événements publics dans l’agenda : %(number)d.") % {"number": public})
