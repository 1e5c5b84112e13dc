from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from site_lianes.core.backup import snapshots
from site_lianes.core.backup.databases import Failed, database_of

KEEP = 30


class Command(BaseCommand):
    help = _("Sauvegarde la base de données et les fichiers envoyés, pendant que le site sert.")
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--keep",
            type=int,
            default=KEEP,
            help=_("combien de sauvegardes garder (par défaut : %(default)s)"),
        )

    def handle(self, *args: Any, keep: int, **options: Any) -> None:
        try:
            snapshot = snapshots.write(
                database_of(connection), default_storage, settings.BACKUP_DIR, max(keep, 1)
            )
        except (Failed, DatabaseError, OSError) as error:
            raise CommandError(_("Rien n’est sauvegardé. %(error)s") % {"error": error}) from error
        self.stdout.write(str(snapshot))
