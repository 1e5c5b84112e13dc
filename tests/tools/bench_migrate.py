"""Time `migrate` on an empty database beside a bare `wagtail start` project's, in the same run.

`python -m tests.tools.bench_migrate`. Both use SQLite and the packages of this environment, in
turn, so that a busy machine slows both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.tools.stock_project import start_stock_project

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lianes-bench-") as directory:
        stock = start_stock_project(Path(directory))
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(migrate_ours(Path(directory)))
            theirs.append(migrate_stock(stock))
    mine, bare = statistics.median(ours), statistics.median(theirs)
    weight = sum(path.stat().st_size for path in migrations())
    report(f"migrate, ours          : {mine:.2f} s (median of {ROUNDS})")
    report(f"migrate, wagtail start : {bare:.2f} s (median of {ROUNDS})")
    report(f"ratio                  : {mine / bare:.2f} (at most 1.2)")
    report(f"weight of migrations   : {weight / 1000:.1f} kB (under 200)")


def migrate_ours(directory: Path) -> float:
    data = tempfile.mkdtemp(dir=directory)
    settings = {"DJANGO_SETTINGS_MODULE": "site_lianes.settings.local", "DATA_DIR": data}
    return time_migrate(ROOT, settings)


def migrate_stock(project: Path) -> float:
    (project / "db.sqlite3").unlink(missing_ok=True)
    return time_migrate(project, {"DJANGO_SETTINGS_MODULE": "stock.settings.dev"})


def time_migrate(project: Path, environment: dict[str, str]) -> float:
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=project,
        env=inherited | environment,
        check=True,
    )
    return time.perf_counter() - begin


def migrations() -> list[Path]:
    apps = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site_lianes/*/migrations/*.py")]
    return [path for path in apps if ".venv" not in path.parts]


def report(line: str) -> None:
    print(line)  # noqa: T201 - a command prints its figures


if __name__ == "__main__":
    main()
