"""The addresses of the former site lead to the pages, however these were renamed or moved."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import Resolver404, resolve, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data

from events.models import EventIndexPage, EventPage
from tests.events.test_event_form import FORM
from tests.factories import EventPageFactory, ThemeFactory, home_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> EventPage:
    return EventPageFactory(title="Nuit des étoiles", slug="nuit-des-etoiles")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def rename(event: EventPage, slug: str) -> None:
        """As an API or a script would."""
        event.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            event.save()

    return rename


def leads_to(client, slug: str, ending: str = "/") -> str | int:
    """Where the old address of an event leads for ever, or the status that it answers."""
    response = client.get(f"/evenement/{slug}{ending}")
    return response["Location"] if response.status_code == 301 else response.status_code


@pytest.mark.parametrize("ending", ["", "/", "/?print=1", "?utm_source=lettre"])
def test_an_old_address_leads_to_the_page_of_the_event(client, event, ending):
    assert leads_to(client, event.slug, ending) == "/agenda/nuit-des-etoiles/"


@pytest.mark.parametrize(
    "slug",
    [
        "inconnue",
        "%00",
        "..",
        "%2e%2e%2fadmin",
        "a" * 256,
        "a" * 5000,
        "%FF%FE",
        "x%0d%0aLocation:evil",
        "' OR 1=1 --",
        "%25",
        "//evil.example",
        "nuit-des-etoiles/autre",
        "_",
        "é",
    ],
)
@pytest.mark.parametrize("ending", ["", "/"])
def test_an_address_that_never_was_is_not_found(client, event, slug, ending):
    assert client.get(f"/evenement/{slug}{ending}", follow=True).status_code == 404


def test_an_old_address_only_shows(client, event):
    assert client.post("/evenement/nuit-des-etoiles/").status_code == 405
    assert client.head("/evenement/nuit-des-etoiles/").status_code == 301


def test_the_address_of_a_calendar_is_left_alone():
    path = f"/evenement/{uuid4()}.ics"
    try:
        assert resolve(path).view_name != "events:former_address"
    except Resolver404:
        return


def test_nothing_that_is_not_public_is_led_to(client, event, rename):
    rename(event, "nuit")
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert leads_to(client, "nuit") == leads_to(client, "nuit-des-etoiles") == 404
    draft = EventPageFactory(slug="brouillon", live=False)
    assert leads_to(client, draft.slug) == 404


def test_an_event_renamed_in_its_form_keeps_its_old_address(
    client, event, django_capture_on_commit_callbacks
):
    client.force_login(make_user("Publication"))
    ThemeFactory(name="paix")
    fields = FORM | {"slug": "nuit-du-ciel", "starts_at": "17/10/2026 18:00"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[event.pk]), nested_form_data(fields))
    assert leads_to(client, "nuit-des-etoiles") == "/agenda/nuit-du-ciel/"
    assert leads_to(client, "nuit-du-ciel") == "/agenda/nuit-du-ciel/"


def test_an_event_renamed_again_and_again_keeps_them_all(client, event, rename):
    for slug in ("deuxieme", "troisieme", "quatrieme"):
        rename(event, slug)
    for slug in ("nuit-des-etoiles", "deuxieme", "troisieme", "quatrieme"):
        assert leads_to(client, slug) == "/agenda/quatrieme/"
    rename(event, "nuit-des-etoiles")
    assert leads_to(client, "quatrieme") == "/agenda/nuit-des-etoiles/"
    assert leads_to(client, "nuit-des-etoiles") == "/agenda/nuit-des-etoiles/"


def test_an_event_moved_with_its_agenda_renamed_keeps_its_old_address(client, event, rename):
    other = home_page().add_child(instance=EventIndexPage(title="Archives", slug="archives"))
    rename(event, "nuit")
    event.refresh_from_db()
    event.move(other, pos="last-child")
    rename(EventIndexPage.objects.get(pk=other.pk), "memoire")
    for slug in ("nuit-des-etoiles", "nuit"):
        assert leads_to(client, slug) == "/memoire/nuit/"


def test_a_word_taken_by_a_new_page_still_leads_to_who_had_it(client, event, rename):
    rename(event, "nuit-2025")
    EventPageFactory(slug="nuit-des-etoiles")
    assert leads_to(client, "nuit-des-etoiles") == "/agenda/nuit-2025/"
    event.refresh_from_db()
    event.unpublish()
    assert leads_to(client, "nuit-des-etoiles") == "/agenda/nuit-des-etoiles/"


def test_what_the_staff_said_of_an_address_comes_first(client, event):
    Redirect.add_redirect("/evenement/nuit-des-etoiles/", "/agenda/?theme=ciel")
    for ending in ("", "/", "?a=1"):
        assert leads_to(client, event.slug, ending) == "/agenda/?theme=ciel"


def test_an_old_address_costs_few_queries(client, event, rename, django_assert_max_num_queries):
    rename(event, "nuit")
    client.get("/")
    with django_assert_max_num_queries(6):
        assert leads_to(client, "nuit-des-etoiles") == "/agenda/nuit/"


# -- The file of old addresses -------------------------------------------------------------------


@pytest.fixture
def load(tmp_path, capsys):
    def load(text: str | bytes) -> list[str]:
        file: Path = tmp_path / "adresses.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("load_old_addresses", str(file))
        return capsys.readouterr().out.splitlines()

    return load


def redirects() -> dict[str, Any]:
    return {
        each.old_path: each.redirect_page_id or each.redirect_link
        for each in Redirect.objects.all()
    }


def test_addresses_lead_to_the_page_or_else_to_the_link(load, client, event):
    said = load(
        "\ufeffancienne adresse;nouvelle adresse\n"
        "https://ancien.example/evenement/etoiles/;/agenda/nuit-des-etoiles/\n"
        "/actualite/42;http://testserver/agenda/nuit-des-etoiles\n"
        "/ressources?cat=3&a=1;https://ailleurs.example/doc\n"
        "\n"
        "/themes/ciel/;/agenda/?theme=ciel\n"
    )
    assert said == ["Anciennes adresses\u00a0: 4 créées, 0 mises à jour, 0 inchangées."]
    assert redirects() == {
        "/evenement/etoiles": event.pk,
        "/actualite/42": event.pk,
        "/ressources?a=1&cat=3": "https://ailleurs.example/doc",
        "/themes/ciel": "/agenda/?theme=ciel",
    }
    assert leads_to(client, "etoiles") == "/agenda/nuit-des-etoiles/"
    response = client.get("/themes/ciel/")
    assert (response.status_code, response["Location"]) == (301, "/agenda/?theme=ciel")


def test_a_file_loaded_again_changes_nothing_and_one_put_right_does(load, event):
    text = "/a,/agenda/nuit-des-etoiles/\n/b,https://ailleurs.example/\n"
    load(text)
    before = list(Redirect.objects.order_by("pk").values())
    assert load(text) == ["Anciennes adresses\u00a0: 0 créées, 0 mises à jour, 2 inchangées."]
    assert list(Redirect.objects.order_by("pk").values()) == before
    said = load("/a,/agenda/\n/b,https://ailleurs.example/\n")
    assert said == ["Anciennes adresses\u00a0: 0 créées, 1 mises à jour, 1 inchangées."]
    assert redirects()["/a"] == EventIndexPage.objects.get().pk


def test_a_redirect_of_the_staff_is_put_right_whether_for_one_site_or_for_all(load, event):
    for path, site in (("/a", None), ("/b", Site.objects.get())):
        Redirect.add_redirect(path, "/agenda/", site=site, is_permanent=False)
    assert "2 mises à jour" in load("/a;/agenda/\n/b;/agenda/\n")[0]
    assert Redirect.objects.filter(is_permanent=True).count() == 2


def test_what_leads_nowhere_is_told(load, event):
    EventPageFactory(slug="brouillon", live=False)
    said = load(
        "/a;/agenda/perdue/\n/b;/agenda/brouillon/\n/c;/a.b.c\n/d;/a\n/e;/recherche/\n/f;/evenement/nuit-des-etoiles\n/g;/evenement/perdu/\n"
    )
    assert said[1:] == [
        "Ligne 1\u00a0: /a mène à /agenda/perdue/, où rien ne répond.",
        "Ligne 2\u00a0: /b mène à /agenda/brouillon/, où rien ne répond.",
        "Ligne 3\u00a0: /c mène à /a.b.c, où rien ne répond.",
        "Ligne 7\u00a0: /g mène à /evenement/perdu/, où rien ne répond.",
    ]
    assert len(redirects()) == 7


def test_duplicates_and_loops_are_refused_by_their_lines(load, event):
    said = load(
        "old;new\n/a;/agenda/\n/a/;/recherche/\n/b;/c\n/c;/d/\n/d;http://testserver/b\n"
        "/e;/e/\n/f;/b\n/;/agenda/\n/" + "x" * 300 + ";/agenda/\n"
    )
    assert said[0] == "Anciennes adresses\u00a0: 1 créées, 0 mises à jour, 0 inchangées."
    refused = [line.partition(" refusée")[0] for line in said if "refusée" in line]
    assert refused == [f"Ligne {number}" for number in (2, 3, 4, 5, 6, 7, 9, 10)]
    assert "Ligne 2 refusée\u00a0: /a, adresse donnée plusieurs fois, lignes 2, 3." in said
    assert "Ligne 7 refusée\u00a0: /e, adresse qui ramène à elle-même." in said
    assert list(redirects()) == ["/f"]


def test_a_loop_through_a_redirect_there_is_already_is_refused(load):
    Redirect.add_redirect("/b", "/a")
    assert "Ligne 1 refusée\u00a0: /a, adresse qui ramène à elle-même." in load("/a;/b\n")
    assert list(redirects()) == ["/b"]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", "/a;/b;/c\n", "/a\n", '/a;"/b\n', "caf\xe9;/b".encode("latin-1")],
)
def test_a_file_that_cannot_be_read_loads_nothing_and_says_so_in_one_sentence(load, content):
    good = b"" if isinstance(content, bytes) else "/bonne;/agenda/\n"
    with pytest.raises(CommandError) as caught:
        load(good + content)
    assert "\n" not in str(caught.value)
    assert caught.value.returncode == 1
    assert redirects() == {}


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("load_old_addresses", "/nulle-part.csv")
