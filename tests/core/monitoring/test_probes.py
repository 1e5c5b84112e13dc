"""/sante/ and /sante/pret/, as a watcher, a deployment and a load balancer ask them."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from site_lianes.core.monitoring import health

READY = {"etat": "prêt"}
BREAK_AND_MEND = {
    "sqlite": (
        "ALTER TABLE search_fts RENAME TO search_gone",
        "ALTER TABLE search_gone RENAME TO search_fts",
    ),
    "postgresql": (
        "ALTER FUNCTION search_matching(tsquery) RENAME TO search_gone",
        "ALTER FUNCTION search_gone(tsquery) RENAME TO search_matching",
    ),
}


def test_a_process_lives_without_asking_the_database(client):
    # Without the `db` fixture, any query would fail this test.
    response = client.get("/sante/", headers={"Host": "10.0.0.7"})
    assert response.status_code == 200
    assert response.json() == {"etat": "en marche"}
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize("path", ["/sante/", "/sante/pret/"])
def test_probes_are_only_read(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_a_process_that_has_all_is_ready(client, django_assert_max_num_queries):
    client.get("/sante/pret/")
    # The migrations and their table, one look into the index.
    with django_assert_max_num_queries(3):
        response = client.get("/sante/pret/")
    assert (response.status_code, response.json()) == (200, READY)
    assert response["Cache-Control"] == "no-store"


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["lianes.example"])
@pytest.mark.django_db
def test_whoever_asks_by_the_address_of_the_machine_is_answered(client):
    assert client.get("/sante/pret/", headers={"Host": "10.0.0.7:8001"}).json() == READY


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_told(client):
    MigrationRecorder.Migration.objects.filter(app="events").last().delete()
    response = client.get("/sante/pret/")
    assert response.status_code == 503
    assert response.json() == {
        "etat": "pas prêt",
        "manque": {"migrations": "Migrations à appliquer : 1."},
    }


@pytest.mark.django_db
def test_a_migration_of_a_newer_version_is_none_of_ours(client):
    MigrationRecorder.Migration.objects.create(app="events", name="9999_newer")
    assert client.get("/sante/pret/").json() == READY


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_index_that_cannot_be_read_is_told(client):
    break_it, mend_it = BREAK_AND_MEND[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(break_it)
        try:
            response = client.get("/sante/pret/")
        finally:
            cursor.execute(mend_it)
    assert response.status_code == 503
    assert list(response.json()["manque"]) == ["recherche"]


def test_a_database_that_does_not_answer_is_told_once_and_without_its_secrets(client, monkeypatch):
    def fail() -> None:
        raise DatabaseError("connection to 10.0.0.9 failed: password authentication failed")

    monkeypatch.setattr(health, "_checks", lambda: {"migrations": fail, "recherche": fail})
    response = client.get("/sante/pret/")
    assert response.status_code == 503
    assert response.json() == {
        "etat": "pas prêt",
        "manque": {"base": "La base de données ne répond pas."},
    }


@pytest.mark.django_db
def test_redis_is_asked_where_there_is_one(client, settings):
    # Nothing listens there.
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    response = client.get("/sante/pret/")
    assert response.status_code == 503
    assert response.json()["manque"] == {"redis": "Redis ne répond pas."}


def test_a_probe_leaves_no_line_in_the_log(client, monkeypatch, capsys):
    monkeypatch.setattr(health, "faults", lambda: {"base": "La base de données ne répond pas."})
    assert client.get("/sante/pret/").status_code == 503
    assert capsys.readouterr().err == ""


@pytest.mark.django_db
def test_there_are_no_metrics_where_none_are_kept(client):
    assert client.get("/metrics", follow=True).status_code == 404
