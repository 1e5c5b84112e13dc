"""Production refuses to start without its secrets, asked of a real process."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {"SECRET_KEY": "x0" * 40, "SITE_URL": "https://lianes.example"}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    names = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=kept | environment | {"DJANGO_SETTINGS_MODULE": "site_lianes.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_with_its_secrets():
    assert start(**GOOD).returncode == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "court"}, "SECRET_KEY must hold at least 50 random characters"),
        ({"SITE_URL": "http://lianes.example"}, "SITE_URL must be the public address"),
        ({"SITE_URL": ""}, "SITE_URL"),
    ],
)
def test_refuses_to_start_without_a_secret_key_or_with_a_plain_address(change, reason):
    process = start(**GOOD | change)
    assert process.returncode != 0
    assert reason in process.stderr
