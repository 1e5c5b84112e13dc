"""The text as it is shown, parted into what was recognised and what was not."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from events.paste.values import Proposal, Proposals
from events.texts.spans import Span


class Piece(NamedTuple):
    text: str
    # What it was recognised as, and its number: nothing for the words between.
    label: str = ""
    number: int = 0


class Mark(NamedTuple):
    """Words of the text that gave a field its value."""

    field: str
    label: str
    span: Span


LABELS = {
    "title": _("Titre"),
    "starts_at": _("Date et heure"),
    "registration_deadline": _("Date limite"),
    "place": _("Lieu"),
    "online_link": _("Lien en ligne"),
    "registration_link": _("Lien d’inscription"),
    "registration_email": _("Courriel d’inscription"),
    "registration_phone": _("Téléphone d’inscription"),
    "contact_email": _("Courriel de contact"),
    "contact_phone": _("Téléphone de contact"),
    "organisers": _("Organisateur"),
    "price": _("Tarif"),
    "group": _("Groupe"),
    "themes": _("Thème"),
    "countries": _("Pays"),
    "mode": _("Participation"),
}


def fields_of(found: Proposals) -> dict[str, list[Proposal]]:
    """The proposals by the name of the field that they fill."""
    named = {name: [getattr(found, name)] for name in LABELS if hasattr(found, name)}
    named |= {"starts_at": [found.when.start], "registration_deadline": [found.when.deadline]}
    return named | {"organisers": list(found.organisers)}


def marks_of(found: Proposals) -> list[Mark]:
    """In the order of the text. Words are marked once: as what stands first in `LABELS`."""
    named = fields_of(found)
    kept: list[Mark] = []
    for field, label in LABELS.items():
        spans = [span for each in named[field] for span in each.spans if span.start < span.end]
        for span in spans:
            if not any(span.meets(mark.span) for mark in kept):
                kept.append(Mark(field, str(label), span))
    return sorted(kept, key=lambda mark: mark.span)


def pieces_of(text: str, marks: Iterable[Mark]) -> list[Piece]:
    pieces, end = [], 0
    for number, mark in enumerate(marks, start=1):
        pieces.append(Piece(text[end : mark.span.start]))
        pieces.append(Piece(text[slice(*mark.span)], mark.label, number))
        end = mark.span.end
    return [piece for piece in (*pieces, Piece(text[end:])) if piece.text]
