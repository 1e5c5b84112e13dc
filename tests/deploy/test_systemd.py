"""systemd reads our units, and finds them well closed."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.site import ROOT

pytestmark = pytest.mark.systemd

UNITS = ROOT / "deploy" / "systemd"
NAMES = sorted(
    path.name.replace("@", "@8001")
    for pattern in ("*.service", "*.timer", "*.target")
    for path in UNITS.glob(pattern)
    if path.is_file()
)
SERVICES = [name for name in NAMES if name.endswith(".service")]
PROGRAMS = re.compile(r"^Exec\w+=(/srv/lianes/current/\S+)", re.MULTILINE)


@pytest.fixture
def units(tmp_path: Path) -> dict[str, str]:
    """The units as installed, with the programs of this machine in the place of those they name."""
    folder = tmp_path / "system"
    shutil.copytree(UNITS, folder)
    for unit in folder.glob("*.service"):
        unit.write_text(re.sub(PROGRAMS, "ExecStart=/bin/true", unit.read_text()))
    return os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:/lib/systemd/system"}


def analyse(units: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], env=units, capture_output=True, text=True, check=False
    )


def test_there_is_something_to_read():
    assert len(SERVICES) >= 4
    assert "lianes-web@8001.service" in SERVICES


@pytest.mark.parametrize("name", NAMES)
def test_systemd_finds_nothing_wrong(units, name):
    verified = analyse(units, "verify", "--man=no", name)
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_little_else(units, name):
    """2 is « OK » in systemd's own words; a service that says nothing has 9.6."""
    shown = analyse(units, "security", "--offline=true", "--threshold=20", "--json=short", name)
    assert json.loads(shown.stdout)
    assert shown.returncode == 0


def test_the_units_run_programs_that_there_are():
    found = {Path(program).name for unit in UNITS.glob("*.service") for program in named_in(unit)}
    assert found >= {"python", "litestream"}
    for program in found:
        assert (ROOT / ".venv" / "bin" / program).exists()


def named_in(unit: Path) -> list[str]:
    return PROGRAMS.findall(unit.read_text())
