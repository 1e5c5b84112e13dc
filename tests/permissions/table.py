"""What docs/permissions.md says, read from its tables: the staff and the tests read the same."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
VISITOR, WRITERS, PUBLISHERS, ADMINISTRATOR = ROLES = (
    "Sans compte",
    "Rédaction",
    "Publication",
    "Administrateur",
)
ANSWERS = {"oui": True, "non": False}
NAMES = re.compile(r"`([^`]+)`")
SEVERAL = re.compile(r"(.*)\{(.*)\}")

Allowed = dict[str, bool]


def gestures() -> dict[str, Allowed]:
    """What each line of « Gestes » says of each role."""
    return {cells[0]: allowed for cells, allowed in _rows("Gestes")}


def screens() -> dict[str, Allowed]:
    """What the lines of « Écrans » say of each role, by the names of the addresses."""
    found: dict[str, Allowed] = {}
    for cells, allowed in _rows("Écrans"):
        for name in _names(cells[1]):
            if name in found:
                raise ValueError(f"{name} has two lines in {DOCUMENT.name}.")
            found[name] = allowed
    return found


def _names(cell: str) -> list[str]:
    """`a:{b,c}` stands for a:b and a:c."""
    names = []
    for written in NAMES.findall(cell):
        several = SEVERAL.fullmatch(written)
        names += [several[1] + end for end in several[2].split(",")] if several else [written]
    return names


def _rows(title: str) -> list[tuple[list[str], Allowed]]:
    section = DOCUMENT.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[-1] in ANSWERS:
            allowed = [ANSWERS[cell] for cell in cells[-len(ROLES) :]]
            rows.append((cells, dict(zip(ROLES, allowed, strict=True))))
    return rows
