"""The words of the agenda as a table, for what writes one and what reads one: see docs/api.md."""

import re
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import override

COLUMNS = (
    "uid",
    "titre",
    "debut",
    "fin",
    "statut",
    "participation",
    "lieu",
    "adresse",
    "code_postal",
    "commune",
    "lien_en_ligne",
    "type",
    "themes",
    "pays",
    "organisateurs",
    "groupe",
    "resume",
    "description",
    "tarif",
    "inscription",
    "page",
    "publie_le",
    "modifie_le",
    "sequence",
)
# What French spreadsheets expect, since their comma is that of numbers.
DELIMITER = ";"
LIST_SEPARATOR = " | "

# What spreadsheets skip before they look for a formula; the signs that begin one, also as wide as
# an ideogram. Apostrophes in front are counted, so that a guard can be told from one of the text.
_SKIPPED = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]*"
_FORMULA = _SKIPPED + r"[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫−]"
_TO_GUARD = re.compile("'*" + _FORMULA)
_GUARDED = re.compile("'+" + _FORMULA)


def words_of(choices: type[TextChoices]) -> dict[str, str]:
    """Each value and its word in a cell: "moved-online" is "déplacé en ligne"."""
    return {value: label.lower() for value, label in labels_of(choices).items()}


def labels_of(choices: type[TextChoices]) -> dict[str, str]:
    """Each value and its label, the same in whatever language the table is asked for."""
    with override("fr"):
        return {choice.value: str(choice.label) for choice in choices}


def joined(names: Iterable[str]) -> str:
    """Names in one cell; one that holds a bar would be read as two."""
    return LIST_SEPARATOR.join(name.replace("|", "/") for name in names)


def split(cell: str) -> tuple[str, ...]:
    """The names of a cell, however people have spaced them."""
    return tuple(filter(None, map(str.strip, cell.split(LIST_SEPARATOR.strip()))))


def guarded(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula: "'=1+1"."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell
