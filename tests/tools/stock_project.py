"""A bare `wagtail start` project, to compare ours with: with the packages of this environment."""

import subprocess
import sys
from pathlib import Path


def start_stock_project(directory: Path) -> Path:
    project = directory / "stock"
    project.mkdir()
    command = [sys.executable, "-m", "wagtail.bin.wagtail", "start", "stock", str(project)]
    subprocess.run(command, check=True, capture_output=True)
    return project
