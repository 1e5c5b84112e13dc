"""Tests whose program is missing are skipped and counted; with CI=true they fail instead."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings as hypothesis_settings

from tests.caches import empty_caches
from tests.profile import IS_THOROUGH
from tests.tools.calendar_readers import find_node
from tests.tools.chromium import HOW_TO_INSTALL, find_chromium, find_java
from tests.tools.programs import find_nginx, find_pg_dump, find_postgresql, find_systemd

MISSING = "introuvable sur cette machine"
PROGRAMS = {
    "browser": ("Chromium", find_chromium),
    "java": ("Java", find_java),
    "node": ("Node, ou l’un des modules de tests/npm,", find_node),
    "nginx": ("nginx", find_nginx),
    "pg_dump": ("pg_dump", find_pg_dump),
    "postgresql": ("le serveur PostgreSQL", find_postgresql),
    "systemd": ("systemd-analyze", find_systemd),
}

# No deadline: a busy machine says nothing of an example.
hypothesis_settings.register_profile("short", deadline=None, max_examples=100)
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=300)
hypothesis_settings.load_profile("thorough" if IS_THOROUGH else "short")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "java: runs the HTML validator, which needs Java")
    config.addinivalue_line("markers", "nginx: puts a real nginx before the served site")
    config.addinivalue_line("markers", "pg_dump: dumps and restores a PostgreSQL database")
    config.addinivalue_line("markers", "postgresql: stops a PostgreSQL server of its own")
    config.addinivalue_line("markers", "systemd: has systemd read our units")
    config.addinivalue_line("markers", "node: reads calendars with modules that need Node")


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
            f"Tests sautés faute d’un programme (Chromium, Java, Node, nginx…) : {count}. "
            f"Pour les exécuter : {HOW_TO_INSTALL}",
            yellow=True,
        )


@pytest.fixture(autouse=True)
def with_empty_caches() -> None:
    """No test sees what another has cached."""
    empty_caches()
