"""Tests whose program is missing are skipped and counted; with CI=true they fail instead."""

import os
from collections.abc import Generator

import pytest
from django.core.cache import caches

from tests.tools.chromium import HOW_TO_INSTALL, find_chromium, find_java

MISSING = "introuvable sur cette machine"
PROGRAMS = {"browser": ("Chromium", find_chromium), "java": ("Java", find_java)}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "java: runs the HTML validator, which needs Java")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (program, find) in PROGRAMS.items():
        if item.get_closest_marker(marker) and not find():
            if os.environ.get("CI") == "true":
                pytest.fail(f"{program} {MISSING} : {HOW_TO_INSTALL}", pytrace=False)
            pytest.skip(f"{program} {MISSING}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if count := sum(MISSING in str(report.longrepr) for report in skipped):
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
