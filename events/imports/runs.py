"""An import in the admin: read and foreseen at once, carried out some events at a time."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.imports import limits
from events.imports.batches import batches
from events.imports.finding import find
from events.imports.named import Word, distinct_words
from events.imports.plan import Change, plan
from events.imports.reading import read
from events.imports.sifting import sift
from events.imports.storing import Import
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.imports.vocabulary import Vocabulary, attach, still_there
from events.models import Action, AgendaEdition, EventIndexPage, ImportLine, ImportRun
from events.published import PublishedPlace

# What a request stores, in two or three seconds.
AT_ONCE = 100
LINES_AT_ONCE = 500
TOLD = ("action", "reason", "changes", "kept", "event", "is_draft")


def begin(user: AbstractUser, source: str, content: bytes) -> ImportRun:
    """Keep what a file says until somebody decides of it; the agenda is not touched.

    Raises `UnreadableFileError`, and keeps nothing, if the file cannot be read to its end, holds no
    event, or names more than a person can decide of.
    """
    read_all = list(sift(read(content, source)))
    if not read_all:
        raise UnreadableFileError(_("Ce fichier ne contient aucune rencontre."))
    events = [each for each in read_all if isinstance(each, ImportedEvent)]
    vocabulary, counts = Vocabulary.read(), distinct_words(events)
    if len(counts) > limits.MOST_WORDS:
        raise limits.too_many_words()
    recognised = vocabulary.decide(counts, attach=True, create=False)
    attached = {word.key: int(pk) for word, pk in recognised.items() if pk}
    foreseen = plan(list(zip(events, find(events, source), strict=True)), attached, user=user)
    lines = (
        _refused(each) if isinstance(each, Refusal) else _line(next(foreseen), vocabulary)
        for each in read_all
    )
    with transaction.atomic():
        run = ImportRun.objects.create(
            user=user,
            source=source,
            words=[word.as_json() | {"number": number} for word, number in counts.items()],
        )
        for numbers in batches(range(len(read_all)), LINES_AT_ONCE):
            part = list(islice(lines, len(numbers)))
            for number, line in zip(numbers, part, strict=True):
                line.run, line.position = run, number
            ImportLine.objects.bulk_create(part)
    return run


def words_of_run(run: ImportRun) -> dict[Word, int]:
    return {Word.from_json(each): each["number"] for each in run.words}


@transaction.atomic
def confirm(
    run: ImportRun, decisions: Mapping[Word, str], *, publish: bool, overwrite: bool
) -> None:
    """Create what was asked for and let the import begin: once, however often it is sent."""
    now = timezone.now()
    if not ImportRun.objects.filter(pk=run.pk, confirmed_at=None).update(confirmed_at=now):
        return
    attached, made = attach(decisions)
    run.confirmed_at, run.attached = now, attached
    run.made = [_about(each) for each in made]
    run.publish, run.overwrite = publish, overwrite
    run.save()


@transaction.atomic
def proceed(run: ImportRun, agenda: EventIndexPage, *, may_publish: bool) -> None:
    """Store the next events of a confirmed import; the right to publish may be gone since."""
    AgendaEdition.hold()
    lines = list(run.lines.select_for_update().waiting()[:AT_ONCE])
    # What was imported a moment ago is no event that was there before.
    taken = run.lines.exclude(event=None).values_list("event", flat=True)
    foreseen = [(_event(line.said), line.event_id) for line in lines]
    import_ = Import(
        agenda=agenda,
        source=run.source,
        user=run.user,
        publish=run.publish and may_publish,
        overwrite=run.overwrite,
    )
    vocabulary = Vocabulary.read()
    # Something may have been deleted since it was chosen.
    attached = still_there({run.pk: run.attached})[run.pk]
    for line, change in zip(lines, import_.carry_out(foreseen, attached, taken), strict=True):
        _tell(line, change, vocabulary)
        line.is_done = True
    ImportLine.objects.bulk_update(lines, ["is_done", *TOLD])


def _about(made: models.Model) -> str:
    return f"{capfirst(made._meta.verbose_name)} : {made}"


def _refused(refusal: Refusal) -> ImportLine:
    return ImportLine(
        where=refusal.where,
        title=refusal.title,
        reason=refusal.reason,
        action=Action.REFUSED,
        is_done=True,
    )


def _line(change: Change, vocabulary: Vocabulary) -> ImportLine:
    said = change.said
    line = ImportLine(
        said=_json(said), where=said.where, title=said.title, starts_at=said.starts_at
    )
    _tell(line, change, vocabulary)
    return line


def _tell(line: ImportLine, change: Change, vocabulary: Vocabulary) -> None:
    line.action, line.reason = change.action, change.reason
    line.changes = change.in_words(vocabulary.names)
    line.kept, line.is_draft = change.kept_in_words, change.is_draft
    if change.page:
        line.event_id = change.page.pk


def _json(event: ImportedEvent) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(event).items()
    }


def _event(said: dict[str, Any]) -> ImportedEvent:
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    for name in ("starts_at", "ends_at"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    if values["place"]:
        values["place"] = PublishedPlace(**values["place"])
    return ImportedEvent(**values)
