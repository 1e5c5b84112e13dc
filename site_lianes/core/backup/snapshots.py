"""One backup: a directory with the database, `media/`, and the checksums of both.

`SHA256SUMS` is what `sha256sum --check` reads: a backup can be verified where there is no site.
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from django.core.files.storage import Storage
from django.utils.translation import gettext as _

from site_lianes.core.backup.databases import Database, Failed
from site_lianes.core.backup.files import copy_out, digest_of

SUMS = "SHA256SUMS"
MEDIA = "media"
# By date and in UTC, so that the order of names is that of time.
NAME = re.compile(r"\d{8}T\d{6}Z")
UNFINISHED = "en-cours"


def now_as_name() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def free_path(directory: Path) -> Path:
    """Of this second, or of the next if a snapshot was made in this one."""
    while (path := directory / now_as_name()).exists():
        sleep(0.1)
    return path


def snapshots_in(directory: Path) -> list[Path]:
    return sorted(path for path in directory.glob("*Z") if NAME.fullmatch(path.name))


def write(database: Database, storage: Storage, directory: Path, keep: int) -> Path:
    """Add a snapshot, all or nothing, and let those before the last `keep` go."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(directory):
        previous = (snapshots_in(directory) or [None])[-1]
        unfinished, snapshot = directory / UNFINISHED, free_path(directory)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        # The files after the database: those that it names are there.
        database.dump(unfinished / database.file_name)
        copy_out(storage, unfinished / MEDIA, previous / MEDIA if previous else None)
        seal(unfinished)
        unfinished.rename(snapshot)
        for old in snapshots_in(directory)[:-keep]:
            shutil.rmtree(old)
    return snapshot


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    with (directory / ".verrou").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failed(_("Une sauvegarde est déjà en cours.")) from error
        yield


def seal(snapshot: Path) -> None:
    files = sorted(filter(Path.is_file, snapshot.rglob("*")))
    lines = [f"{digest_of(file)}  {file.relative_to(snapshot).as_posix()}\n" for file in files]
    (snapshot / SUMS).write_text("".join(lines), encoding="utf-8")


def verify(snapshot: Path) -> int:
    """How many files it holds, all as they were written; the first one that is not is told."""
    try:
        lines = (snapshot / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Failed(
            _("« %(path)s » n’est pas une sauvegarde : %(sums)s manque.")
            % {"path": snapshot, "sums": SUMS}
        ) from error
    for line in lines:
        digest, _space, name = line.partition("  ")
        file = snapshot / name
        if not file.is_file() or digest_of(file) != digest:
            raise Failed(
                _("La sauvegarde est abîmée : %(name)s n’est plus ce qui a été écrit.")
                % {"name": name}
            )
    return len(lines)
