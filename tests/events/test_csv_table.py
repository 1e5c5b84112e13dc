"""The agenda as a table: read back as it was written, and never run by a spreadsheet."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.choices import Kind, Mode, Status
from events.csv_table import table
from events.csv_words import COLUMNS, guarded, joined, split, unguarded
from events.published import Feed
from site_lianes.core.printable import printable
from tests.events.hostile import HOSTILE, feeds
from tests.events.test_dates import paris
from tests.factories.published import feed_of, published

HEADER = (
    "uid;titre;debut;fin;statut;participation;lieu;adresse;code_postal;commune;lien_en_ligne;"
    "type;themes;pays;organisateurs;groupe;resume;description;tarif;inscription;page;"
    "publie_le;modifie_le;sequence"
)
# What spreadsheets run, also behind what they do not see.
SIGNS = "=+-@\t\r＝＋－＠"
BLANKS = " \u00a0\u202f\u3000\ufeff\u200b\n"

cells = st.text("'" + SIGNS + BLANKS + "1A", max_size=8) | st.text(max_size=20)


def rows(feed: Feed) -> list[dict[str, str]]:
    """As `csv` reads them, with their guards."""
    text = StringIO(table(feed).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";", strict=True))


def row_of(**facts: Any) -> dict[str, str]:
    (row,) = rows(feed_of(published(**facts)))
    return row


def test_a_table_is_written_for_french_spreadsheets():
    written = table(feed_of(published(title="Été")))
    assert written.startswith(b"\xef\xbb\xbfuid;titre;")
    header, line, end = written.decode("utf-8-sig").split("\r\n")
    assert header == HEADER == ";".join(COLUMNS)
    assert line.split(";")[1] == "Été"
    assert end == ""


def test_an_empty_agenda_is_a_header():
    assert table(feed_of()).decode("utf-8-sig") == f"{HEADER}\r\n"


def test_an_event_is_written_whole():
    event = published(
        title="Groupe Pays Mali",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 21),
        published_at=paris(2026, 9, 1, 9),
        changed_at=paris(2026, 9, 2, 9).replace(microsecond=5),
        status="postponed",
        mode="hybrid",
        kind="groupe-pays",
        online_link="https://visio.example/mali",
        themes=("climat", "eau"),
        countries=("Mali", "Sénégal"),
        organisers=("Lianes",),
        group="Groupe pays Mali",
        summary="On en parle ; vraiment.",
        text='Venez.\nAvec un "ami".',
        price="Gratuit",
        registration_link="https://inscription.example/mali",
        path="/agenda/mali/",
        sequence=2,
    )
    assert rows(feed_of(event)) == [
        {
            "uid": str(event.uid),
            "titre": "Groupe Pays Mali",
            "debut": "2026-10-17 18:00",
            "fin": "2026-10-17 21:00",
            "statut": "reporté",
            "participation": "sur place et en ligne",
            "lieu": "Salle Yser",
            "adresse": "5 rue Jules de Vicq",
            "code_postal": "59000",
            "commune": "Lille",
            "lien_en_ligne": "https://visio.example/mali",
            "type": "Groupe pays",
            "themes": "climat | eau",
            "pays": "Mali | Sénégal",
            "organisateurs": "Lianes",
            "groupe": "Groupe pays Mali",
            "resume": "On en parle ; vraiment.",
            "description": 'Venez.\nAvec un "ami".',
            "tarif": "Gratuit",
            "inscription": "https://inscription.example/mali",
            "page": "http://testserver/agenda/mali/",
            "publie_le": "2026-09-01T09:00:00+02:00",
            "modifie_le": "2026-09-02T09:00:00+02:00",
            "sequence": "2",
        }
    ]


def test_of_what_was_withdrawn_only_that_and_its_date_are_told():
    row = row_of(is_withdrawn=True, title="Projection", text="Un film.", themes=("eau",))
    told = {"uid", "titre", "debut", "fin", "statut", "page", "publie_le", "modifie_le", "sequence"}
    assert {column for column, cell in row.items() if cell} == told
    assert (row["titre"], row["statut"]) == ("Projection", "annulé")
    assert row["page"] == "https://lianes.example/agenda/"


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "all_day", "debut", "fin"),
    [
        (paris(2026, 1, 7, 9), None, False, "2026-01-07 09:00", ""),
        (paris(2026, 10, 17), paris(2026, 10, 19), True, "2026-10-17", "2026-10-19"),
        (paris(2026, 10, 17, 8), paris(2026, 10, 17, 9), True, "2026-10-17", "2026-10-17"),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            False,
            "2026-10-25 02:30",
            "2026-10-25 02:30+01:00",
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 2, 0, tzinfo=UTC),
            False,
            "2026-10-25 02:30+01:00",
            "2026-10-25 03:00",
        ),
    ],
)
def test_moments_are_those_of_the_clocks_of_paris(starts_at, ends_at, all_day, debut, fin):
    row = row_of(starts_at=starts_at, ends_at=ends_at, all_day=all_day)
    assert (row["debut"], row["fin"]) == (debut, fin)


def test_closed_choices_are_words():
    assert {value: row_of(status=value)["statut"] for value in Status.values} == {
        "confirmed": "maintenu",
        "cancelled": "annulé",
        "postponed": "reporté",
        "moved-online": "déplacé en ligne",
    }
    assert {value: row_of(mode=value)["participation"] for value in Mode.values} == {
        "on-site": "sur place",
        "online": "en ligne",
        "hybrid": "sur place et en ligne",
    }
    assert [row_of(kind=value)["type"] for value in Kind.values] == Kind.labels


def test_a_place_that_is_not_known_leaves_its_cells_empty():
    row = row_of(place=None)
    assert [row[name] for name in ("lieu", "adresse", "code_postal", "commune")] == [""] * 4


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_reads_back(title):
    assert unguarded(row_of(title=title)["titre"]) == printable(title)


@given(feed=feeds)
def test_no_cell_is_taken_for_a_formula_and_each_reads_back(feed):
    read = rows(feed)
    for event, row in zip(feed.events, read, strict=True):
        assert not [cell for cell in row.values() if looks_like_a_formula(cell)]
        assert unguarded(row["titre"]) == printable(event.title)
        if not event.is_withdrawn:
            assert unguarded(row["description"]) == printable(event.text)


@given(text=cells)
@example(text="'=1+1")
@example(text="''\u3000＝1")
@example(text="' bonjour")
def test_a_guarded_cell_is_no_formula_and_gives_its_text_back(text):
    assert not looks_like_a_formula(guarded(text))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("sign", SIGNS)
def test_what_begins_as_a_formula_is_guarded(sign):
    for before in ("", *BLANKS, "  "):
        assert guarded(f"{before}{sign}1") == f"'{before}{sign}1"


@pytest.mark.parametrize("text", ["", "a=1", "'bonjour", "l’eau", "1 + 1", " x", "l'=1"])
def test_other_texts_are_left_alone(text):
    assert guarded(text) == unguarded(text) == text


def looks_like_a_formula(cell: str) -> bool:
    return cell.lstrip(BLANKS).startswith(tuple(SIGNS)) or cell.startswith(("\t", "\r"))


@given(names=st.lists(st.text("ab,; ", min_size=1).filter(str.strip)))
def test_lists_read_back(names):
    names = tuple(name.strip() for name in names)
    assert split(joined(names)) == names


def test_lists_are_read_however_people_space_them():
    assert split(" eau|climat |  | Mali") == ("eau", "climat", "Mali")
    assert joined(["a|b", "c"]) == "a/b | c"
