"""What `make run` starts: prepares whatever is not ready yet, then serves the site."""

import errno
import hashlib
import inspect
import io
import os
import secrets
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, OutputWrapper
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

ADMIN_USERNAME = "admin"
HOME_PAGE_DEPTH = 2
VALID_PORTS = range(1, 65536)


class Command(BaseCommand):
    help = _("Prépare le site (base de données, démonstration, administrateur) et le sert.")
    # The port comes first, and `migrate` runs the checks.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument(
            "--prepare-only", action="store_true", help=_("Prépare le site sans le servir.")
        )

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:
        if not options["prepare_only"] and (obstacle := find_obstacle(host, port)):
            self.stop(obstacle)
        try:
            self.prepare()
        except KeyboardInterrupt:
            self.stop(_("Préparation interrompue : relancez la commande pour la reprendre."))
        self.announce()
        if not options["prepare_only"]:
            self.stdout.write(_("Pour arrêter le serveur : Ctrl-C. Les données sont gardées."))
            start_timer()
            replace_process(server_command(host, port, workers))

    def stop(self, message: str) -> NoReturn:
        """End with one plain line: a CommandError would put its English name before it."""
        self.stderr.write(message)
        raise SystemExit(1)

    def prepare(self) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self.migrate()
        self.load_demo()
        ensure_administrator()
        self.collect_static_files()

    def migrate(self) -> None:
        """Migrate, also when up to date: its signals make the site follow SITE_URL."""
        pending = count_pending_migrations()
        if pending:
            self.step(_("Préparation de la base de données…"))
        call_command("migrate", interactive=False, stdout=MigrationCounter(self.stdout, pending))
        if pending:
            # What a new version keeps of each event is made from the pages.
            call_command("record_agenda", stdout=io.StringIO())
            # So is what it finds them by.
            call_command("check_search_index", repair=True, stdout=io.StringIO())

    def load_demo(self) -> None:
        if is_empty():
            self.step(_("Chargement du contenu de démonstration…"))
            # All or nothing: content that an interruption left half made would no longer be empty.
            with transaction.atomic():
                call_command("load_demo")

    def collect_static_files(self) -> None:
        """Collect only what changed since the last time: hashing and compressing take a while."""
        if settings.DEBUG:
            return
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        fingerprint = fingerprint_static_files()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        self.step(_("Préparation des fichiers statiques…"))
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(fingerprint)

    def announce(self) -> None:
        lines = [
            "",
            self.style.SUCCESS(_("Le site est prêt.")),
            _("  Site           : %s/") % settings.SITE_URL,
            _("  Administration : %s%s") % (settings.SITE_URL, reverse("wagtailadmin_home")),
            *describe_login(),
            "",
        ]
        self.stdout.write("\n".join(lines))

    def step(self, message: str) -> None:
        self.stdout.write(f"→ {message}")
        self.stdout.flush()


class MigrationCounter(io.TextIOBase):
    """Reads the line that `migrate` writes for each migration, and writes one for every 25."""

    def __init__(self, output: OutputWrapper, total: int) -> None:
        self.output, self.total, self.done = output, total, 0

    def write(self, text: str) -> int:
        if "Applying " in text:
            self.done += 1
            if self.done % 25 == 0 or self.done == self.total:
                self.output.write(_("  étape %d sur %d") % (self.done, self.total))
                self.output.flush()
        return len(text)


def find_obstacle(host: str, port: int) -> str:
    """Say, in French and on one line, why nothing can be served there; nothing if it can.

    The server itself would not always notice: it shares a port with another of its kind.
    """
    try:
        # Beyond 65535 the system would count on from 0.
        if port not in VALID_PORTS:
            raise OverflowError
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # A server stopped a moment ago is no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except (OSError, OverflowError) as error:
        return _explain(error, host, port)
    return ""


def _explain(error: OSError | OverflowError, host: str, port: int) -> str:
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            message = _(
                "Le port %(port)d est déjà utilisé sur %(host)s : arrêtez ce qui l’occupe "
                "ou choisissez-en un autre, par exemple « make run PORT=%(other)d »."
            )
        case errno.EACCES:
            message = _(
                "Le port %(port)d est réservé à l’administrateur de la machine : "
                "choisissez-en un autre, par exemple « make run PORT=8000 »."
            )
        case _unknown:
            message = _(
                "Impossible de servir sur %(host)s, port %(port)d : choisissez une adresse de "
                "cette machine et un port libre, par exemple « make run HOST=127.0.0.1 PORT=8000 »."
            )
    return message % {"host": host, "port": port, "other": port + 1}


def count_pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    """Whether nobody has put anything on the site: no page below the home page."""
    return not Page.objects.filter(depth__gt=HOME_PAGE_DEPTH).exists()


def password_file() -> Path:
    return settings.DATA_DIR / "admin-password"


def ensure_administrator() -> None:
    """Create `admin` with a password made on this machine, unless someone is in charge already."""
    users = get_user_model().objects
    if users.filter(Q(is_superuser=True) | Q(username=ADMIN_USERNAME)).exists():
        return
    password = secrets.token_urlsafe(12)
    # Written first: interrupted in between, the next run starts again with another password.
    write_privately(password_file(), password)
    users.create_superuser(ADMIN_USERNAME, password=password)


def write_privately(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")


def describe_login() -> list[str]:
    """The administrator's login and password, as long as it is the one made here."""
    user = get_user_model().objects.filter(username=ADMIN_USERNAME).first()
    if user is None:
        return [_("  Identifiant    : le vôtre")]
    try:
        password = password_file().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        password = ""
    if not (password and user.check_password(password)):
        password = _("celui que vous avez choisi")
    return [
        _("  Identifiant    : %s") % ADMIN_USERNAME,
        _("  Mot de passe   : %s") % password,
    ]


def fingerprint_static_files() -> str:
    """A digest of the static files' names, sizes and dates, and of what they are made into."""
    storage_module = inspect.getfile(staticfiles_storage.__class__)
    digest = hashlib.sha256(Path(storage_module).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def server_command(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "site_lianes.core.serving"),
        *("--host", host),
        *("--port", str(port)),
        *("--workers", str(workers)),
    ]


def start_timer() -> None:
    """What publishes on time, for as long as the server lives, which holds the other end."""
    its_input, other_end = os.pipe()
    os.set_inheritable(other_end, True)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "keep_time"]
    subprocess.Popen(command, stdin=its_input, start_new_session=True)  # noqa: S603 - all ours
    os.close(its_input)


def replace_process(command: list[str]) -> NoReturn:
    """Become the server, so that signals reach it and nothing stays in memory twice."""
    connections.close_all()
    sys.stdout.flush()
    # Large blocks go back to the system: else each thread would keep what it once compressed with.
    environment = os.environ | {"MALLOC_MMAP_THRESHOLD_": "262144"}
    os.execve(command[0], command, environment)  # noqa: S606 - no shell, every argument is ours
