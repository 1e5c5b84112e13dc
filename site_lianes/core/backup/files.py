"""Uploaded files, wherever the storage keeps them, to a directory and back."""

import hashlib
import os
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    yield from (posixpath.join(folder, name) for name in names if name)
    for inner in folders:
        yield from names_in(storage, posixpath.join(folder, inner))


def copy_out(storage: Storage, directory: Path, previous: Path | None) -> None:
    """Copy all files; those that the previous copy has already take no more room on the disk."""
    directory.mkdir()
    for name in names_in(storage):
        copy = directory / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy_or_link(storage, name, copy, previous / name if previous else None)
        except FileNotFoundError:  # deleted since it was listed
            copy.unlink(missing_ok=True)


def _copy_or_link(storage: Storage, name: str, copy: Path, before: Path | None) -> None:
    # To the second, as buckets count.
    modified = int(storage.get_modified_time(name).timestamp())
    if before and _is_like(before, storage.size(name), modified):
        try:
            os.link(before, copy)
        except OSError:  # a disk that cannot
            shutil.copy2(before, copy)
        return
    with storage.open(name) as source, copy.open("wb") as target:
        for chunk in source.chunks():
            target.write(chunk)
    os.utime(copy, (modified, modified))


def _is_like(file: Path, size: int, modified: int) -> bool:
    try:
        status = file.stat()
    except OSError:
        return False
    return (status.st_size, int(status.st_mtime)) == (size, modified)


def copy_in(directory: Path, storage: Storage) -> None:
    """Bring all files of a copy back under their names. Those that are there stay as they are."""
    for file in sorted(filter(Path.is_file, directory.rglob("*"))):
        name = file.relative_to(directory).as_posix()
        if not storage.exists(name):
            with file.open("rb") as content:
                storage.save(name, File(content))


def digest_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
