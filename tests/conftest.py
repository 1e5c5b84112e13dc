"""Tests whose program is missing are skipped and counted; with CI=true the run fails instead."""

import os

import pytest
from django.core.cache import caches

from tests.tools.chromium import HOW_TO_INSTALL, find_chromium, find_java

MISSING = "introuvable sur cette machine"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "java: runs the HTML validator, which needs Java")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    programs = {"browser": ("Chromium", find_chromium()), "java": ("Java", find_java())}
    for marker, (program, path) in programs.items():
        concerned = [item for item in items if not path and item.get_closest_marker(marker)]
        if concerned and os.environ.get("CI") == "true":
            raise pytest.UsageError(f"{program} {MISSING} : {HOW_TO_INSTALL}")
        for item in concerned:
            item.add_marker(pytest.mark.skip(reason=f"{program} {MISSING}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(MISSING in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(
            f"Tests sautés faute de Chromium ou de Java : {count}. "
            f"Pour les exécuter : {HOW_TO_INSTALL}",
            yellow=True,
        )


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """No test sees what another has cached: primary keys come again after a rollback."""
    for cache in caches.all():
        cache.clear()
