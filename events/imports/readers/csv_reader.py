"""The events of a table, whose columns are those that our own tables have: see `csv_words`."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from events.choices import Kind, Mode, Status
from events.csv_words import COLUMNS, labels_of, split, unguarded
from events.imports.readers import checks, words, written_dates
from events.imports.readers.checks import RefusedError, imported, taken
from events.imports.readers.decoding import text_of
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError

DELIMITERS = ";,\t"
_COMPULSORY = ("titre", "debut")
_LONGEST_HEADER = 50_000


def read_csv(content: bytes) -> Iterator[ImportedEvent | Refusal]:
    """An event for each row below the header, as they are asked for."""
    text = text_of(content)
    delimiter, columns, header_rows = _header(text)
    # As a spreadsheet numbers them: a row may take several lines of the file.
    for number, row in enumerate(_rows(text, delimiter), start=1):
        if number <= header_rows or not any(map(str.strip, row)):
            continue
        where = _("ligne %(number)s") % {"number": number}
        cells = dict(zip(columns, map(unguarded, row), strict=False))
        cells = {name: cells.get(name, "").strip() for name in COLUMNS}
        is_shifted = any(map(str.strip, row[len(columns) :]))
        yield from taken(where, cells["titre"], partial(_event, where, cells, is_shifted))


def is_table(content: bytes) -> bool:
    """Whether it begins with the header of a table of events."""
    try:
        _header(text_of(content))
    except UnreadableFileError:
        return False
    return True


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error:
        raise UnreadableFileError(
            _("La ligne %(number)s du fichier est illisible : un guillemet y est peut-être ouvert.")
            % {"number": rows.line_num}
        ) from None


def _header(text: str) -> tuple[str, list[str], int]:
    """The delimiter, the name of each column, and how many rows the header takes."""
    lines = text[:_LONGEST_HEADER].splitlines()
    # Excel's own way to say the delimiter.
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    header = lines[skipped] if len(lines) > skipped else ""
    known = {delimiter: _columns(header, delimiter) for delimiter in DELIMITERS}
    delimiter = max(known, key=lambda each: len(set(COLUMNS) & set(known[each])))
    missing = [name for name in _COMPULSORY if name not in known[delimiter]]
    if missing:
        raise UnreadableFileError(
            _("La première ligne ne nomme pas de colonne « %(name)s ».") % {"name": missing[0]}
        )
    return delimiter, known[delimiter], skipped + 1


def _columns(header: str, delimiter: str) -> list[str]:
    """The names without accents or case; one that comes twice is that of the first column alone."""
    try:
        (names,) = csv.reader([header], delimiter=delimiter)
    except (csv.Error, ValueError):
        return []
    columns: list[str] = []
    for name in names[:200]:
        column = words.folded(unguarded(name)).replace(" ", "_").replace("-", "_")
        columns.append("" if column in columns else column)
    return columns


def _event(where: str, cells: dict[str, str], is_shifted: bool) -> Iterator[ImportedEvent]:
    if is_shifted:
        raise RefusedError(_("Elle a plus de cellules que la première ligne."))
    for name, label in ((_COMPULSORY[0], _("Le titre manque.")), ("debut", _("Le début manque."))):
        if not cells[name]:
            raise RefusedError(label)
    yield imported(where, written_dates.span(cells["debut"], cells["fin"]), _facts(cells))


def _facts(cells: dict[str, str]) -> dict[str, Any]:
    place = checks.place(
        cells["lieu"], cells["adresse"], _postal_code(cells["code_postal"]), cells["commune"]
    )
    usual = checks.usual_mode(place, cells["lien_en_ligne"])
    return {
        "uid": cells["uid"],
        "title": cells["titre"],
        "status": _choice(Status, "statut", cells["statut"]) or Status.CONFIRMED,
        "mode": _choice(Mode, "participation", cells["participation"]) or usual,
        "place": place,
        "online_link": cells["lien_en_ligne"],
        "kind": _choice(Kind, "type", cells["type"]),
        "themes": split(cells["themes"]),
        "countries": split(cells["pays"]),
        "organisers": split(cells["organisateurs"]),
        "group": cells["groupe"],
        "summary": cells["resume"],
        "text": cells["description"],
        "price": cells["tarif"],
        "registration_link": cells["inscription"],
        "link": cells["page"],
    }


def _choice(choices: type[TextChoices], column: str, cell: str) -> str:
    """The value that a word stands for, by its label or by itself."""
    if not cell:
        return ""
    known = {words.folded(label): value for value, label in labels_of(choices).items()}
    known |= {value: value for value in choices.values}
    try:
        return known[words.folded(cell)]
    except KeyError:
        raise RefusedError(
            _("La colonne « %(column)s » ne connaît pas « %(word)s ».")
            % {"column": column, "word": words.one_line(cell, 60)}
        ) from None


def _postal_code(cell: str) -> str:
    """A spreadsheet takes 02100 for a number: those of Aisne lose their zero."""
    return f"0{cell}" if len(cell) == 4 and cell.isdigit() and cell[0] == "2" else cell  # noqa: PLR2004
