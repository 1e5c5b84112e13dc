"""The three servers that `bench` compares, each a group of processes that can be measured."""

import http.client
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.site import ROOT, free_port, stop
from tests.tools.bench_migrate import start_stock_project
from tests.tools.site_process import SiteProcess

SECONDS_TO_START = 120
STOCK = Path(__file__).parent / "stock"
SETTINGS_OF_STOCK = """
from .production import *
from .dev import SECRET_KEY
INSTALLED_APPS = ["events", *INSTALLED_APPS]
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE, TIME_ZONE = "fr", "Europe/Paris"
"""
FILL_STOCK = """
import json, sys
from datetime import datetime
from django.db import transaction
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
"""
NGINX = """
{user} daemon off; pid {data}/pid; error_log {data}/error; worker_processes {workers};
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; open_file_cache max=1000; gzip_static on;
  default_type text/html; server_tokens off;
  server {{ listen 127.0.0.1:{port}; root {data}/html; }}
}}
"""


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status}")
            return answer.read()
        finally:
            connection.close()

    @property
    def processes(self) -> list[int]:
        """The one that was started and all below it."""
        found = [self.pid]
        for pid in found:
            found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return found

    @property
    def cpu_seconds(self) -> float:
        ticks = 0
        for pid in self.processes:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """In bytes; what processes share is counted once."""
        total = 0
        for pid in self.processes:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total * 1024


def make_ours(data: Path, size: int) -> dict[str, str]:
    """The database of our site; returns an address and a theme to ask for."""
    with SiteProcess(data, f"sqlite:///{data / 'db.sqlite3'}", measures="page_measures") as site:
        site.ask("prepare")
        site.ask("fill", size)
        return site.ask("export", data / "content.json")


def make_stock(directory: Path, content: Path) -> Path:
    project = start_stock_project(directory)
    shutil.copytree(STOCK / "events", project / "events")
    (project / "stock" / "settings" / "bench.py").write_text(SETTINGS_OF_STOCK)
    for command in (
        ["makemigrations", "events"],
        ["migrate"],
        ["collectstatic", "--noinput"],
        ["shell", "-c", FILL_STOCK.format(content=str(content))],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=project,
            env=_environment({"DJANGO_SETTINGS_MODULE": "stock.settings.bench"}),
            check=True,
            capture_output=True,
        )
    return project


@contextmanager
def served_ours(data: Path, workers: int, **more: str) -> Iterator[Server]:
    port = free_port()
    own = {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", str(workers)]
    with _served(command, port, ROOT, _environment(own | more)) as server:
        yield server


@contextmanager
def served_stock(project: Path, workers: int) -> Iterator[Server]:
    """By the same server as ours, with its settings."""
    port = free_port()
    threads = str(2 * (os.cpu_count() or 1) + 1)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", threads]
    command += ["stock.wsgi:application"]
    own = {"DJANGO_SETTINGS_MODULE": "stock.settings.bench"}
    with _served(command, port, project, _environment(own)) as server:
        yield server


@contextmanager
def served_files(data: Path, pages: dict[str, bytes], workers: int) -> Iterator[Server]:
    """nginx, with these pages as files, compressed beforehand."""
    for address, body in pages.items():
        folder = data / "html" / address.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_bytes(body)
        subprocess.run(["gzip", "-6", "--keep", "--force", folder / "index.html"], check=True)
    port = free_port()
    configuration = data / "nginx.conf"
    # Started by root, it would become somebody who may not read a temporary directory.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(NGINX.format(data=data, port=port, workers=workers, user=user))
    command = ["nginx", "-e", str(data / "error"), "-c", str(configuration)]
    with _served(command, port, data, dict(os.environ)) as server:
        yield server


def _environment(own: dict[str, str]) -> dict[str, str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "REDIS_URL")
    }
    return inherited | own


@contextmanager
def _served(
    command: list[str], port: int, folder: Path, environment: dict[str, str]
) -> Iterator[Server]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Server(port, process.pid)
    try:
        for _ in range(SECONDS_TO_START * 5):
            try:
                server.get("/")
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
        yield server
    finally:
        stop(process)
