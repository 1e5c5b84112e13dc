"""The screens of an import, as the staff meets them: file, preview, progress, report."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from events.csv_words import COLUMNS
from events.imports import forms, limits, runs, sources
from events.imports.values import UnreadableFileError
from events.models import EventPage, ImportLine, ImportRun, Organiser, Place
from site_lianes.users.models import User
from tests.events.agenda.watched import publish
from tests.factories import (
    EventIndexPageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

START = "/admin/importer/"
HEADER = ";".join(COLUMNS)


@pytest.fixture
def staff(client) -> Client:
    EventIndexPageFactory()
    client.force_login(make_user("Publication"))
    return client


def table(*rows: dict[str, str]) -> bytes:
    usual = {"debut": "2030-10-17 18:00"}
    lines = [";".join((usual | row).get(name, "") for name in COLUMNS) for row in rows]
    return "\n".join([HEADER, *lines]).encode()


def send(staff, content: bytes, name: str = "agenda.csv"):
    """Send a file and follow to its preview."""
    return staff.post(START, {"file": SimpleUploadedFile(name, content)}, follow=True)


def text(response) -> str:
    return unescape(response.content.decode()).replace("\u202f", " ").replace("\u00a0", " ")


def confirm(staff, preview, **fields: str):
    """Confirm a preview as it is but for these fields, and follow to the report."""
    form = preview.context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in sent.items() if value} | fields
    response = staff.post(preview.request["PATH_INFO"], sent, follow=True)
    while "Refresh" in response.headers:
        seconds, _, address = response["Refresh"].partition("; url=")
        assert seconds == "0"
        response = staff.get(address, follow=True)
    return response


def field_of(preview, label: str) -> str:
    fields = preview.context["form"].fields.items()
    (name,) = (name for name, field in fields if label in str(field.label))
    return name


def choices(preview, label: str) -> list[str]:
    """What may be chosen, without the names of groups of choices."""
    field = preview.context["form"].fields[field_of(preview, label)]
    groups = [text if isinstance(text, list) else [(value, text)] for value, text in field.choices]
    return [str(text) for group in groups for _, text in group]


def focused(response) -> str:
    """The name of the field that the page opens at."""
    return html.fromstring(response.content.decode()).xpath("string(//@autofocus/../@name)")


def test_a_preview_says_what_would_be_done_and_writes_nothing(staff):
    rows = {"titre": "Forum", "uid": "a"}, {"titre": "", "uid": "b"}
    page = text(send(staff, table(*rows)))
    assert "Nouvelles : 1" in page
    assert "Refusées : 1" in page
    for words in ("Sans titre", "Refusée", "Le titre manque."):
        assert words in page
    assert "Importer 1 rencontre\n" in page
    assert not EventPage.objects.exists()


def test_a_confirmed_import_makes_drafts_and_leads_to_them(staff):
    report = confirm(staff, send(staff, table({"titre": "Forum"})))
    event = EventPage.objects.get()
    assert not event.live
    assert f'href="/admin/pages/{event.pk}/edit/"' in report.content.decode()
    assert "L’import de « agenda.csv » est terminé." in text(report)
    assert "Nouvelle, en brouillon" in text(report)
    assert event.imported_from.imported_by.username == "camille"


def test_published_at_once_when_it_is_ticked(staff):
    confirm(staff, send(staff, table({"titre": "Forum"})), publish="on")
    assert EventPage.objects.get().live


def test_a_place_that_is_recognised_is_proposed_in_words_and_may_be_declined(staff):
    place = PlaceFactory(name="Les 5 Bonniers", town="Fâches-Thumesnil")
    row = {"titre": "Forum", "lieu": "LES 5 BONNIERS", "commune": "Faches Thumesnil"}
    preview = send(staff, table(row))
    assert "Reconnu : le même nom et la même commune, aux accents près." in text(preview)
    assert choices(preview, "Lieu") == ["Ne pas rattacher", "Les 5 Bonniers, Fâches-Thumesnil"]
    confirm(staff, preview, **{field_of(preview, "Lieu"): ""})
    assert EventPage.objects.get().place is None
    confirm(staff, send(staff, table(row)))
    assert EventPage.objects.get().get_latest_revision_as_object().place == place


def test_what_is_alike_is_proposed_and_not_chosen(staff):
    PlaceFactory(name="Centre social Les 5 Bonniers", town="Fâches-Thumesnil")
    row = {"titre": "Forum", "lieu": "5 Bonniers", "commune": "Faches-Thumesnil"}
    preview = send(staff, table(row))
    assert "Ressemble à : Centre social Les 5 Bonniers, Fâches-Thumesnil." in text(preview)
    confirm(staff, preview)
    assert EventPage.objects.get().place is None


def test_what_is_missing_is_created_once_for_all_its_events(staff):
    rows = [
        {"titre": f"Forum {n}", "lieu": "Salle A", "commune": "Lens", "organisateurs": "Zoé"}
        for n in range(3)
    ]
    preview = send(staff, table(*rows))
    assert "Lieu : « Salle A, Lens » (3)" in text(preview)
    create = {field_of(preview, label): "create" for label in ("Lieu", "Organisateur")}
    report = confirm(staff, preview, **create)
    assert "Lieu : Salle A, Lens" in text(report)
    assert (Place.objects.count(), Organiser.objects.count()) == (1, 1)
    assert {page.place_id for page in EventPage.objects.all()} == {Place.objects.get().pk}


def test_a_place_that_cannot_be_created_from_what_is_said_tells_why(staff):
    preview = send(staff, table({"titre": "Forum", "lieu": "Grange de Wazemmes"}))
    assert choices(preview, "Lieu") == ["Ne pas rattacher"]
    assert "Inconnu du site ; le fichier en dit trop peu pour le créer d’ici." in text(preview)


def test_a_theme_is_chosen_among_all_and_created_only_by_who_may(staff, client):
    ThemeFactory(name="santé")
    content = table({"titre": "Forum", "themes": "soins"})
    everything = ["Ne pas rattacher", "santé", "Créer"]
    assert choices(send(staff, content), "Thème") == everything
    client.force_login(make_user("Rédaction", "alix"))
    assert choices(send(client, content), "Thème") == everything[:2]


def test_who_may_not_publish_is_not_asked_and_publishes_nothing(staff, client):
    client.force_login(make_user("Rédaction", "alix"))
    preview = send(client, table({"titre": "Forum"}))
    assert "Publier tout de suite" not in text(preview)
    confirm(client, preview, publish="on")
    assert not EventPage.objects.get().live


def test_who_may_publish_no_more_since_the_confirmation_publishes_nothing_more(staff, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 1)
    preview = send(staff, table({"titre": "Un"}, {"titre": "Deux"}))
    response = staff.post(preview.request["PATH_INFO"], {"publish": "on"}, follow=True)
    User.objects.get().groups.set([Group.objects.get(name="Rédaction")])
    staff.get(response.request["PATH_INFO"], follow=True)
    assert dict(EventPage.objects.values_list("title", "live")) == {"Un": True, "Deux": False}


def test_the_same_file_again_changes_nothing(staff):
    content = table({"titre": "Forum", "uid": "a"}, {"titre": "Atelier"})
    confirm(staff, send(staff, content), publish="on")
    before = list(EventPage.objects.values())
    preview = send(staff, content)
    assert "Déjà là, identiques : 2" in text(preview)
    assert "Importer selon ces choix" in text(preview)
    confirm(staff, preview, publish="on")
    assert list(EventPage.objects.values()) == before


def test_an_edit_made_here_is_said_and_kept_unless_it_is_ticked(staff):
    confirm(staff, send(staff, table({"titre": "Forum", "uid": "a"})), publish="on")
    publish(EventPage.objects.get(), title="Forum relu")
    content = table({"titre": "Forum", "uid": "a", "tarif": "5 €"})
    preview = send(staff, content)
    assert "Modifié ici depuis : titre" in text(preview)
    assert "tarif : vide → 5 €" in text(preview)
    confirm(staff, preview, publish="on")
    assert EventPage.objects.get().title == "Forum relu"
    confirm(staff, send(staff, content), publish="on", overwrite="on")
    assert EventPage.objects.get().title == "Forum"


def test_a_long_file_goes_on_by_itself_and_shows_how_far_it_is(staff, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 2)
    preview = send(staff, table(*({"titre": f"Forum {n}"} for n in range(5))))
    response = staff.post(preview.request["PATH_INFO"], {}, follow=True)
    assert '<progress id="import-progress" value="2" max="5">' in response.content.decode()
    assert response["Refresh"] == f"0; url={response.request['PATH_INFO']}"
    assert EventPage.objects.count() == 2
    # The window was closed: the list of imports leads back.
    assert response.request["PATH_INFO"] in staff.get(START).content.decode()
    for _ in range(5):
        response = staff.get(response.request["PATH_INFO"], follow=True)
    assert EventPage.objects.count() == 5
    assert "est terminé" in text(response)


def test_two_confirmations_import_once(staff):
    preview = send(staff, table({"titre": "Forum", "organisateurs": "Zoé"}))
    create = {field_of(preview, "Organisateur"): "create"}
    confirm(staff, preview, **create)
    confirm(staff, preview, **create)
    assert (EventPage.objects.count(), Organiser.objects.count()) == (1, 1)


def test_what_was_deleted_since_it_was_chosen_is_left_out(staff, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 1)
    organiser = OrganiserFactory(name="Zoé")
    rows = ({"titre": f"Forum {n}", "organisateurs": "Zoé"} for n in range(2))
    preview = send(staff, table(*rows))
    chosen = {field_of(preview, "Organisateur"): organiser.pk}
    response = staff.post(preview.request["PATH_INFO"], chosen, follow=True)
    organiser.delete()
    staff.get(response.request["PATH_INFO"], follow=True)
    assert EventPage.objects.count() == 2


def test_what_was_imported_since_the_preview_is_known_again(staff):
    content = table({"titre": "Forum"})
    first, second = send(staff, content), send(staff, content)
    confirm(staff, first)
    confirm(staff, second)
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "aucune rencontre"),
        (HEADER.encode(), "aucune rencontre"),
        (b"\x89PNG\r\n\x1a\n", "format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x81\x8d", "n’est pas un fichier de texte"),
        (b"une;ligne\nsans;colonne", "format"),
    ],
)
def test_a_bad_file_is_said_and_leaves_nothing(staff, content, reason):
    response = send(staff, content)
    assert response.request["PATH_INFO"] == START
    assert reason in text(response)
    assert "error-message" in response.content.decode()
    assert focused(response) == "file"
    assert not ImportRun.objects.exists()
    assert not ImportLine.objects.exists()


def test_a_file_that_breaks_at_its_end_leaves_nothing(staff, monkeypatch):
    def broken(content, name):
        yield from ()
        raise UnreadableFileError("Le fichier s’arrête au milieu.")

    monkeypatch.setattr(runs, "read", broken)
    assert "Le fichier s’arrête au milieu." in text(send(staff, b"x"))
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(staff, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 10)
    assert "Le fichier dépasse" in text(send(staff, table({"titre": "Forum"})))


def test_a_file_that_names_too_many_words_is_refused(staff, monkeypatch):
    monkeypatch.setattr(limits, "MOST_WORDS", 2)
    rows = [{"titre": f"Forum {name}", "organisateurs": name} for name in ("Zoé", "Léa", "Ana")]
    assert "nomme plus de 2 lieux" in text(send(staff, table(*rows)))
    assert not ImportRun.objects.exists()
    assert send(staff, table(*rows[:2])).request["PATH_INFO"] != START


def test_a_form_of_as_many_words_as_may_be_is_read():
    sent = {f"word-{number}": "" for number in range(limits.MOST_WORDS)} | {"publish": "on"}
    assert len(RequestFactory().post("/", sent).POST) == limits.MOST_WORDS + 1


def test_neither_file_nor_address_or_both_is_said(staff):
    for sent in ({}, {"address": "https://a.example/", "file": SimpleUploadedFile("a", b"x")}):
        assert "l’un des deux" in text(staff.post(START, sent))


def test_an_address_stands_for_its_file(staff, monkeypatch):
    monkeypatch.setattr(forms, "fetch", lambda address: table({"titre": "Forum"}))
    address = "https://ailleurs.example/agenda.csv"
    confirm(staff, staff.post(START, {"address": address}, follow=True))
    assert EventPage.objects.get().imported_from.source == address


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/", "n’importe"])
def test_an_address_that_may_not_be_read_is_said(staff, address):
    response = staff.post(START, {"address": address})
    assert "error-message" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_the_form_of_an_imported_event_says_where_it_comes_from(staff):
    row = {"titre": "Forum", "page": "https://ailleurs.example/forum"}
    confirm(staff, send(staff, table(row)))
    form = staff.get(f"/admin/pages/{EventPage.objects.get().pk}/edit/")
    today = timezone.localtime()
    assert f"Importé de « agenda.csv » le {today.day} " in text(form)
    assert 'href="https://ailleurs.example/forum"' in form.content.decode()


def test_only_who_may_add_events_sees_the_screens_and_each_their_own(staff, client):
    preview = send(staff, table({"titre": "Forum"})).request["PATH_INFO"]
    assert "/admin/importer/" in staff.get("/admin/").content.decode()
    client.force_login(make_user("Rédaction", "alix"))
    assert client.get(START).status_code == 200
    for address in (preview, f"{preview}suite/", f"{preview}rencontres/"):
        assert client.get(address).status_code == 404
    nobody = make_user("Rédaction", "nobody")
    nobody.groups.clear()
    client.force_login(nobody)
    assert client.get(START).status_code == 302
    assert Client().get(preview).status_code == 302


def test_lines_are_listed_by_what_became_of_them(staff):
    preview = send(staff, table({"titre": "Forum"}, {"titre": ""}))
    lines = f"{preview.request['PATH_INFO']}rencontres/"
    assert "Forum" not in text(staff.get(lines, {"etat": "refused"})).partition("<tbody>")[2]
    assert staff.get(lines, {"etat": "x"}).status_code == 404
    assert staff.get(lines, {"p": "abc"}).status_code == 200


def test_imports_are_forgotten_after_a_day(staff):
    send(staff, table({"titre": "Forum"}))
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=2))
    staff.get(START)
    assert not ImportRun.objects.exists()
    assert not ImportLine.objects.exists()


def test_without_an_agenda_nothing_can_be_imported(client):
    client.force_login(make_user("Publication"))
    assert client.get(START).status_code == 302


def test_a_preview_costs_as_many_queries_for_many_words(staff):
    def queries(number: int) -> int:
        rows = (
            {"titre": f"Forum {n}", "lieu": f"Salle {n}", "commune": "Lens"}
            | {"organisateurs": f"Zoé {n}", "themes": f"Eau {n}", "pays": f"Pays {n}"}
            for n in range(number)
        )
        preview = send(staff, table(*rows)).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as asked:
            assert len(staff.get(preview).context["form"].fields) >= number * 4
        return len(asked)

    queries(1)
    assert queries(1) == queries(30)


def test_a_preview_costs_as_many_queries_for_many_events(staff, django_assert_max_num_queries):
    preview = send(staff, table(*({"titre": f"Forum {n}"} for n in range(120))))
    with django_assert_max_num_queries(30):
        assert "Les 50 premières sur 120." in text(staff.get(preview.request["PATH_INFO"]))
