"""The real site, served for a browser from a directory, a port and a database of its own."""

import html
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.prepared import prepared_site
from tests.tools.own_database import POSTGRESQL, own_database

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180
SECONDS_TO_STOP = 15

BESIDE_THE_TREE = [
    "/agenda/?periode=passes",
    "/agenda/?periode=passes&theme=education&theme=inconnu",
    "/agenda/?theme=inconnu",
    "/abonnement/",
    "/abonnement/?theme=education&territoire=nord",
    "/recherche/",
    "/recherche/?q=mali",
    "/recherche/?q=introuvable",
]
# Two for each process of the tests, which have those before 8 for themselves (settings/test.py).
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_redis_databases = cycle([8 + _WORKER % 4 * 2, 9 + _WORKER % 4 * 2])
CREATE_STAFF = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for username, group, password in {people!r}:
    user = get_user_model().objects.create_user(username, f"{{username}}@example.org", password)
    user.groups.add(Group.objects.get(name=group))
"""


@dataclass(frozen=True)
class Account:
    username: str
    password: str


class ServedSite:
    """A running site: its address, its accounts, the public addresses of its demo content."""

    def __init__(self, url: str, environment: dict[str, str]) -> None:
        self.url = url
        self.environment = environment
        self.data = Path(environment["DATA_DIR"])
        self.publisher = Account("publication", secrets.token_urlsafe(12))
        self.writer = Account("redaction", secrets.token_urlsafe(12))

    @property
    def admin(self) -> Account:
        return Account("admin", (self.data / "admin-password").read_text().strip())

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def wait_for(self, path: str, seconds: int) -> None:
        """Until there is a page at an address."""
        for _ in range(seconds):
            if self.get(path)[0] == 200:
                return
            time.sleep(1)
        raise TimeoutError(f"{path} did not appear.")

    def shell(self, code: str) -> str:
        """What `code` prints when it runs inside the site."""
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def create_staff(self) -> None:
        people = [
            (account.username, group, account.password)
            for account, group in ((self.publisher, "Publication"), (self.writer, "Rédaction"))
        ]
        self.shell(CREATE_STAFF.format(people=people))

    @cached_property
    def addresses(self) -> dict[str, int]:
        """Every public address of the demo content, with the status that it must answer."""
        _, sitemap = self.get("/sitemap.xml")
        pages = [html.unescape(found) for found in re.findall(r"<loc>(.*?)</loc>", sitemap)]
        paths = [page.removeprefix(self.url) for page in pages]
        return dict.fromkeys([*paths, *BESIDE_THE_TREE], 200) | {"/cette-page-n-existe-pas/": 404}


@contextmanager
def served_site(**environment: str) -> Iterator[ServedSite]:
    with ExitStack() as stack:
        data = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="lianes-browser-", ignore_cleanup_errors=True)
        )
        port = free_port()
        own = environment_of(data, port)
        own |= stack.enter_context(prepared_site(own, postgresql())) | environment
        site = ServedSite(f"http://127.0.0.1:{port}", own)
        stack.enter_context(running(site))
        site.create_staff()
        yield site


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(data: str, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if address := kept.get("REDIS_URL"):
        # Sites that are served at the same time keep their addresses apart.
        redis = urlsplit(address)
        kept["REDIS_URL"] = f"{redis.scheme}://{redis.netloc}/{next(_redis_databases)}"
    return kept | {
        "DATA_DIR": data,
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }


@contextmanager
def database_of(port: int) -> Iterator[dict[str, str]]:
    """An empty one that lives as long as the site, on PostgreSQL; SQLite's is in DATA_DIR."""
    if not (server := postgresql()):
        yield {}
        return
    with own_database(server, f"browser_{port}") as own:
        yield {"DATABASE_URL": own}


def postgresql() -> str:
    """The address of the server that the tests use; empty when they use SQLite."""
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith(POSTGRESQL) else ""


@contextmanager
def running(site: ServedSite) -> Iterator[subprocess.Popen]:
    log = site.data / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(urlsplit(site.url).port)],
            cwd=ROOT,
            env=site.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(site, process, log)
        yield process
    finally:
        stop(process)


def _wait_until_ready(site: ServedSite, process: subprocess.Popen, log: Path) -> None:
    answer = "no answer"
    for _ in range(SECONDS_TO_START * 5):
        try:
            status, _body = site.get("/")
        except OSError:
            status = None
        if status == 200:
            return
        answer = f"the home page answers {status}" if status else answer
        try:
            code = process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        answer = f"the server ended with code {code}"
        break
    tail = "\n".join(log.read_text().splitlines()[-40:])
    raise RuntimeError(f"The site did not start: {answer}. Its last lines:\n{tail}")


def stop(process: subprocess.Popen) -> None:
    """End the server with its workers, which share its process group."""
    for request in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, request)
            process.wait(timeout=SECONDS_TO_STOP)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
