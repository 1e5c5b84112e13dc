"""`make backup` and `make restore`, of a served site, with the real tools of its database."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.site import (
    ServedSite,
    database_of,
    free_port,
    postgresql,
    running,
    served_site,
)
from tests.deploy.state import elsewhere, files_of, manage, pages_of, tables_of

ON_POSTGRESQL = bool(postgresql())
DATABASE = "postgresql.dump" if ON_POSTGRESQL else "db.sqlite3"

pytestmark = [pytest.mark.pg_dump] if ON_POSTGRESQL else []


@pytest.fixture(scope="module")
def site() -> Iterator[ServedSite]:
    """Only read: each test writes on machines of its own."""
    with served_site() as site:
        yield site


@pytest.fixture(scope="module")
def snapshot(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    backups = tmp_path_factory.mktemp("backups")
    return backup(ServedSite(site.url, site.environment | {"BACKUP_DIR": str(backups)}))


@pytest.fixture
def empty(site: ServedSite, tmp_path: Path) -> Iterator[ServedSite]:
    with empty_machine(site, tmp_path / "empty") as machine:
        yield machine


@contextmanager
def empty_machine(site: ServedSite, data: Path) -> Iterator[ServedSite]:
    # Two databases of one test process need two names.
    with database_of(urlsplit(site.url).port + 1) as database:
        yield elsewhere(site, data, **database)


def backup(site: ServedSite, *options: str) -> Path:
    done = manage(site, "backup", *options)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def restore(site: ServedSite, *arguments: object) -> str:
    done = manage(site, "restore", *map(str, arguments))
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(site: ServedSite, *arguments: object) -> str:
    done = manage(site, "restore", *map(str, arguments))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def title_of_home(site: ServedSite) -> str:
    code = "from home.models import HomePage; print(HomePage.objects.get().title)"
    return site.shell(code).strip()


def test_a_restored_site_is_equal_to_the_one_that_was_saved(site, tmp_path):
    pages = pages_of(site)
    source = ServedSite(site.url, site.environment | {"BACKUP_DIR": str(tmp_path / "backups")})
    snapshot = backup(source)
    tables, files = tables_of(source), files_of(source)
    assert tables["wagtailcore_page"][0] > 20
    assert len(files) > 50
    assert len(pages) > 30

    with served_copy(site, snapshot, tmp_path / "copy", tables) as copy:
        assert files_of(copy) == files
        found = pages_of(copy)
        assert [path for path in pages if found[path] != pages[path]] == []


@contextmanager
def served_copy(
    site: ServedSite, snapshot: Path, data: Path, tables: dict[str, list]
) -> Iterator[ServedSite]:
    """Another port, and the same public address: links to oneself are part of a page."""
    with empty_machine(site, data) as machine:
        restore(machine, snapshot)
        assert tables_of(machine) == tables
        copy = ServedSite(f"http://127.0.0.1:{free_port()}", machine.environment)
        copy.__dict__["addresses"] = site.addresses
        with running(copy):
            yield copy


def test_a_backup_can_be_verified_without_the_site(site, snapshot):
    command = ["sha256sum", "--quiet", "--check", "SHA256SUMS"]
    assert subprocess.run(command, cwd=snapshot, check=False).returncode == 0
    listed = (snapshot / "SHA256SUMS").read_text()
    assert f"  {DATABASE}\n" in listed
    assert listed.count("  media/") == len(files_of(site))
    assert snapshot.parent.stat().st_mode & 0o077 == 0


def test_files_are_kept_once_and_old_backups_go(site, snapshot):
    source = ServedSite(site.url, site.environment | {"BACKUP_DIR": str(snapshot.parent)})
    second = backup(source)
    image = next((second / "media" / "images").iterdir())
    assert image.stat().st_ino == (snapshot / "media" / "images" / image.name).stat().st_ino
    kept = ServedSite(site.url, site.environment | {"BACKUP_DIR": str(snapshot.parent)})
    third = backup(kept, "--keep", "2")
    assert sorted(snapshot.parent.glob("*Z")) == [second, third]
    # For the tests that come after.
    third.rename(snapshot)


def test_a_damaged_backup_is_refused_before_anything_is_touched(snapshot, empty, tmp_path):
    damaged = tmp_path / "damaged"
    shutil.copytree(snapshot, damaged)
    content = bytearray((damaged / DATABASE).read_bytes())
    content[len(content) // 2] ^= 1
    (damaged / DATABASE).write_bytes(content)
    assert f"La sauvegarde est abîmée : {DATABASE}" in refused(empty, damaged)
    assert "SHA256SUMS manque" in refused(empty, tmp_path)
    assert not (empty.data / "media").exists()


def test_a_backup_of_another_kind_of_database_is_refused(snapshot, empty, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(snapshot, other)
    (other / DATABASE).unlink()
    sums = (other / "SHA256SUMS").read_text().splitlines(keepends=True)
    (other / "SHA256SUMS").write_text("".join(line for line in sums if DATABASE not in line))
    assert f"{DATABASE} y manque" in refused(empty, other)


def test_to_check_changes_nothing(snapshot, empty):
    assert "Sauvegarde vérifiée" in restore(empty, "--check", snapshot)
    assert not (empty.data / "media").exists()


def test_a_site_is_replaced_only_if_told_so_and_can_come_back(snapshot, empty):
    restore(empty, snapshot)
    empty.shell("from home.models import HomePage; HomePage.objects.update(title='Après')")
    added = empty.data / "media" / "images" / "ajoutee.webp"
    added.write_bytes(b"RIFF")
    assert "rien n’est changé sans --replace" in refused(empty, snapshot)
    assert title_of_home(empty) == "Après"

    said = restore(empty, "--replace", snapshot)
    (aside,) = empty.data.glob("avant-*")
    assert str(aside) in said
    assert title_of_home(empty) != "Après"
    assert not added.exists()

    restore(empty, "--replace", aside)
    assert title_of_home(empty) == "Après"
    assert added.read_bytes() == b"RIFF"


@pytest.mark.skipif(ON_POSTGRESQL, reason="a file of SQLite")
def test_a_damaged_database_can_be_replaced(snapshot, empty):
    restore(empty, snapshot)
    (empty.data / "db.sqlite3").write_bytes(b"rien qui vaille" * 1000)
    assert "Rien n’est sauvegardé." in manage(empty, "backup").stderr
    assert list((empty.data / "sauvegardes").glob("*Z")) == []
    restore(empty, "--replace", snapshot)
    assert title_of_home(empty)
