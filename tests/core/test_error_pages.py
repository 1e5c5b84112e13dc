import errno

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import RequestFactory
from django.views import defaults

from site_lianes.core.views import server_error
from tests.factories import make_user


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (defaults.server_error, 500, "Le site a rencontré un problème"),
        (lambda request: defaults.bad_request(request, None), 400, "n’a pas été comprise"),
    ],
)
def test_errors_that_may_come_from_the_database_do_without_it(view, status, words):
    # No django_db mark: a query would fail this test.
    response = view(RequestFactory().get("/"))
    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("the connection is refused"), 503),
        (InterfaceError("the connection is closed"), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (FileNotFoundError(errno.ENOENT, "No such file"), 500),
        (ProgrammingError("no such column"), 500),
    ],
)
def test_what_comes_back_by_itself_says_when_to_ask_again(error, status):
    try:
        raise error
    except type(error):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == status
    assert response.get("Retry-After") == ("60" if status == 503 else None)
    words = {500: "Le site a rencontré un problème", 503: "Le site est momentanément indisponible"}
    assert words[status] in response.content.decode()


@pytest.mark.django_db
def test_refusal_is_explained_in_french_with_the_menu(rf):
    response = defaults.permission_denied(rf.get("/"), None)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Vous n’avez pas accès à cette page" in html
    assert 'aria-label="Menu principal"' in html


@pytest.mark.django_db
def test_foreign_host_gets_the_french_page_and_no_content(client):
    response = client.get("/", headers={"host": "pirate.example"})
    assert response.status_code == 400
    assert "n’a pas été comprise" in response.content.decode()


@pytest.mark.django_db
def test_old_favicon_address_leads_to_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"] == "/static/icons/favicon.svg"


@pytest.mark.django_db
def test_admin_speaks_french(client):
    client.force_login(make_user("Publication"))
    html = client.get("/admin/").content.decode()
    assert '<html lang="fr"' in html
    assert "gravatar" not in html
