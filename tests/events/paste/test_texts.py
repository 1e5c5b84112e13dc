"""How much is read of texts as people write them: e-mails, posters, minutes, messages.

The first were written before the code, those of `further` once it was done. The test prints the
rate (`pytest -s`).
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.paste.recognising import recognise
from events.paste.sources.reading import read_file
from events.paste.values import Pasted, Proposals
from tests.events.paste.known import SITE
from tests.events.paste.saying import TODAY, doubts_of, said

TEXTS = Path(__file__).parent / "texts"
FOLDERS = (TEXTS, TEXTS / "further")
WHEN = ("starts", "ends", "deadline")
ENOUGH = 0.95


def expected(folder: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads((folder / "expected.toml").read_text())


def read_text(folder: Path, name: str, wanted: dict[str, Any]) -> Proposals:
    (path,) = folder.glob(f"{name}.*")
    source = read_file(path.name, path.read_bytes())
    today = date.fromisoformat(wanted.get("today", TODAY.isoformat()))
    return recognise(Pasted(source.text, today, source.heading), SITE)


@pytest.mark.parametrize("folder", FOLDERS, ids=["first", "further"])
def test_dates_and_hours_are_right_or_doubted(folder):
    texts = expected(folder)
    wrong, silent = [], []
    for name, wanted in texts.items():
        found = read_text(folder, name, wanted)
        got = said(found)
        if any(got[field] != wanted.get(field) for field in WHEN):
            wrong.append(name)
            silent += [] if doubts_of(found) else [name]
    right = 1 - len(wrong) / len(texts)
    report = f"\n{folder.name}: {right:.1%} of {len(texts)} texts; {wrong=}, {silent=}"
    print(report)  # noqa: T201 - the rate is what this test is for
    assert len(texts) >= (40 if folder == TEXTS else 20)
    assert right >= ENOUGH
    assert silent == []


@pytest.mark.parametrize("folder", FOLDERS, ids=["first", "further"])
def test_doubts_are_said_where_there_are_some(folder):
    missing = [
        (name, words)
        for name, wanted in expected(folder).items()
        for words in wanted.get("doubts", ())
        if not any(words in doubt for doubt in doubts_of(read_text(folder, name, wanted)))
    ]
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS, ids=["first", "further"])
def test_the_other_fields_are_right(folder):
    wrong, number = [], 0
    for name, wanted in expected(folder).items():
        got = said(read_text(folder, name, wanted))
        for field, value in wanted.items():
            if field in (*WHEN, "today", "doubts"):
                continue
            number += 1
            is_set = field in ("themes", "countries")
            if got[field] != (sorted(value) if is_set else value):
                wrong.append((name, field, got[field], value))
    report = f"\n{folder.name}: {1 - len(wrong) / number:.1%} of {number} other fields; {wrong=}"
    print(report)  # noqa: T201 - the rate is what this test is for
    assert len(wrong) <= number * (1 - ENOUGH)
