from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.imports.values import UnreadableFileError
from events.old_addresses import in_words, load, read_lines


class Command(BaseCommand):
    help = _(
        "Charge les adresses de l’ancien site et ce vers quoi elles mènent : un fichier CSV de "
        "deux colonnes, l’ancienne puis la nouvelle."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            lines = read_lines(file)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for line in in_words(load(lines)):
            self.stdout.write(line)
