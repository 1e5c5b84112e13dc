"""Events as a file would say them, without a file."""

from datetime import timedelta
from typing import Any

from events.imports.finding import find
from events.imports.named import distinct_words
from events.imports.plan import Change, plan
from events.imports.storing import Import
from events.imports.values import ImportedEvent
from events.imports.vocabulary import Vocabulary, attach
from events.models import EventIndexPage, EventPage
from events.published import PublishedPlace
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory

SOURCE = "agenda.csv"
START = paris(2030, 10, 17, 18)
BONNIERS = PublishedPlace(
    name="Centre social Les 5 Bonniers",
    street="20 avenue de Bordeaux",
    postal_code="59155",
    town="Faches Thumesnil",
)


def said(**fields: Any) -> ImportedEvent:
    """A meeting of two hours, unless told otherwise."""
    usual = {"where": "ligne 2", "title": "Réunion publique", "starts_at": START}
    fields = usual | fields
    if not fields.get("all_day"):
        fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=2))
    return ImportedEvent(**fields)


def foresee(*events: ImportedEvent, **options: Any) -> list[Change]:
    attached, source = options.pop("attached", {}), options.pop("source", SOURCE)
    return list(plan(list(zip(events, find(events, source), strict=True)), attached, **options))


def store(*events: ImportedEvent, **options: Any) -> list[Change]:
    """Import these; `attach` and `create` decide of all words alike."""
    agenda = EventIndexPage.objects.first() or EventIndexPageFactory()
    decided = {name: options.pop(name, False) for name in ("attach", "create")}
    decisions = Vocabulary.read().decide(distinct_words(events), **decided)
    attached, _ = attach(decisions)
    import_ = Import(agenda=agenda, **{"source": SOURCE} | options)
    found = zip(events, find(events, import_.source), strict=True)
    return list(import_.carry_out(list(found), attached))


def actions(changes: list[Change]) -> list[str]:
    return [change.action for change in changes]


def only_page() -> EventPage:
    return EventPage.objects.get().get_latest_revision_as_object()
