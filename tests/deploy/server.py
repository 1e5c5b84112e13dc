"""The site as a server runs it: nodes with the settings of production, behind a real nginx.

What is run is what `deploy/` says: the command of the systemd unit, the configuration that
`configure.sh` writes into Debian's own.
"""

import os
import re
import secrets
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.prepared import prepared_site
from tests.browser.site import ROOT, environment_of, free_port, postgresql
from tests.deploy.nodes import HOST, Node, Server
from tests.tools.programs import find_nginx
from tests.tools.waiting import listens, wait_until


@contextmanager
def running_server(
    data: Path, nodes: int = 1, code: Path = ROOT, **services: str
) -> Iterator[Server]:
    """The demonstration, on a server of its own, by the code of a directory.

    `services` are addresses of its own: DATABASE_URL of a database that is empty, or "" for SQLite.
    """
    with ExitStack() as stack:
        ports = [free_port() for _ in range(nodes)]
        environment = environment_of(str(data), ports[0])
        if "DATABASE_URL" not in services:
            environment |= stack.enter_context(prepared_site(environment, postgresql()))
        environment |= services
        environment |= {
            "DJANGO_SETTINGS_MODULE": "site_lianes.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": f"https://{HOST}",
            "LOG_FORMAT": "json",
        }
        # Where systemd has its counters and logs, and nginx its pages.
        run = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lianes-run-")))
        server = Server(data, run, environment, code)
        # Production has the names of the static files beside the code: they are collected again.
        (data / "static" / ".collected").unlink(missing_ok=True)
        server.manage("serve", "--prepare-only")
        for port in ports:
            counters = run / f"metrics-{port}"
            counters.mkdir()
            own = environment | {"PROMETHEUS_MULTIPROC_DIR": str(counters)}
            server.nodes.append(Node(port, own, run / f"node-{port}.log", code))
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
        wait_until(lambda: listens(server.https), seconds=10)
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
        "PAGES": str(server.run / "pages"),
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
