"""The nodes of a server, each started by the command of the systemd unit, and how one asks them."""

import http.client
import re
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

from tests.browser.site import ROOT, free_port, stop

HOST = "lianes.example"
SECONDS_TO_START, SECONDS_TO_STOP = 60, 30
UNIT = ROOT / "deploy" / "systemd" / "lianes-web@.service"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    asked: str
    cookies: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Node:
    port: int
    environment: dict[str, str]
    log: Path
    code: Path = ROOT
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.run()
        # The first pages of a process take longer, on a busy machine more than nginx waits.
        for path in ("/", "/agenda/", "/recherche/", "/admin/login/"):
            self.ask(path, Host=HOST, X_Forwarded_Proto="https")

    def run(self) -> None:
        """Start it as systemd does, which waits for an answer of its own."""
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                server_command(self.port),
                cwd=self.code,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait()

    def restart(self) -> None:
        """As `systemctl restart` does: the master alone is told, and ends its workers (mixed)."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=SECONDS_TO_STOP)
        self.run()

    def wait(self) -> None:
        for _ in range(SECONDS_TO_START * 10):
            try:
                if self.ask("/sante/").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"No answer:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if self.process:
            stop(self.process)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        return _answer(connection, path, method, headers)


def server_command(port: int) -> list[str]:
    """The command of the unit, here."""
    command = re.search(r"^ExecStart=(.*)$", UNIT.read_text(), re.MULTILINE)[1]
    here = command.replace("/srv/lianes/current/.venv/bin", str(Path(sys.executable).parent))
    filled = here.replace("%i", str(port)).replace("${WORKERS}", "1")
    return filled.split()


@dataclass
class Server:
    """A machine: its data, what is elsewhere (`run`), its nodes, and nginx in front of them."""

    data: Path
    run: Path
    environment: dict[str, str]
    code: Path = ROOT
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    nodes: list[Node] = field(default_factory=list)

    def get(self, path: str, method: str = "GET", host: str = HOST, **headers: str) -> Answer:
        """Ask nginx, by HTTPS, without a resolver."""
        connection = http.client.HTTPSConnection(HOST, self.https, timeout=10)
        connection.sock = self.tls()
        return _answer(connection, path, method, {"Host": host, **headers})

    def get_plainly(self, path: str, host: str = HOST) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=10)
        return _answer(connection, path, "GET", {"Host": host})

    def tls(self, name: str = HOST, **options: ssl.TLSVersion) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self.data / "nginx" / "certificate.pem")
        context.set_alpn_protocols(["h2"] if options else ["http/1.1"])
        for option, value in options.items():
            setattr(context, option, value)
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=10)
        return context.wrap_socket(plain, server_hostname=name)

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command,
            cwd=self.code,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout

    def shell(self, imports: str, value: str) -> str:
        """What a value of the site is."""
        return self.manage("shell", "--verbosity=0", "-c", f"{imports}; print({value})").strip()


def _answer(
    connection: http.client.HTTPConnection, path: str, method: str, headers: dict[str, str]
) -> Answer:
    with closing(connection):
        return answer_of(connection, path, method, headers)


def answer_of(
    connection: http.client.HTTPConnection,
    path: str,
    method: str,
    headers: dict[str, str],
    body: str | None = None,
) -> Answer:
    """What is answered on a connection, which stays open."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    cookies = SimpleCookie()
    for cookie in response.msg.get_all("Set-Cookie", []):
        cookies.load(cookie)
    given = {name: cookie.value for name, cookie in cookies.items()}
    return Answer(response.status, found, response.read(), f"{method} {path}", given)
