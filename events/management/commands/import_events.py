import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction
from django.utils.translation import gettext as _

from events.imports import named
from events.imports.batches import batches
from events.imports.fetching import fetch
from events.imports.finding import find
from events.imports.named import Word, distinct_words
from events.imports.plan import Change
from events.imports.reading import read
from events.imports.sifting import sift
from events.imports.sources import is_address, refuse_large
from events.imports.storing import Import
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.imports.vocabulary import Vocabulary, attach
from events.models import Action, EventIndexPage
from site_lianes.core.progress import with_progress
from site_lianes.core.typography import french

# Each in a transaction of its own: who publishes meanwhile waits for one of them, not for all.
AT_ONCE = 100


class Command(BaseCommand):
    help = _(
        "Importe des rencontres dans l’agenda : un fichier iCalendar (.ics), CSV ou JSON "
        "d’OpenAgenda, ou son adresse. Sans option, tout arrive en brouillon et rien n’est "
        "rattaché ni créé. Un fichier illisible ne change rien ; un import interrompu se relance."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", help=_("le fichier, ou son adresse (https://, http://, webcal://)")
        )
        for option, text in (
            ("publish", _("publie les nouvelles rencontres, et ce qui change des publiées")),
            ("attach-known", _("rattache les lieux, organisateurs, thèmes… reconnus par leur nom")),
            ("create-missing", _("comme --attach-known, et crée ceux que le site n’a pas")),
            ("overwrite", _("remplace aussi ce qui a été modifié ici depuis le dernier import")),
            ("dry-run", _("dit ce qui serait fait, sans rien écrire")),
        ):
            parser.add_argument(f"--{option}", action="store_true", help=text)

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        agenda = EventIndexPage.objects.first()
        if agenda is None:
            raise CommandError(_("Le site n’a pas encore d’agenda."))
        events, refusals = self._read(source)
        vocabulary, counts = Vocabulary.read(), distinct_words(events)
        create = options["create_missing"]
        decisions = vocabulary.decide(
            counts, attach=create or options["attach_known"], create=create
        )
        chosen = {name: options[name] for name in ("publish", "overwrite")}
        import_ = Import(agenda=agenda, source=source, **chosen)
        report = Report(refusals)
        keeping = _undone if options["dry_run"] else nullcontext
        with _quiet(logging.getLogger("wagtail")), keeping():
            attached, made = attach(decisions)
            changes = _carry_out(import_, events, attached)
            for change in with_progress(changes, self.stderr, len(events)):
                report.add(change)
        for line in (*report.lines(), *_about(made), *_unattached(counts, decisions, vocabulary)):
            self.stdout.write(french(line))

    def _read(self, source: str) -> tuple[list[ImportedEvent], list[Refusal]]:
        try:
            content = _content(source)
            read_all = list(with_progress(sift(read(content, Path(source).name)), self.stderr))
        except UnreadableFileError as error:
            raise CommandError(french(str(error))) from error
        events = [each for each in read_all if isinstance(each, ImportedEvent)]
        return events, [each for each in read_all if isinstance(each, Refusal)]


@contextmanager
def _undone() -> Iterator[None]:
    """All is tried, then undone: nothing is foreseen that would not be done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Without three lines for each page."""
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


class Report:
    """What was done, counted; in detail what a person has to look at."""

    def __init__(self, refusals: list[Refusal]) -> None:
        self._counts = Counter({Action.REFUSED: len(refusals)})
        self._refused = [f"{each.where}, « {each.title} » : {each.reason}" for each in refusals]
        self._kept: list[str] = []
        self._drafts = 0

    def add(self, change: Change) -> None:
        self._counts[change.action] += 1
        self._drafts += change.is_draft
        said = change.said
        if change.action == Action.REFUSED:
            self._refused.append(f"{said.where}, « {said.title} » : {change.reason}")
        if change.kept:
            fields = ", ".join(change.kept_in_words)
            self._kept.append(f"{said.where}, « {said.title} » : modifié ici depuis : {fields}")

    def lines(self) -> Iterator[str]:
        for action, label in (
            (Action.CREATED, _("Nouvelles")),
            (Action.CHANGED, _("Modifiées")),
            (Action.UNCHANGED, _("Déjà là, identiques")),
            (Action.REFUSED, _("Refusées")),
        ):
            yield f"{label} : {self._counts[action]}"
        if self._drafts:
            yield _("En brouillon, à publier : %(number)d") % {"number": self._drafts}
        yield from _listed(_("Refusées :"), self._refused)
        yield from _listed(_("Laissé tel quel (--overwrite le remplace) :"), self._kept)


def _content(source: str) -> bytes:
    if is_address(source):
        return fetch(source)
    try:
        refuse_large(Path(source).stat().st_size)
        return Path(source).read_bytes()
    except OSError as error:
        text = _("Le fichier « %(name)s » ne peut pas être lu.") % {"name": source}
        raise UnreadableFileError(text) from error


def _carry_out(
    import_: Import, events: list[ImportedEvent], attached: dict[str, int]
) -> Iterator[Change]:
    foreseen = list(zip(events, find(events, import_.source), strict=True))
    taken = {pk for _, pk in foreseen if pk}
    for part in batches(foreseen, AT_ONCE):
        for change in import_.carry_out(part, attached, taken):
            yield change
            if change.page:
                taken.add(change.page.pk)


def _about(made: list[models.Model]) -> Iterator[str]:
    lines = [f"{each._meta.verbose_name} : {each}" for each in made]
    yield from _listed(_("Créés :"), lines)
    if any(getattr(each, "time_zone", None) == "" for each in made):
        yield _("Complétez la fiche des pays créés : leur fuseau horaire n’est pas connu.")


def _unattached(
    counts: dict[Word, int], decisions: dict[Word, str], vocabulary: Vocabulary
) -> Iterator[str]:
    lines = []
    for word, number in counts.items():
        if decisions[word]:
            continue
        names = vocabulary.names[word.kind]
        proposed = [names[match.known.pk] for match in vocabulary.matches(word)]
        alike = _("ressemble à %(names)s") % {"names": " ; ".join(proposed)} if proposed else ""
        label = f"{named.LABELS[word.kind]} : « {word.in_words} » ({number})"
        lines.append(" — ".join(filter(None, (label, alike or _("inconnu du site")))))
    yield from _listed(_("Non rattachés (--attach-known, --create-missing) :"), lines)


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines)
