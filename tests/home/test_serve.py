"""`make run`, up to the moment when the server takes the process over."""

import io
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from home.management.commands import serve
from home.models import ContentPage, HomePage
from search.models import Entry
from tests.factories import home_page


@pytest.fixture
def data_dir(settings, tmp_path: Path) -> Path:
    """A machine on which the command has never run."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.fixture
def own_static_files(settings, tmp_path: Path, data_dir: Path) -> Path:
    """One style sheet in place of the site's and Wagtail's thousand files."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "site.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [sources]
    return sources


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def prepare() -> str:
    output = io.StringIO()
    call_command("serve", prepare_only=True, stdout=output)
    return output.getvalue()


def administrator():
    return get_user_model().objects.get(username="admin")


# -- The port ------------------------------------------------------------------------------------


def test_a_port_in_use_stops_the_command_before_it_touches_anything(data_dir, taken_port):
    # Without the `db` fixture, any query would fail this test.
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("serve", port=taken_port, stderr=errors)
    assert stopped.value.code == 1
    assert errors.getvalue() == (
        f"Le port {taken_port} est déjà utilisé sur 127.0.0.1 : arrêtez ce qui l’occupe "
        f"ou choisissez-en un autre, par exemple « make run PORT={taken_port + 1} ».\n"
    )
    assert list(data_dir.iterdir()) == []


def test_a_port_on_every_interface_is_in_use_when_one_of_them_is(taken_port):
    assert serve.find_obstacle("0.0.0.0", taken_port).startswith(f"Le port {taken_port} est déjà")  # noqa: S104


def test_a_port_just_left_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert serve.find_obstacle("127.0.0.1", port) == ""


@pytest.mark.parametrize(
    ("host", "port"), [("192.0.2.1", 8000), ("nowhere.invalid", 8000), ("127.0.0.1", 70000)]
)
def test_an_address_of_no_use_is_explained_on_one_line(host, port):
    assert serve.find_obstacle(host, port) == (
        f"Impossible de servir sur {host}, port {port} : choisissez une adresse de cette machine "
        "et un port libre, par exemple « make run HOST=127.0.0.1 PORT=8000 »."
    )


# -- The administrator ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_administrator_has_a_private_password_that_stays(data_dir):
    serve.ensure_administrator()
    file = data_dir / "admin-password"
    password = file.read_text()
    serve.ensure_administrator()
    assert file.read_text() == password
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(password.strip()) >= 16
    assert administrator().is_superuser
    assert administrator().check_password(password.strip())
    assert serve.describe_login() == [
        "  Identifiant    : admin",
        f"  Mot de passe   : {password.strip()}",
    ]


@pytest.mark.django_db
def test_a_password_left_by_a_broken_run_is_replaced_and_private(data_dir):
    file = data_dir / "admin-password"
    file.write_text("known to all")
    file.chmod(0o644)
    serve.ensure_administrator()
    assert file.read_text() != "known to all"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.django_db
@pytest.mark.parametrize("file_kept", [True, False])
def test_a_password_that_was_changed_is_not_shown(data_dir, file_kept):
    serve.ensure_administrator()
    user = administrator()
    user.set_password("one of their own")
    user.save()
    if not file_kept:
        (data_dir / "admin-password").unlink()
    assert serve.describe_login() == [
        "  Identifiant    : admin",
        "  Mot de passe   : celui que vous avez choisi",
    ]


@pytest.mark.django_db
def test_no_administrator_is_made_beside_another(data_dir):
    get_user_model().objects.create_superuser("zoe", password="one of her own")  # noqa: S106
    serve.ensure_administrator()
    assert [user.username for user in get_user_model().objects.all()] == ["zoe"]
    assert serve.describe_login() == ["  Identifiant    : le vôtre"]
    assert list(data_dir.iterdir()) == []


@pytest.mark.django_db
def test_a_new_version_finds_what_an_older_one_had(own_static_files, monkeypatch):
    home_page().add_child(instance=ContentPage(title="Le réseau", slug="reseau"))
    Entry.objects.all().delete()
    prepare()
    assert not ContentPage.objects.search("réseau")
    monkeypatch.setattr(serve, "count_pending_migrations", lambda: 1)
    prepare()
    assert [page.title for page in ContentPage.objects.search("réseau")] == ["Le réseau"]


# -- The demonstration ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_run_prepares_all_and_the_second_keeps_what_staff_did(own_static_files, settings):
    settings.SITE_URL = "http://127.0.0.1:8123"
    first = prepare()
    assert "→ Chargement du contenu de démonstration…" in first.splitlines()
    assert "  Site           : http://127.0.0.1:8123/" in first.splitlines()
    assert "  Administration : http://127.0.0.1:8123/admin/" in first.splitlines()

    ContentPage.objects.get(slug="le-reseau").delete()
    second = prepare()
    assert "→" not in second
    assert not ContentPage.objects.filter(slug="le-reseau").exists()


@pytest.mark.django_db
def test_a_site_with_one_page_is_not_empty(own_static_files):
    assert serve.is_empty()
    home = HomePage.objects.get()
    home.add_child(instance=ContentPage(title="Le réseau", slug="le-reseau"))
    prepare()
    assert [page.slug for page in home.get_descendants()] == ["le-reseau"]


# -- Static files --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_static_files_are_collected_again_only_when_one_changed(own_static_files, settings):
    HomePage.objects.get().add_child(instance=ContentPage(title="Le réseau", slug="le-reseau"))
    assert "→ Préparation des fichiers statiques…" in prepare().splitlines()
    assert "→" not in prepare()
    source = own_static_files / "site.css"
    source.write_text("a { color: red }")
    # Django compares dates to the second.
    os.utime(source, (in_a_minute := time.time() + 60, in_a_minute))
    assert "→ Préparation des fichiers statiques…" in prepare().splitlines()
    assert Path(settings.STATIC_ROOT, "site.css").read_text() == "a { color: red }"


# -- The server ----------------------------------------------------------------------------------


def test_the_server_is_asked_to_serve_there():
    assert serve.server_command("127.0.0.1", 8123, 2)[1:] == [
        *("-m", "site_lianes.core.serving"),
        *("--host", "127.0.0.1", "--port", "8123", "--workers", "2"),
    ]
