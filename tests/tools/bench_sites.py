"""Our site and a stock project with the same content, made and served for `bench`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.browser.site import ROOT, free_port
from tests.tools.bench_server import Server, started
from tests.tools.own_database import POSTGRESQL, connect
from tests.tools.site_process import SiteProcess
from tests.tools.stock_project import start_stock_project

STOCK = Path(__file__).parent / "stock"
SETTINGS_OF_STOCK = """
import environ
from .production import *
from .dev import SECRET_KEY
INSTALLED_APPS = ["events", *INSTALLED_APPS]
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE, TIME_ZONE = "fr", "Europe/Paris"
if database := {database!r}:
    DATABASES["default"] = environ.Env.db_url_config(database)
"""
ASGI_OF_STOCK = """
from site_lianes.core.serving.threads import InThreads
from stock.wsgi import application as site
application = InThreads(site, threads=4)
"""
FILL_STOCK = """
import json, sys
from datetime import datetime
from django.db import connection, transaction
from events.models import EventIndexPage, EventPage, Theme
from home.models import HomePage
content = json.load(open({content!r}))
with transaction.atomic():
    themes = {{each["slug"]: Theme.objects.create(**each) for each in content["themes"]}}
    agenda = EventIndexPage(title="Agenda", slug="agenda")
    HomePage.objects.get().add_child(instance=agenda)
    for each in content["events"]:
        for name in ("starts_at", "ends_at"):
            each[name] = datetime.fromisoformat(each[name])
        of_event = [themes[slug] for slug in each.pop("themes")]
        event = agenda.add_child(instance=EventPage(**each))
        event.themes.set(of_event)
        event.save()
if connection.vendor == "postgresql":
    connection.cursor().execute("VACUUM ANALYZE")
"""


class Ours(NamedTuple):
    """Our site: its data, the address of its database, its pages by their names."""

    data: Path
    database: str
    pages: dict[str, str]


class Stock(NamedTuple):
    project: Path
    database: str


def make_ours(data: Path, size: int, database: str) -> Ours:
    """On PostgreSQL, or in a file if `database` is empty."""
    data.mkdir()
    database = database or f"sqlite:///{data / 'db.sqlite3'}"
    with SiteProcess(data, database, measures="page_measures") as site:
        site.ask("prepare")
        site.ask("fill", size)
        return Ours(data, database, site.ask("pages"))


def make_stock(directory: Path, ours: Ours, database: str) -> Stock:
    """With the content of ours."""
    content = directory / "content.json"
    with SiteProcess(ours.data, ours.database, measures="page_measures") as site:
        site.ask("export", content)
    project = start_stock_project(directory)
    shutil.copytree(STOCK / "events", project / "events")
    settings = project / "stock" / "settings" / "bench.py"
    settings.write_text(SETTINGS_OF_STOCK.format(database=database))
    (project / "stock" / "asgi.py").write_text(ASGI_OF_STOCK)
    for command in (
        ["makemigrations", "events"],
        ["migrate"],
        ["collectstatic", "--noinput"],
        ["shell", "-c", FILL_STOCK.format(content=str(content))],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=project,
            env=own_environment({"DJANGO_SETTINGS_MODULE": "stock.settings.bench"}),
            check=True,
            capture_output=True,
        )
    return Stock(project, database)


@contextmanager
def served_ours(site: Ours, workers: int, **more: str) -> Iterator[Server]:
    """By `manage.py serve`."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", str(workers)]
    environment = environment_of(site, port) | more
    with _served(command, port, ROOT, environment, site.database) as server:
        yield server


@contextmanager
def served_stock(stock: Stock, workers: int) -> Iterator[Server]:
    """By uvicorn and the threads of ours, without what hands out kept pages.

    Nor with the `MALLOC_MMAP_THRESHOLD_` that `manage.py serve` gives itself.
    """
    port = free_port()
    command = [
        *(sys.executable, "-m", "uvicorn", "--port", str(port), "--workers", str(workers)),
        *("--http", "httptools", "--loop", "uvloop", "--ws", "none", "--lifespan", "off"),
        *("--no-access-log", "--log-level", "warning", "stock.asgi:application"),
    ]
    own = {"DJANGO_SETTINGS_MODULE": "stock.settings.bench", "PYTHONPATH": str(ROOT)}
    environment = own_environment(own)
    with _served(command, port, stock.project, environment, stock.database) as server:
        yield server


@contextmanager
def started_ours(site: Ours) -> Iterator[Server]:
    """By the server alone, as a systemd unit does: nothing is prepared before."""
    port = free_port()
    command = [sys.executable, "-m", "site_lianes.core.serving", "--port", str(port)]
    with _served(command, port, ROOT, environment_of(site, port), site.database) as server:
        yield server


def environment_of(site: Ours, port: int) -> dict[str, str]:
    own = {
        "DATA_DIR": str(site.data),
        "DATABASE_URL": site.database,
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    return own_environment(own)


def own_environment(own: dict[str, str]) -> dict[str, str]:
    """The environment of whoever measures, without their databases.

    Python keeps what it compiles, as it does on a server: else our site would begin by compiling.
    """
    left_out = ("DATABASE_URL", "REDIS_URL", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in left_out} | own


def first_process(database: str) -> int | None:
    """The process of PostgreSQL that all others of the server of this database come from."""
    if not database.startswith(POSTGRESQL):
        return None
    with connect(database) as connection:
        [backend] = connection.execute("SELECT pg_backend_pid()").fetchone()
        return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


@contextmanager
def _served(
    command: list[str], port: int, folder: Path, environment: dict[str, str], database: str
) -> Iterator[Server]:
    server = Server(f"http://127.0.0.1:{port}", ())
    with started(command, folder, environment, lambda: server.get("/")) as pid:
        yield Server(server.address, (pid,), database=first_process(database))
