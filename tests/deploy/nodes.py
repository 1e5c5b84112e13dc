"""The site as a server runs it: nodes with the settings of production, behind a real nginx.

What is run is what `deploy/` says: the command of the systemd unit, the configuration that
`configure.sh` writes into Debian's own.
"""

import http.client
import os
import re
import secrets
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.site import ROOT, database_of, environment_of, free_port, stop
from tests.tools.programs import find_nginx

HOST = "lianes.example"
SECONDS_TO_START = 60
UNIT = ROOT / "deploy" / "systemd" / "lianes-web@.service"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Node:
    port: int
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                server_command(self.port),
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait()
        # The first pages of a process take longer, on a busy machine more than nginx waits.
        for path in ("/", "/agenda/", "/recherche/", "/admin/login/"):
            self.ask(path, Host=HOST, X_Forwarded_Proto="https")

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
    filled = here.replace("%i", str(port)).replace("${WORKERS}", "1").replace("${THREADS}", "2")
    return filled.split()


@dataclass
class Server:
    """A machine: its data, its nodes, and nginx in front of them."""

    data: Path
    environment: dict[str, str]
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
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout


def _answer(
    connection: http.client.HTTPConnection, path: str, method: str, headers: dict[str, str]
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()


@contextmanager
def running_server(data: Path, nodes: int = 1) -> Iterator[Server]:
    """The demonstration, on a server of its own."""
    with ExitStack() as stack:
        ports = [free_port() for _ in range(nodes)]
        environment = environment_of(str(data), ports[0])
        environment |= stack.enter_context(database_of(ports[0]))
        environment |= {
            "DJANGO_SETTINGS_MODULE": "site_lianes.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": f"https://{HOST}",
            "LOG_FORMAT": "json",
        }
        server = Server(data, environment)
        server.manage("serve", "--prepare-only")
        for port in ports:
            counters = data / f"metrics-{port}"
            counters.mkdir()
            own = environment | {"PROMETHEUS_MULTIPROC_DIR": str(counters)}
            server.nodes.append(Node(port, own, data / f"node-{port}.log"))
        for node in server.nodes:
            stack.callback(node.stop)
            node.start()
        stack.enter_context(_nginx(server))
        yield server


@contextmanager
def _nginx(server: Server) -> Iterator[None]:
    conf = configured(server)
    process = subprocess.Popen([find_nginx(), "-c", str(conf), "-g", "daemon off;"])
    try:
        _wait_for(server.https)
        yield
    finally:
        process.terminate()
        process.wait(timeout=15)


def configured(server: Server, aliases: str = f"www.{HOST}") -> Path:
    """Debian's nginx.conf, with our site in it; all that it writes is in the data of the test."""
    folder = server.data / "nginx"
    folder.mkdir()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", f"/CN={HOST}"),
            *("-addext", f"subjectAltName=DNS:{HOST},DNS:www.{HOST}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    settings = {
        "HOST": HOST,
        "ALIASES": aliases,
        "NODES": " ".join(f"127.0.0.1:{node.port}" for node in server.nodes),
        "DATA_DIR": str(server.data),
        "CERTIFICATE": str(certificate),
        "KEY": str(key),
        "HTTP": str(server.http),
        "HTTPS": str(server.https),
        "CACHE": str(folder / "cache"),
        "LOG": str(folder),
        "ACME": str(folder / "acme"),
        "IPV6": "yes" if _has_ipv6() else "no",
    }
    command = [str(ROOT / "deploy" / "nginx" / "configure.sh"), str(folder)]
    subprocess.run(command, env=os.environ | settings, check=True)
    debian = Path("/etc/nginx/nginx.conf").read_text()
    own = re.sub(r"^user .*$", "", debian, flags=re.MULTILINE)
    own = own.replace("/run/nginx.pid", str(folder / "nginx.pid"))
    own = own.replace("/var/log/nginx", str(folder))
    own = own.replace("include /etc/nginx/conf.d/*.conf;", "")
    own = own.replace("/etc/nginx/sites-enabled", str(folder / "sites-enabled"))
    conf = folder / "nginx.conf"
    # The workers of a test run as the one who runs it, who may read the test's directories.
    conf.write_text(f"user root;\n{own}" if os.geteuid() == 0 else own)
    return conf


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::", 0))
    except OSError:
        return False
    return True


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("nginx does not listen")
