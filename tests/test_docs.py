"""What the documentation says of the tests is so."""

import ast
import re
from pathlib import Path

import pytest

from events.api_query import ListingQuery
from events.csv_words import COLUMNS
from events.published_json import FIELDS

ROOT = Path(__file__).resolve().parents[1]
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("page", ["agenda.md", "search.md"])
def test_the_tests_that_a_page_names_exist(page):
    named = NAMED_TEST.findall((ROOT / "docs" / page).read_text())
    missing = [f"{path}::{test}" for path, test in named if test not in functions_of(ROOT / path)]
    assert len(named) > 20
    assert missing == []


def test_all_that_other_programs_read_is_explained():
    explained = re.findall(r"`(\w+)`", (ROOT / "docs" / "api.md").read_text())
    named = {*FIELDS, *COLUMNS, *ListingQuery.base_fields}
    assert named - {*explained} == set()


def functions_of(path: Path) -> set[str]:
    body = ast.parse(path.read_text()).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}
