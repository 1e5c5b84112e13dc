"""What an import would do, event by event: nothing is written here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.imports import fields
from events.imports.batches import batches
from events.imports.fields import Values
from events.imports.named import words_of
from events.imports.values import ImportedEvent
from events.imports.vocabulary import still_there
from events.models import Action, EventPage, ImportedFrom
from events.models.event import check_dates

AT_ONCE = 200


@dataclass
class Change:
    """What becomes of an imported event."""

    said: ImportedEvent
    action: str
    # The page that it is, as it was last saved: with the changes that are not published yet.
    page: EventPage | None = None
    imported: ImportedFrom | None = None
    # All that the file says, and of this the fields to give to the page.
    values: Values = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    before: Values = field(default_factory=dict)
    # What its words stand for.
    words: dict[str, int] = field(default_factory=dict)
    # Fields that the staff have edited: left as they are.
    kept: list[str] = field(default_factory=list)
    reason: str = ""
    # Once it is stored: whether somebody has still to publish it.
    is_draft: bool = False

    @property
    def kept_in_words(self) -> list[str]:
        return [str(fields.LABELS[name]) for name in self.kept]

    def in_words(self, all_names: Mapping[str, Mapping[int, str]]) -> list[tuple[str, str, str]]:
        """Each field that changes: its name, what it was, what it becomes."""
        if self.action != Action.CHANGED:
            return []
        return [
            (
                str(fields.LABELS[name]),
                fields.in_words(name, self.before[name], all_names),
                fields.in_words(name, self.values[name], all_names),
            )
            for name in self.names
        ]


def plan(
    found: Sequence[tuple[ImportedEvent, int | None]],
    attached: Mapping[str, int],
    *,
    overwrite: bool = False,
    user: Any = None,
) -> Iterator[Change]:
    """What becomes of each event, with the page that it is; a few queries for many.

    Without a `user`, on behalf of the site itself: what anything locks is left alone.
    """
    for part in batches(found, AT_ONCE):
        keys = [pk for _, pk in part if pk]
        pages = _pages(keys)
        imported = ImportedFrom.objects.in_bulk(keys)
        obstacles = _obstacles(keys, user)
        # A word that nothing is decided of this time stands for what it did the last time.
        former = still_there({pk: each.words for pk, each in imported.items()})
        for said, pk in part:
            words = former[pk] | attached if pk in imported else attached
            change = _plan_one(said, pages.get(pk), imported.get(pk), words, overwrite=overwrite)
            if change.names and (reason := obstacles.get(pk)):
                change = Change(said, Action.REFUSED, page=change.page, reason=reason)
            yield change


def _plan_one(
    said: ImportedEvent,
    page: EventPage | None,
    imported: ImportedFrom | None,
    attached: Mapping[str, int],
    *,
    overwrite: bool,
) -> Change:
    values = fields.of_import(said, attached)
    if page is None:
        change = Change(said, Action.CREATED, values=values, names=list(values))
    else:
        change = _compare(said, page, imported, values, overwrite=overwrite)
    keys = [word.key for word in words_of(said)]
    change.words = {key: attached[key] for key in keys if key in attached}
    if change.names and (reason := _why_not(change)):
        return Change(said, Action.REFUSED, page=change.page, reason=reason)
    return change


def _compare(
    said: ImportedEvent,
    page: EventPage,
    imported: ImportedFrom | None,
    values: Values,
    *,
    overwrite: bool,
) -> Change:
    facts = imported.facts if imported else {}
    current = fields.of_page(page)
    names, kept = [], []
    for together in fields.TOGETHER:
        differing = [name for name in together if values[name] != current[name]]
        if all(_is_empty(values[name]) and _is_empty(facts.get(name)) for name in together):
            # The file says nothing of it, and never did.
            continue
        was_edited = any(
            current[name] != facts.get(name) and (name in facts or not _is_empty(current[name]))
            for name in together
        )
        (kept if was_edited and not overwrite else names).extend(differing)
    return Change(
        said,
        Action.CHANGED if names else Action.UNCHANGED,
        page=page,
        imported=imported,
        values=values,
        names=names,
        before=current,
        kept=kept,
    )


def _is_empty(value: Any) -> bool:
    return value in ("", None, [])


def _obstacles(keys: list[int], user: Any) -> dict[int, str]:
    """Why nobody, or not this user, may change some of these pages, in French."""
    pages = Page.objects.filter(pk__in=keys).order_by()
    # Both are what a lock is made of: asked once for all.
    pages = pages.prefetch_workflow_states().annotate_approved_schedule()
    return {page.pk: reason for page in pages if (reason := _obstacle(page, user))}


def _obstacle(page: Page, user: Any) -> str:
    rights = user and page.permissions_for_user(user)
    if rights and not rights.can_edit():
        return _("Vous ne pouvez pas modifier cette page.")
    if rights.page_locked() if rights else page.get_lock():
        return _("La page est verrouillée.")
    return ""


def _why_not(change: Change) -> str:
    """Why a page cannot be given this, in French; nothing if it can."""
    given = set(change.names) & {each.name for each in EventPage._meta.fields}
    checked = EventPage()
    fields.put(checked, change.said, change.values, sorted(given - set(fields.NAMING)))
    others = {each.name for each in EventPage._meta.fields} - given | set(fields.NAMING)
    try:
        checked.clean_fields(exclude=others)
        if checked.starts_at:
            check_dates(checked.starts_at, checked.ends_at, all_day=checked.all_day)
    except ValidationError as error:
        return reasons(error)
    return ""


def reasons(error: ValidationError) -> str:
    """What a form would say beside its fields, on one line."""
    return " ".join(
        f"{str(fields.LABELS.get(name, name)).capitalize()} : {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )


def _pages(keys: list[int]) -> dict[int, EventPage]:
    """Each page as it was last saved."""
    pages = EventPage.objects.filter(pk__in=keys).order_by()
    pages = pages.prefetch_related("themes", "countries", "event_organisers")
    return {
        page.pk: page.get_latest_revision_as_object() if page.has_unpublished_changes else page
        for page in pages
    }
