"""nginx as `bench` compares with it: with ready-made files, and before our site."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.site import free_port
from tests.deploy.nodes import HOST, Node
from tests.deploy.nodes import Server as Machine
from tests.deploy.server import configured
from tests.tools.bench_server import Server, listens, started
from tests.tools.bench_sites import Ours, environment_of, first_process
from tests.tools.programs import find_nginx

FILES = """
{user} daemon off; pid {data}/pid; error_log {data}/error; worker_processes {workers};
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; open_file_cache max=1000; gzip_static on;
  default_type text/html; server_tokens off;
  server {{ listen 127.0.0.1:{port}; root {data}/html; }}
}}
"""


@contextmanager
def served_files(data: Path, pages: dict[str, bytes], workers: int) -> Iterator[Server]:
    """These pages as files, compressed beforehand."""
    for address, body in pages.items():
        write_page(data / "html" / address.strip("/"), body)
    port = free_port()
    configuration = data / "nginx.conf"
    # Started by root, it would become somebody who may not read a temporary directory.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(FILES.format(data=data, port=port, workers=workers, user=user))
    command = [find_nginx(), "-e", str(data / "error"), "-c", str(configuration)]
    with started(command, data, dict(os.environ), lambda: listens(port)) as pid:
        yield Server(f"http://127.0.0.1:{port}", (pid,))


@contextmanager
def served_behind(site: Ours, files: dict[str, bytes]) -> Iterator[Server]:
    """Our site as a server runs it, and beside it files that the same nginx serves by itself.

    A node by the command of the systemd unit, with the settings of production, behind what
    `configure.sh` writes. `files` stand under /static/bench/.
    """
    data = site.data
    (run := data / "run").mkdir()
    machine = Machine(data, run, environment_of(site, port=0) | _production())
    machine.manage("collectstatic", "--noinput")
    for name, body in files.items():
        write_page(data / "static" / "bench" / name.strip("/"), body)
    (counters := run / "metrics").mkdir()
    own = machine.environment | {"PROMETHEUS_MULTIPROC_DIR": str(counters)}
    node = Node(free_port(), own, run / "node.log")
    machine.nodes.append(node)
    with ExitStack() as stack:
        stack.callback(node.stop)
        node.start()
        # wrk greets the host of the address, and can be told another to ask for.
        configuration = configured(machine, aliases="localhost")
        command = [find_nginx(), "-c", str(configuration), "-g", "daemon off;"]
        environment = dict(os.environ)
        pid = stack.enter_context(
            started(command, data, environment, lambda: listens(machine.https))
        )
        yield Server(
            f"https://localhost:{machine.https}",
            (pid, node.process.pid),
            host=HOST,
            database=first_process(site.database),
        )


def write_page(folder: Path, body: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(body)
    subprocess.run(["gzip", "-6", "--keep", "--force", folder / "index.html"], check=True)


def _production() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": f"https://{HOST}",
        "LOG_FORMAT": "json",
    }
