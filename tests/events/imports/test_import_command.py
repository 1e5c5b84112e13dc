"""`manage.py import_events`: what it prints, what it writes, and when it writes nothing."""

from collections.abc import Iterable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.imports import sources
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.management.commands import import_events
from events.models import Country, EventPage, Organiser, Place
from site_lianes.core.models import Theme
from tests.events.imports.saying import BONNIERS, START, said, store
from tests.factories import EventIndexPageFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Imports what a file would say, and returns what is printed."""
    EventIndexPageFactory()
    file = tmp_path / "agenda.csv"
    file.write_bytes(b"title")

    def run(events: Iterable[ImportedEvent | Refusal], *options: str) -> str:
        monkeypatch.setattr(import_events, "read", lambda content, name: iter(events))
        call_command("import_events", str(file), *options, stdout=(output := StringIO()))
        return output.getvalue().replace("\u202f", " ").replace("\u00a0", " ")

    return run


def test_it_counts_and_says_why_each_was_refused(run):
    refusal = Refusal("ligne 3", "Sans date", "La date manque.")
    printed = run([said(), refusal, said(where="ligne 4", ends_at=said().starts_at.replace(day=1))])
    assert printed.splitlines() == [
        "Nouvelles : 1",
        "Modifiées : 0",
        "Déjà là, identiques : 0",
        "Refusées : 2",
        "En brouillon, à publier : 1",
        "Refusées :",
        "  ligne 3, « Sans date » : La date manque.",
        "  ligne 4, « Réunion publique » : Déjà dans ce fichier : ligne 2.",
    ]
    assert not EventPage.objects.get().live


def test_what_it_did_not_attach_is_said_with_what_it_resembles(run):
    PlaceFactory(name="Centre social « Les 5 Bonniers »", town="Fâches-Thumesnil")
    printed = run([said(place=BONNIERS, themes=("Santé",))])
    assert "Non rattachés (--attach-known, --create-missing) :" in printed
    assert (
        "Lieu : « Centre social Les 5 Bonniers, 20 avenue de Bordeaux, 59155 Faches Thumesnil » "
        "(1) — ressemble à Centre social « Les 5 Bonniers », Fâches-Thumesnil"
    ) in printed
    assert "Thème : « Santé » (1) — inconnu du site" in printed
    assert EventPage.objects.get().place is None


def test_what_is_missing_is_created_only_when_asked(run):
    event = said(place=BONNIERS, themes=("Santé",), organisers=("A",), countries=("Mali",))
    run([event], "--attach-known")
    assert not Place.objects.exists()
    printed = run([event], "--create-missing", "--publish")
    assert "Modifiées : 1" in printed
    assert "organisateur : A" in printed
    assert "Complétez la fiche des pays créés" in printed
    for table in (Place, Theme, Organiser, Country):
        assert table.objects.count() == 1
    assert "Modifiées : 0" in run([event], "--create-missing")


def test_what_was_edited_here_is_kept_and_said_unless_told_otherwise(run):
    run([said(uid="a", price="5 €")], "--publish")
    page = EventPage.objects.get()
    page.price = "Gratuit"
    page.save_revision().publish()
    later = said(uid="a", price="6 €")
    assert "ligne 2, « Réunion publique » : modifié ici depuis : tarif" in run([later], "--publish")
    assert EventPage.objects.get().price == "Gratuit"
    run([later], "--publish", "--overwrite")
    assert EventPage.objects.get().price == "6 €"


def test_a_dry_run_says_the_same_and_writes_nothing(run):
    event = said(place=BONNIERS, organisers=("A",))
    foreseen = run([event], "--create-missing", "--dry-run")
    for table in (EventPage, Place, Organiser):
        assert not table.objects.exists()
    assert run([event], "--create-missing") == foreseen


def test_a_file_that_ends_badly_leaves_the_database_as_it_was(run):
    def broken():
        yield said()
        raise UnreadableFileError("Le fichier s’arrête au milieu.")

    with pytest.raises(CommandError, match="s’arrête au milieu") as error:
        run(broken())
    assert error.value.returncode == 1
    assert not EventPage.objects.exists()


def test_what_another_import_has_made_meanwhile_is_not_made_again(run, monkeypatch):
    events = [said(title=f"Forum {number}", where=f"ligne {number}") for number in range(2)]
    find_first = import_events.find

    def find_before_the_other(*args):
        found = find_first(*args)
        store(events[1])
        return found

    monkeypatch.setattr(import_events, "AT_ONCE", 1)
    monkeypatch.setattr(import_events, "find", find_before_the_other)
    printed = run(events)
    assert "Nouvelles : 1" in printed
    assert "Déjà là, identiques : 1" in printed
    assert EventPage.objects.count() == 2


def test_what_one_batch_makes_is_not_found_by_the_next(run, monkeypatch):
    monkeypatch.setattr(import_events, "AT_ONCE", 1)
    later = said(starts_at=START.replace(hour=20), where="ligne 3")
    assert "Nouvelles : 2" in run([said(), later])


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    EventIndexPageFactory()
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("import_events", str(tmp_path / "absent.ics"))


def test_a_file_that_is_too_large_is_not_read(run, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 4)
    with pytest.raises(CommandError, match="Le fichier dépasse"):
        run([said()])


@pytest.mark.parametrize("scheme", ["https", "webcal"])
def test_an_address_is_fetched(monkeypatch, scheme):
    EventIndexPageFactory()
    asked = []
    monkeypatch.setattr(import_events, "fetch", lambda address: asked.append(address) or b"x")
    monkeypatch.setattr(import_events, "read", lambda content, name: iter([said()]))
    address = f"{scheme}://ailleurs.example/agenda.ics"
    call_command("import_events", address, stdout=StringIO())
    assert asked == [address]
    assert EventPage.objects.get().imported_from.source == address


def test_a_site_without_an_agenda_says_so():
    with pytest.raises(CommandError, match="n’a pas encore d’agenda"):
        call_command("import_events", "agenda.ics")


def test_a_terminal_shows_how_far_it_is(monkeypatch, tmp_path):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    EventIndexPageFactory()
    (tmp_path / "agenda.csv").write_bytes(b"x")
    events = [said(where=f"ligne {number}", title=f"R{number}") for number in range(60)]
    monkeypatch.setattr(import_events, "read", lambda content, name: iter(events))
    source = str(tmp_path / "agenda.csv")
    call_command("import_events", source, stdout=StringIO(), stderr=(screen := Terminal()))
    assert "░ 50/60" in screen.getvalue()
    assert f"{'█' * 30} 60/60" in screen.getvalue()
