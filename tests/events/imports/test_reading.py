"""Any bytes end in events, in refusals or in a file that cannot be read; never in anything else."""

import io
import random
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import dates
from events.imports.reading import MOST_BYTES, MOST_EVENTS, read
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from tests.events.imports.files import calendar, export, openagenda_event, table, vevent

ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:{start}\r\nTZOFFSETFROM:{before}\r\n"
    "TZOFFSETTO:{after}\r\nRRULE:{rule}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
)
IN_ZONE = vevent("DTSTART;TZID=Z:20261017T180000", DTSTART="")
GOOD = {
    "calendar": calendar(
        ZONE.format(
            start="16010101T030000",
            before="+0200",
            after="+0100",
            rule="FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        ),
        IN_ZONE,
        vevent(
            "EXDATE:20261024T180000",
            "CATEGORIES:eau\\, climat,énergie",
            DTEND="20261017T203000",
            RRULE="FREQ=WEEKLY;BYDAY=SA;COUNT=4",
            LOCATION="Salle Yser\\, 59000 Lille https://us02web.zoom.us/j/1",
            DESCRIPTION="<p>Été</p>",
        ),
        vevent("RECURRENCE-ID:20261031T180000", DTSTART="20261101T180000"),
    ),
    "table": table(
        'Été;17/10/2026 à 18h00;annulé;eau | climat;"Un film,\r\nun débat"',
        "'=1+1;2026-10-17;;;",
        header="titre;debut;statut;themes;description",
    ),
    "export": export(
        openagenda_event(status=6, location={"name": "Salle Yser", "city": "Lille"}),
        openagenda_event(timings=[{"begin": f"2026-10-{day}T18:00"} for day in (17, 18)]),
    ),
}


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("agenda.ics", b"0" * 30_000_000)
    return packed.getvalue()


def cut(content: bytes) -> Iterator[bytes]:
    """The same file, of which less and less has come, also in the encodings of others."""
    for count in range(1, 19):
        yield content[: len(content) * count // 19]
        yield content.decode().encode("utf-16")[: 2 * len(content) * count // 19]
    yield content[:-1]
    yield from (content[:count] for count in (1, 2, 3))
    yield from (content.decode().encode("windows-1252")[::-1], content[::2], content * 2)


def spoilt(content: bytes, seed: int) -> bytes:
    """The same file with bytes of others here and there."""
    chance = random.Random(seed)  # noqa: S311 - the same ones each time
    spoilt = bytearray(content)
    for _ in range(1 + seed % 7):
        at = chance.randrange(len(spoilt))
        spoilt[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(5))
    return bytes(spoilt)


def series(**rule: str) -> bytes:
    return calendar(vevent(RRULE=";".join(f"{name}={value}" for name, value in rule.items())))


def with_zone(**parts: str) -> bytes:
    known = {"start": "20200101T000000", "before": "+0100", "after": "+0200", "rule": ""}
    return calendar(ZONE.format(**{**known, **parts}), IN_ZONE)


HOSTILE = {
    "nothing": b"",
    "spaces": b" \r\n\t" * 100,
    "50 MB": b"x" * 50_000_000,
    "a zip bomb": zip_bomb(),
    "gzip": zlib.compress(b"0" * 1_000_000, wbits=31),
    "a web page": b"<!DOCTYPE html><html><body>BEGIN:VCALENDAR</body></html>",
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "NUL": b"\0" * 1000,
    "NUL in a calendar": GOOD["calendar"].replace(b"Salle", b"Sal\0le"),
    "UTF-16 without its mark": GOOD["calendar"].decode().encode("utf-16-le"),
    "UTF-32": GOOD["table"].decode().encode("utf-32"),
    "half a pair": b"\xff\xfe" + b"\x00\xd8" * 9,
    "no line break": b"BEGIN:VCALENDAR " + b"x" * 1_000_000,
    "old line breaks": GOOD["calendar"].replace(b"\r\n", b"\r"),
    "one long line": calendar(vevent(DESCRIPTION="é" * 9_000_000)),
    "one long title": calendar(vevent(SUMMARY="<b" * 2_000_000)),
    "many tags": calendar(vevent(DESCRIPTION="<p>" + "<!--" * 2_000_000)),
    "many comments": calendar(*[vevent(DESCRIPTION="<p>" + "<!--" * 10_000)] * 100),
    "many empty lines": calendar(*[vevent(DESCRIPTION="\\n" * 20_000 + "x")] * 100),
    "many names": calendar(vevent("\r\n".join(f"X{number}:1" for number in range(300_000)))),
    "many entities": calendar(vevent(SUMMARY="&#x;&" * 1_000_000)),
    "only folds": b"BEGIN:VCALENDAR\r\n" + b"\r\n " * 5_000_000,
    "only line breaks": b"BEGIN:VCALENDAR" + b"\r\n" * 8_000_000,
    "short lines": calendar(vevent("X\r\n" * 5_000_000)),
    "repeated properties": calendar(vevent("URL:x\r\n" * 2_000_000)),
    "events without end": calendar("BEGIN:VEVENT\r\n" * 1_000_000),
    "ends without event": calendar("END:VEVENT\r\n" * 1_000_000),
    "empty events": calendar(vevent(UID="", SUMMARY="", DTSTART="")),
    "too many events": calendar(*[vevent()] * (MOST_EVENTS + 1)),
    "deep components": calendar(vevent("BEGIN:X\r\n" * 500_000)),
    "deep calendars": b"BEGIN:VCALENDAR\r\n" * 500_000,
    "too many series": calendar(*[vevent(RRULE="FREQ=DAILY;COUNT=2")] * 501),
    "many zones": calendar(*["BEGIN:VTIMEZONE\r\nTZID:Z\r\nEND:VTIMEZONE"] * 50_000, IN_ZONE),
    "quotes": calendar(vevent('DTSTART;TZID="' + '"' * 100_000, DTSTART="")),
    "parameters": calendar(vevent("DTSTART" + ";A=B" * 100_000 + ":20261017T180000", DTSTART="")),
    "many commas": calendar(vevent("EXDATE:" + "," * 3_000_000, RRULE="FREQ=DAILY;COUNT=2")),
    "many dates": calendar(vevent("RDATE:" + ",".join(["20261017T180000"] * 200_000))),
    "many categories": calendar(vevent("CATEGORIES:" + "a," * 2_000_000)),
    "100,000 days": series(FREQ="DAILY", COUNT="100000"),
    "for ever": series(FREQ="SECONDLY"),
    "no step": series(FREQ="DAILY", INTERVAL="0", UNTIL="20270101"),
    "a step back": series(FREQ="DAILY", INTERVAL="-1", COUNT="5"),
    "a day that never comes": series(FREQ="MONTHLY", BYMONTH="2", BYMONTHDAY="31", COUNT="9"),
    "a week that never comes": series(FREQ="YEARLY", BYWEEKNO="53", BYMONTH="6", COUNT="9"),
    "days out of range": series(FREQ="YEARLY", BYYEARDAY="400", COUNT="9"),
    "a list of numbers": series(FREQ="YEARLY", BYSETPOS=",".join(["366"] * 60), COUNT="9"),
    "rules that never come": calendar(
        *[vevent(RRULE="FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;COUNT=5")] * 200
    ),
    "an exception without end": calendar(vevent("EXRULE:FREQ=SECONDLY", RRULE="FREQ=DAILY")),
    "a zone every second": with_zone(rule="FREQ=SECONDLY"),
    "a zone that never changes": with_zone(rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "a zone of year 1": with_zone(start="00010101T000000", rule="FREQ=YEARLY"),
    "a zone of year 9999": with_zone(start="99991231T235959", after="-2359"),
    "a zone far off": with_zone(before="+9999", after="-9999"),
    "a zone of dates": with_zone(rule="X\r\nRDATE:" + "20261017T180000," * 100_000),
    "a zone named by a path": calendar(
        vevent("DTSTART;TZID=/../../../../etc/passwd:20261017T180000", DTSTART="")
    ),
    "the last moment": calendar(vevent(DTSTART="99991231T235959Z", DURATION="P1D")),
    "the first moment": calendar(vevent(DTSTART="00010101T000000", DURATION="-P1D")),
    "a duration of ages": calendar(vevent(DURATION="P" + "9" * 4000 + "D")),
    "a series of the end": calendar(vevent(DTSTART="99991230T000000", RRULE="FREQ=DAILY;COUNT=9")),
    "formulas": table("=CMD|' /C calc'!A0;17/10/2026", "\t=1;17/10/2026", "'-1;17/10/2026"),
    "an open quote": table('"Eau;17/10/2026' + "\r\nx" * 200_000),
    "quotes in a row": table('"' * 1_000_001),
    "many cells": table(";" * 5_000_000),
    "many columns": table("x", header="titre;debut" + ";x" * 3_000_000),
    "many lines": table("\r\n" * 5_000_000),
    "a header alone": table(),
    "a header of one name": b"titre",
    "apostrophes": table("'" * 1_000_000 + "x;17/10/2026"),
    "bars": table("Eau;17/10/2026;" + "|" * 100_000, header="titre;debut;themes"),
    "digits": table("Eau;" + "1" * 100_000),
    "digits of others": table("Eau;١٧/١٠/٢٠٢٦"),
    "deep lists": b"[" * 5_000_000,
    "deep objects": b'{"a":' * 1_000_000,
    "deep titles": b'{"events":[{"title":' + b'{"fr":' * 900 + b"1" + b"}" * 902 + b"]}",
    "a large number": b'{"events":[{"uid":' + b"9" * 100_000 + b"}]}",
    "numbers that are none": b'{"events":[{"uid":NaN,"status":Infinity,"timings":[{"begin":-0}]}]}',
    "many objects": b'{"events":[' + b"{}," * 900_000 + b"{}]}",
    "many numbers": b'{"events":[' + b"1," * 5_000_000 + b"1]}",
    "halves of characters": rb'{"events":[{"title":"\ud800","timings":[{"begin":"\udfff"}]}]}',
    "types": export(*[openagenda_event(title=x, location=x) for x in ([], {}, 1, "a")]),
    **{
        f"{name} cut, {number}": content
        for name, good in GOOD.items()
        for number, content in enumerate(cut(good), start=1)
    },
}


def check(content: bytes, name: str = "") -> None:
    with suppress(UnreadableFileError):
        for found in read(content, name):
            check_one(found)


def check_one(found: ImportedEvent | Refusal) -> None:
    assert found.where
    if isinstance(found, Refusal):
        assert found.reason
        return
    assert isinstance(found, ImportedEvent)
    assert 0 < len(found.title) <= 255
    words = "".join([found.title, found.summary, found.uid, *found.themes, found.group])
    controls = {
        unicodedata.category(character) for character in words + found.text.replace("\n", "")
    }
    assert not controls & {"Cc", "Cf", "Cs"}
    end = found.ends_at or found.starts_at
    length = dates.duration(found.starts_at, end)
    assert timedelta(0) <= length <= timedelta(days=366)
    assert found.starts_at.year in dates.YEARS
    for link in (found.link, found.online_link, found.registration_link):
        assert link == "" or link.startswith(("http://", "https://"))


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 200


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_events_refusals_or_a_reason(name):
    check(HOSTILE[name])


@pytest.mark.parametrize("kind", GOOD)
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_file_does_too(kind, seed):
    check(spoilt(GOOD[kind], seed))


@given(
    content=st.binary(max_size=300), name=st.sampled_from(["", "a.ics", "a.csv", "a.json", "a.x"])
)
def test_any_bytes_do_too(content, name):
    check(content, name)


PROPERTIES = "DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SUMMARY LOCATION DESCRIPTION"
VALUES = "20261017 20261017T180000 20261017T180000Z PT1H -P1D FREQ=DAILY;COUNT=3 FREQ=YEARLY VALARM"
lines = st.text(max_size=60) | st.builds(
    "{}{}:{}".format,
    st.sampled_from([*PROPERTIES.split(), "CATEGORIES", "CONFERENCE", "URL", "STATUS", "BEGIN"]),
    st.sampled_from(["", ";TZID=Z", ";VALUE=DATE", ";TZID=Europe/Paris"]) | st.text(max_size=5),
    st.sampled_from(VALUES.split()) | st.text(max_size=40),
)


@given(written=st.lists(lines, max_size=8))
def test_any_lines_of_an_event_do_too(written):
    check(calendar(vevent(*written, DTSTART="")))


rule_parts = st.builds(
    "{}={}".format,
    st.sampled_from(["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "WKST"])
    | st.sampled_from(["INTERVAL", "COUNT", "UNTIL"]),
    st.sampled_from(["MO", "-1SU", "5FR,1MO", "54TU", "20270101", "20270101T000000Z"])
    | st.integers(-400, 400).map(str)
    | st.text(max_size=6),
)


@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "X"]),
    parts=st.lists(rule_parts, max_size=4),
)
def test_any_rule_does_too(frequency, parts):
    check(
        calendar(
            vevent(RRULE=";".join([f"FREQ={frequency}", *parts, "COUNT=20"])).replace("\n", "\r\n")
        )
    )


@given(
    cells=st.lists(st.text(max_size=30) | st.sampled_from(["17/10/2026", '"', "'="]), max_size=9)
)
def test_any_line_of_a_table_does_too(cells):
    header = "titre;debut;fin;statut;code_postal;commune;page;themes"
    check(table(";".join(cells), header=header))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fr", "value", "begin", "end", "name", "id"]), inner)
    ),
    max_leaves=6,
)
FIELDS = ["uid", "title", "timings", "location", "status", "attendanceMode", "registration"]


@given(fields=st.dictionaries(st.sampled_from([*FIELDS, "keywords", "longDescription"]), values))
def test_any_values_of_an_export_do_too(fields):
    check(export(openagenda_event(**fields)))


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.ics", "vide"),
        (b"x" * (MOST_BYTES + 1), "a.csv", "20 Mo"),
        (b"PK\x03\x04", "a.xlsx", "archive ou un classeur"),
        (b"\x1f\x8b", "a.ics.gz", "archive"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"<html>", "a.ics", "page web"),
        (b"Bonjour", "a.txt", "format de ce fichier est inconnu"),
        (b"Bonjour", "a.csv", "« titre »"),
        (b"Bonjour", "a.json", "mal écrit"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, name, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        list(read(content, name))


def test_the_content_tells_the_format_before_the_name():
    assert len(list(read(GOOD["calendar"], "a.csv"))) == len(list(read(GOOD["calendar"])))
    assert len(list(read(GOOD["table"], "a.json"))) == 2
    assert len(list(read(b"\n\n " + GOOD["export"], "a.ics"))) == 3
