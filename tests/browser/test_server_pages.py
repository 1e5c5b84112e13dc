"""What nginx shows when the application cannot: pages that need nothing else."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.inspection import AXE, violations
from tests.browser.site import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.once]

TITLES = {
    "503": "Le site est momentanément indisponible – Lianes coopération",
    "413": "Cet envoi est trop lourd – Lianes coopération",
    "429": "Trop de demandes à la fois – Lianes coopération",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nginx")
    own = {"HOST": "lianes.example", "CACHE": str(folder / "cache"), "ACME": str(folder / "acme")}
    command = [ROOT / "deploy" / "nginx" / "configure.sh", folder]
    subprocess.run(command, env=os.environ | own, check=True)
    return folder / "lianes"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("status", TITLES)
def test_a_page_of_the_server_is_whole_by_itself(chromium: Browser, pages, status, scheme):
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": 320, "height": 640}, offline=True
    )
    page = context.new_page()
    page.goto((pages / f"{status}.html").as_uri())
    assert page.title() == TITLES[status]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.evaluate(AXE)
    assert violations(page) == []
    context.close()
