"""Carries out what is planned: pages, their revisions, their publication, their provenance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from events import dates
from events.imports import fields
from events.imports.finding import find, key_of, own_uid
from events.imports.limits import LONGEST_SOURCE
from events.imports.plan import Change, plan, reasons
from events.imports.values import ImportedEvent
from events.models import Action, AgendaEdition, EventIndexPage, EventPage, ImportedFrom
from events.slugs import free_event_slug
from events.together import stored_together

LONGEST_LINK = 500


@dataclass(frozen=True, kw_only=True)
class Import:
    """Where events are taken from, where to, by whom, and how."""

    agenda: EventIndexPage
    # A file's name or an address.
    source: str
    user: Any = None
    publish: bool = False
    overwrite: bool = False

    def carry_out(
        self,
        foreseen: Sequence[tuple[ImportedEvent, int | None]],
        attached: Mapping[str, int],
        taken: Iterable[int] = (),
    ) -> Iterator[Change]:
        """Store these events in one transaction, which ends with the iteration.

        The pages that are `taken` are those of other events of the file.
        """
        with stored_together():
            # What is compared below is what others have committed, and nobody else writes.
            AgendaEdition.hold()
            found = self._find_again(foreseen, taken)
            for change in plan(found, attached, overwrite=self.overwrite, user=self.user):
                yield self._store(change)

    def _find_again(
        self, foreseen: Sequence[tuple[ImportedEvent, int | None]], taken: Iterable[int]
    ) -> list[tuple[ImportedEvent, int | None]]:
        """What was new when it was foreseen may have been imported since by somebody else."""
        known = {pk for _, pk in foreseen if pk}
        new = [event for event, pk in foreseen if not pk]
        found = iter(find(new, self.source, known.union(taken)))
        return [(event, pk or next(found)) for event, pk in foreseen]

    def _store(self, change: Change) -> Change:
        if change.action in (Action.REFUSED, Action.UNCHANGED):
            self._keep_provenance(change, only_if_known=True)
            return change
        try:
            with transaction.atomic():
                change.page = self._edit(change) if change.page else self._create(change)
                self._keep_provenance(change)
        except ValidationError as error:
            return Change(change.said, Action.REFUSED, reason=reasons(error))
        return change

    def _create(self, change: Change) -> EventPage:
        said = change.said
        page = EventPage(live=False, has_unpublished_changes=True, owner=self.user)
        uid = own_uid(said)
        if uid and not EventPage.objects.filter(uid=uid).exists():
            page.uid = uid
        fields.put(page, said, change.values, change.names)
        page.slug = free_event_slug(self.agenda, page.title, dates.day_of(page.starts_at))
        self.agenda.add_child(instance=page)
        self._publish_or_not(page.save_revision(user=self.user), change, may_be=True)
        return page

    def _edit(self, change: Change) -> EventPage:
        """Only what is public as it was last saved is published: drafts stay their authors'."""
        page = EventPage.objects.get(pk=change.page.pk)
        is_as_published = page.live and not page.has_unpublished_changes
        if page.has_unpublished_changes:
            page = page.get_latest_revision_as_object()
        fields.put(page, change.said, change.values, change.names)
        if not page.live:
            # As the form of a draft does: its row says what its revision says.
            page.save()
        revision = page.save_revision(user=self.user, log_action=True)
        self._publish_or_not(revision, change, may_be=is_as_published)
        return page

    def _publish_or_not(self, revision: Revision, change: Change, *, may_be: bool) -> None:
        change.is_draft = not (self.publish and may_be)
        if not change.is_draft:
            revision.publish(user=self.user)

    def _keep_provenance(self, change: Change, *, only_if_known: bool = False) -> None:
        """Remember what the source says of what it was heeded for, or agreed with."""
        said, known = change.said, change.imported
        if not change.values or (only_if_known and not known):
            return
        # A page that was here before keeps its own values for those of nobody.
        facts = {name: value for name, value in change.values.items() if name not in change.kept}
        if known:
            facts = known.facts | facts
        before = _told(known) if known else None
        imported = known or ImportedFrom(event_id=change.page.pk)
        imported.source = self.source[:LONGEST_SOURCE]
        imported.source_uid, imported.source_key = said.uid, key_of(said)
        is_web = said.link.startswith(("https://", "http://")) and len(said.link) <= LONGEST_LINK
        imported.link = said.link if is_web else ""
        imported.facts, imported.words = facts, change.words
        if _told(imported) == before:
            return
        imported.imported_at, imported.imported_by = timezone.now(), self.user
        imported.save(force_insert=known is None)


def _told(imported: ImportedFrom) -> tuple[Any, ...]:
    """What there is to remember; the name of the file alone is no news."""
    return (
        imported.source_uid,
        imported.source_key,
        imported.link,
        imported.facts,
        imported.words,
    )
