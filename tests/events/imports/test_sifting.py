import pytest

from events.imports.sifting import sift
from events.imports.values import ImportedEvent, Refusal
from tests.events.imports.saying import said
from tests.events.test_dates import paris


def refusals(*events: ImportedEvent) -> list[tuple[str, str]]:
    return [(each.where, each.reason) for each in sift(events) if isinstance(each, Refusal)]


def test_the_same_uid_twice_is_refused_the_second_time():
    twice = said(uid="a", where="ligne 2"), said(uid="a", where="ligne 3", title="Autre")
    assert refusals(*twice) == [("ligne 3", "Déjà dans ce fichier : ligne 2.")]


def test_without_a_uid_the_same_date_place_and_title_is_refused_the_second_time():
    twice = said(where="ligne 2"), said(where="ligne 3", title="REUNION  publique")
    assert refusals(*twice) == [("ligne 3", "Déjà dans ce fichier : ligne 2.")]


def test_the_dates_of_one_event_of_a_file_are_told_apart():
    twice = said(uid="a"), said(uid="a")
    assert refusals(*twice) == [("ligne 2", "Déjà dans ce fichier : ligne 2.")]


def test_two_of_one_day_are_two():
    assert refusals(said(where="a"), said(where="b", starts_at=paris(2030, 10, 17, 9))) == []


@pytest.mark.parametrize(
    "event",
    [
        said(title="  "),
        said(title="Nul\0"),
        said(text="moitié \ud800"),
        said(organisers=("A\0",)),
        said(starts_at=paris(2200, 1, 1)),
    ],
)
def test_what_no_database_or_page_could_hold_is_refused_with_a_reason(event):
    ((where, reason),) = refusals(event)
    assert where == "ligne 2"
    assert reason.endswith(".")


def test_refusals_of_the_reader_pass_through():
    refusal = Refusal("ligne 9", "Titre\0", "Date illisible.")
    assert list(sift([refusal])) == [Refusal("ligne 9", "Titre", "Date illisible.")]
