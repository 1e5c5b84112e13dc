"""Tables of events: their header, encodings and words, and what is refused of a line."""

from datetime import datetime

import pytest

from events.choices import Kind, Mode, Status
from events.csv_words import COLUMNS
from events.dates import PARIS
from events.imports.limits import MOST_EVENTS
from events.imports.reading import read
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.published import PublishedPlace
from tests.events.imports.files import one, refused, table


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


def row_of(**cells: str) -> bytes:
    """A table of one event, with every column that we know."""
    known = {"titre": "Projection", "debut": "2026-10-17 18:00", **cells}
    return table(";".join(known.get(name, "") for name in COLUMNS), header=";".join(COLUMNS))


def test_every_column_is_read():
    event = one(
        row_of(
            uid="1@agenda.example",
            fin="2026-10-17 20:30",
            statut="reporté",
            participation="sur place et en ligne",
            lieu="Salle Yser",
            adresse="5 rue Jules de Vicq",
            code_postal="59000",
            commune="Lille",
            lien_en_ligne="https://visio.example/x",
            type="projection-débat",
            themes="eau | climat",
            pays="Sénégal | Mali",
            organisateurs="Lianes coopération",
            groupe="Groupe Sénégal",
            resume="Un film.",
            description='"Un film.\r\n\r\nUn débat ; un verre."',
            tarif="Gratuit",
            inscription="https://agenda.example/inscription",
            page="https://agenda.example/projection",
            publie_le="2026-01-01 10:00",
            sequence="3",
        )
    )
    assert event == ImportedEvent(
        where="ligne 2",
        uid="1@agenda.example",
        title="Projection",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 20, 30),
        status=Status.POSTPONED,
        mode=Mode.HYBRID,
        place=PublishedPlace("Salle Yser", "5 rue Jules de Vicq", "59000", "Lille"),
        online_link="https://visio.example/x",
        kind=Kind.SCREENING,
        themes=("eau", "climat"),
        countries=("Sénégal", "Mali"),
        organisers=("Lianes coopération",),
        group="Groupe Sénégal",
        summary="Un film.",
        text="Un film.\nUn débat ; un verre.",
        price="Gratuit",
        registration_link="https://agenda.example/inscription",
        link="https://agenda.example/projection",
    )


@pytest.mark.parametrize(
    ("written", "start", "all_day"),
    [
        ("2026-10-17 18:00", paris(2026, 10, 17, 18), False),
        ("2026-10-17T18:00:00", paris(2026, 10, 17, 18), False),
        ("2026-10-17T18:00:00.000+02:00", paris(2026, 10, 17, 18), False),
        ("2026-10-17T16:00Z", paris(2026, 10, 17, 18), False),
        ("17/10/2026 18:00", paris(2026, 10, 17, 18), False),
        ("17/10/2026 à 18h00", paris(2026, 10, 17, 18), False),
        ("17/10/2026 18h", paris(2026, 10, 17, 18), False),
        ("7/3/2026\u00a0à\u00a08h30", paris(2026, 3, 7, 8, 30), False),
        ("25/10/2026 02:30", paris(2026, 10, 25, 2, 30), False),
        ("17/10/2026", paris(2026, 10, 17), True),
        ("2026-10-17", paris(2026, 10, 17), True),
    ],
)
def test_dates_are_read_as_people_and_programs_write_them(written, start, all_day):
    event = one(row_of(debut=written))
    assert (event.starts_at, event.all_day) == (start, all_day)


def test_the_end_of_whole_days_is_the_last_one():
    event = one(row_of(debut="17/10/2026", fin="18/10/2026"))
    assert (event.ends_at, event.all_day) == (paris(2026, 10, 18), True)
    assert one(row_of(debut="17/10/2026", fin="17/10/2026")).ends_at is None


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_separator_and_the_encoding_are_found_out(delimiter, encoding):
    text = f'Début{delimiter}TITRE{delimiter}Couleur\n17/10/2026{delimiter}"Été ; été"\n'
    assert one(text.encode(encoding)).title == "Été ; été"


def test_columns_are_found_by_name_whatever_their_case_accents_and_order():
    content = table("59000;17/10/2026;x;Projection", header="Code postal;DÉBUT;inconnue; Titre ")
    event = one(content)
    assert (event.title, event.place.postal_code) == ("Projection", "59000")


def test_what_excel_does_to_a_table_is_understood():
    rows = "sep=;\r\ntitre;debut;code_postal;commune\r\nProjection;17/10/2026 18:00;2100;Laon\r\n"
    event = one(rows.encode("windows-1252"))
    assert (event.where, event.place.postal_code) == ("ligne 3", "02100")


def test_a_foreign_postal_code_stays_with_its_town():
    event = one(row_of(code_postal="B-7000", commune="Mons"))
    assert event.place == PublishedPlace("", "", "", "B-7000 Mons")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_the_guard_of_a_formula_is_taken_off_and_no_other_apostrophe(start):
    assert one(row_of(titre=f"'{start}1+1")).title == f"{start}1+1"
    assert one(row_of(titre=f"{start}1+1")).title == f"{start}1+1"
    assert one(row_of(titre="'Été")).title == "'Été"


@pytest.mark.parametrize(
    ("column", "word", "field", "value"),
    [
        ("statut", "ANNULE", "status", Status.CANCELLED),
        ("statut", "Déplacé en ligne", "status", Status.MOVED_ONLINE),
        ("statut", "moved-online", "status", Status.MOVED_ONLINE),
        ("statut", "", "status", Status.CONFIRMED),
        ("participation", "En Ligne", "mode", Mode.ONLINE),
        ("type", "assemblee generale", "kind", Kind.GENERAL_ASSEMBLY),
        ("type", "", "kind", ""),
    ],
)
def test_words_are_those_of_our_choices(column, word, field, value):
    assert getattr(one(row_of(**{column: word})), field) == value


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"titre": ""}, "titre manque"),
        ({"debut": ""}, "début manque"),
        ({"debut": "demain"}, "« demain » est illisible"),
        ({"debut": "32/10/2026"}, "illisible"),
        ({"debut": "17/10/26"}, "illisible"),
        ({"debut": "17/10/2026 25:00"}, "illisible"),
        ({"debut": "17/10/0206 18:00"}, "L’année 206"),
        ({"debut": "29/03/2026 02:30"}, "n’existe pas"),
        ({"fin": "2026-10-16 18:00"}, "avant le début"),
        ({"fin": "2026-10-18"}, "mais pas la fin"),
        ({"debut": "2026-10-17", "fin": "2026-10-17 18:00"}, "mais pas le début"),
        ({"fin": "2028-10-17 18:00"}, "douze mois"),
        ({"statut": "peut-être"}, "« statut » ne connaît pas « peut-être »"),
        ({"participation": "oui"}, "« participation » ne connaît pas « oui »"),
        ({"type": "kermesse"}, "« type » ne connaît pas « kermesse »"),
    ],
)
def test_a_line_that_cannot_be_an_event_is_refused_and_says_why(cells, reason):
    assert reason in refused(row_of(**cells))


def test_a_line_with_too_many_cells_is_refused_for_they_may_be_shifted():
    assert "plus de cellules" in refused(table("Eau;17/10/2026;encore"))


def test_lines_are_numbered_as_a_spreadsheet_does():
    content = table('"Deux\r\nlignes";17/10/2026', "", ";;", "Débat;", "Atelier;18/10/2026")
    first, refusal, last = read(content)
    assert (first.title, first.where) == ("Deux lignes", "ligne 2")
    assert refusal == Refusal("ligne 5", "Débat", "Le début manque.")
    assert last.where == "ligne 6"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"titre;fin\r\nEau;17/10/2026\r\n", "« debut »"),
        (b"titre;debut\r\nEau\0;17/10/2026\r\n", "fichier de texte"),
        (b"titre;debut\r\n\x81\x8d;17/10/2026\r\n", "encodage"),
        (b'titre;debut\r\n"' + b"x" * 200_000, "guillemet"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        list(read(content, "agenda.csv"))


def test_lines_are_read_as_they_are_asked_for():
    rows = read(table(*["Eau;17/10/2026"] * 50, '"' + "x" * 200_000))
    assert [next(rows).where for _ in range(50)][-1] == "ligne 51"
    with pytest.raises(UnreadableFileError):
        next(rows)


def test_there_are_not_more_events_than_an_agenda_has():
    rows = read(table(*["Eau;"] * (MOST_EVENTS + 1)))
    with pytest.raises(UnreadableFileError, match="20000"):
        list(rows)
