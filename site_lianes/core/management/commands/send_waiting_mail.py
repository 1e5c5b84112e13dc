from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from site_lianes.core import mail


class Command(BaseCommand):
    help = _("Envoie les messages que le serveur de courrier n’avait pas pris.")

    def handle(self, **options: Any) -> None:
        mail.send_waiting()
