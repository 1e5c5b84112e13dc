import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from site_lianes.core.backup import snapshots
from site_lianes.core.backup.databases import (
    Failed,
    database_of,
    fetch_continuous_copy,
    is_empty,
)
from site_lianes.core.backup.files import copy_in, names_in


class Command(BaseCommand):
    help = _(
        "Remet une sauvegarde en place, sur une machine vide. Arrêtez d’abord le site. Rien "
        "n’est remplacé sans --replace, qui garde ce qu’il remplace dans DATA_DIR."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("snapshot", type=Path, help=_("le dossier d’une sauvegarde"))
        parser.add_argument(
            "--check", action="store_true", help=_("vérifie la sauvegarde, et rien d’autre")
        )
        parser.add_argument(
            "--continuous",
            metavar="ADRESSE",
            help=_("prend la base dans la copie continue de Litestream, et le reste ici"),
        )
        parser.add_argument(
            "--replace", action="store_true", help=_("met de côté le site qui est là")
        )

    def handle(
        self,
        *args: Any,
        snapshot: Path,
        check: bool,
        continuous: str | None,
        replace: bool,
        **options: Any,
    ) -> None:
        try:
            count = snapshots.verify(snapshot)
            self.stdout.write(_("Sauvegarde vérifiée : %(count)d fichiers.") % {"count": count})
            if not check:
                self._restore(snapshot, continuous, replace=replace)
        except (Failed, DatabaseError, OSError) as error:
            raise CommandError(str(error)) from error

    def _restore(self, snapshot: Path, continuous: str | None, *, replace: bool) -> None:
        database = database_of(connection)
        with tempfile.TemporaryDirectory() as directory:
            file = snapshot / database.file_name
            if continuous:
                if connection.vendor != "sqlite":
                    raise Failed(_("Litestream ne copie que SQLite."))
                file = Path(directory) / database.file_name
                fetch_continuous_copy(continuous, file)
            elif not file.is_file():
                raise Failed(
                    _("Cette sauvegarde vient d’une autre sorte de base : %(name)s y manque.")
                    % {"name": database.file_name}
                )
            self._make_room(replace=replace)
            database.load(file)
        copy_in(snapshot / snapshots.MEDIA, default_storage)
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(_("Le site est remis en place."))

    def _make_room(self, *, replace: bool) -> None:
        """Nothing is lost: what is there is set aside, as a backup that can be restored."""
        # From a bucket nothing has to go: files never take the name of another.
        is_disk = isinstance(default_storage, FileSystemStorage)
        holds_files = is_disk and any(names_in(default_storage))
        if is_empty(connection) and not holds_files:
            return
        if not replace:
            raise Failed(_("Il y a déjà un site ici : rien n’est changé sans --replace."))
        aside = settings.DATA_DIR / f"avant-{snapshots.now_as_name()}"
        aside.mkdir(parents=True, mode=0o700)
        database_of(connection).set_aside(aside)
        if holds_files:
            Path(settings.MEDIA_ROOT).rename(aside / snapshots.MEDIA)
        snapshots.seal(aside)
        self.stdout.write(_("Ce qui était là est gardé dans %(path)s") % {"path": aside})
