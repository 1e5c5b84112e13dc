"""Time an import of 10,000 events, then the same file again.

`python -m tests.tools.bench_import [--events 10000] [--postgresql URL]`. In a database made for
it, never the site's: an SQLite file, or one on the PostgreSQL server whose address is given. Prints
events a second, published with all that follows from it, and the most memory that was held.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from tests.tools.own_database import own_database

ROOT = Path(__file__).resolve().parents[2]
EVENTS = 10_000
PLACES, ORGANISERS, DAYS = 200, 100, 3650
THEMES = ("santé", "éducation", "eau et assainissement", "culture")
COLUMNS = (
    "uid",
    "titre",
    "debut",
    "fin",
    "lieu",
    "code_postal",
    "commune",
    "themes",
    "organisateurs",
    "resume",
    "description",
)
CREATE_AGENDA = """
from events.models import EventIndexPage
from home.models import HomePage
HomePage.objects.get().add_child(instance=EventIndexPage(title="Agenda", slug="agenda"))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--postgresql", default="", help="the address of a server")
    options = parser.parse_args()
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lianes-bench-")))
        environment = _environment(stack, data, options.postgresql)
        _manage(environment, "migrate", "--verbosity=0")
        _manage(environment, "shell", "--verbosity=0", "-c", CREATE_AGENDA)
        file = data / "agenda.csv"
        write_events(file, options.events)
        arguments = ("import_events", str(file), "--publish", "--create-missing")
        for label in ("first import", "same file again"):
            begin = time.perf_counter()
            _manage(environment, *arguments)
            seconds = time.perf_counter() - begin
            report(f"{label:<16}: {options.events / seconds:.1f} events/s ({seconds:.0f} s)")
    # Of the largest process that was waited for.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report(f"peak memory     : {peak / 1024:.0f} MB")


def write_events(file: Path, number: int) -> None:
    """Meetings over ten years, each of a place, an organiser, a theme and three paragraphs."""
    with file.open("w", newline="") as output:
        table = csv.DictWriter(output, COLUMNS, delimiter=";")
        table.writeheader()
        for each in range(number):
            day = date(2025, 1, 1) + timedelta(days=each % DAYS)
            table.writerow(
                {
                    "uid": f"rencontre-{each}@ailleurs.example",
                    "titre": f"Rencontre {each}",
                    "debut": f"{day} 18:00",
                    "fin": f"{day} 20:00",
                    "lieu": f"Salle {each % PLACES}",
                    "code_postal": "59000",
                    "commune": "Lille",
                    "themes": THEMES[each % len(THEMES)],
                    "organisateurs": f"Association {each % ORGANISERS}",
                    "resume": "Se rencontrer, échanger, agir ensemble.",
                    "description": "\n".join([f"La rencontre {each}, racontée. " * 10] * 3),
                }
            )


def _environment(stack: ExitStack, data: Path, server: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    database = f"sqlite:///{data / 'bench.sqlite3'}"
    if server:
        database = stack.enter_context(own_database(server, "bench_import"))
    return kept | {
        "DATABASE_URL": database,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
        "SITE_URL": "http://127.0.0.1:8000",
    }


def _manage(environment: dict[str, str], *arguments: str) -> None:
    """Its progress bar is shown, its log of each page is not."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def report(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command prints its figures


if __name__ == "__main__":
    main()
