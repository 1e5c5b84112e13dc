"""Two versions of the site on one server: as it is, and the next, which adds to the database."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from tests.browser.site import ROOT
from tests.deploy.nodes import Server

# Neither what a server makes for itself, nor what no server reads.
LEFT_OUT = (".git", ".venv", "var", "node_modules", "tests", "__pycache__", ".*_cache", "images")
GIT = (
    "git",
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.org",
    "-c",
    "commit.gpgsign=no",
)

THIS, NEXT = "v1", "v2"
# What the next version says on the page of an event, from a column that it adds.
WORDS = "Accès au lieu"
FIELD = f"""
    # Of the next version.
    access = models.CharField(
        "{WORDS}", max_length=100, blank=True, default="par l’escalier", db_default="par l’escalier"
    )
"""
TABLE = """

class Notice(models.Model):
    text = models.TextField("texte")
"""
PARAGRAPH = f"    <p>{WORDS} : {{{{ page.access }}}}</p>\n"
STYLE = "\n.of-the-next-version {\n  color: inherit;\n}\n"


class Releases:
    """What `/srv/lianes` is on a server, with this version served, and the next one to be had."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._origin = folder, folder / "origin"
        shutil.copytree(ROOT, self._origin, symlinks=True, ignore=_left_out)
        self._git("init", "--quiet", "--initial-branch=main")
        self._commit(THIS)
        self._add_to_the_database()
        self._commit(NEXT)
        self._git("clone", "--quiet", str(self._origin), str(folder / "depot"))
        for version in (THIS, NEXT):
            # The packages are those of the tests: `scripts/venv.sh` finds nothing to install.
            release = folder / "releases" / version
            (release / "var").mkdir(parents=True)
            (release / ".venv").symlink_to(sys.prefix)
        archive = subprocess.run(
            ["git", "archive", THIS], cwd=self._origin, check=True, capture_output=True
        )
        first = folder / "releases" / THIS
        subprocess.run(["tar", "-x", "-C", first], input=archive.stdout, check=True)
        self.current = folder / "current"
        self.current.symlink_to(first)

    def release(self, server: Server, *arguments: str) -> str:
        """`release.sh`, of the version that is served, as docs/operations.md has it."""
        with _systemd(server) as restart:
            done = subprocess.run(
                [self.current / "deploy" / "release.sh", *arguments],
                env=server.environment
                | {
                    "LIANES": str(self._folder),
                    "NODES": " ".join(str(node.port) for node in server.nodes),
                    "RESTART": restart,
                    "BACKUP_DIR": str(self._folder / "backups"),
                    "ENVIRONMENT_FILE": os.devnull,
                },
                capture_output=True,
                text=True,
                check=False,
            )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _add_to_the_database(self) -> None:
        models, page = "events/models/event.py", "events/templates/events/event_page.html"
        self._change(models, "\n    summary = models", f"{FIELD}\n    summary = models")
        self._change("events/models/vocabulary.py", "", TABLE)
        self._change(page, "  </article>\n", f"{PARAGRAPH}  </article>\n")
        self._change("site_lianes/static/css/layout.css", "", STYLE)
        subprocess.run(
            [sys.executable, "manage.py", "makemigrations", "events", "--name", "access"],
            cwd=self._origin,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "site_lianes.settings.test"}
            | {"DATABASE_URL": "sqlite://:memory:"},
            check=True,
            capture_output=True,
        )

    def _change(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`; at the end where there is none."""
        path = self._origin / file
        text = path.read_text()
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1) if old else text + new)

    def _commit(self, version: str) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", version)
        self._git("tag", version)

    def _git(self, *arguments: str) -> None:
        subprocess.run([*GIT, *arguments], cwd=self._origin, check=True, capture_output=True)


def _left_out(folder: str, names: list[str]) -> set[str]:
    found = shutil.ignore_patterns(*LEFT_OUT)(folder, names)
    # Our app of that name, which is no folder of pictures.
    return found - {"images"} if Path(folder).name == "site_lianes" else found


@contextmanager
def _systemd(server: Server) -> Iterator[str]:
    """The command that starts the node of a port again, given the port, as `systemctl restart`."""

    class Restart(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            port = int(self.rfile.read(int(self.headers["Content-Length"])))
            next(node for node in server.nodes if node.port == port).restart()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Restart) as systemd:
        thread = Thread(target=systemd.serve_forever)
        thread.start()
        yield f"curl --silent --fail http://127.0.0.1:{systemd.server_port}/ --data"
        systemd.shutdown()
        thread.join()
