"""OpenAgenda's export: its fields, its several dates, its two forms, and what is refused."""

import json
from datetime import datetime

import pytest

from events.choices import Mode, Status
from events.dates import PARIS
from events.imports.reading import read
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.published import PublishedPlace
from tests.events.imports.files import export, one, openagenda_event, refused


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


def timing(day: int, hour: int = 18) -> dict[str, str]:
    return {
        "begin": f"2026-10-{day:02}T{hour:02}:00:00.000+02:00",
        "end": f"2026-10-{day:02}T{hour + 1:02}:00:00.000+02:00",
    }


def test_every_field_is_read():
    event = one(
        export(
            openagenda_event(
                title={"en": "Screening", "fr": "Projection"},
                description={"fr": "Un film."},
                longDescription={"fr": "<p>Un film.</p><p>Un débat.</p>"},
                keywords={"fr": ["eau", "climat"]},
                conditions={"fr": "Gratuit"},
                location={
                    "name": "Salle Yser",
                    "address": "5 rue Jules de Vicq, 59000 Lille",
                    "city": "Lille",
                    "postalCode": "59000",
                },
                onlineAccessLink="https://visio.example/x",
                attendanceMode=3,
                status=1,
                registration=[
                    {"type": "email", "value": "quelquun@agenda.example"},
                    {"type": "link", "value": "https://agenda.example/inscription"},
                ],
                canonicalUrl="https://agenda.example/projection",
                image={"base": "https://img.example/"},
            )
        )
    )
    assert event == ImportedEvent(
        where="événement 1",
        uid="42",
        title="Projection",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 20),
        mode=Mode.HYBRID,
        place=PublishedPlace("Salle Yser", "5 rue Jules de Vicq", "59000", "Lille"),
        online_link="https://visio.example/x",
        themes=("eau", "climat"),
        summary="Un film.",
        text="Un film.\nUn débat.",
        price="Gratuit",
        registration_link="https://agenda.example/inscription",
        link="https://agenda.example/projection",
    )


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (1, Status.CONFIRMED),
        (2, Status.CONFIRMED),
        (3, Status.MOVED_ONLINE),
        (4, Status.POSTPONED),
        (5, Status.CONFIRMED),
        (6, Status.CANCELLED),
        ({"id": 6, "label": {"fr": "Annulé"}}, Status.CANCELLED),
        (None, Status.CONFIRMED),
        ("6", Status.CONFIRMED),
        ([], Status.CONFIRMED),
    ],
)
def test_statuses_are_ours(code, status):
    assert one(export(openagenda_event(status=code))).status == status


def test_what_is_online_has_no_place():
    event = openagenda_event(attendanceMode=2, location={"name": "Bureau"})
    assert (one(export(event)).place, one(export(event)).mode) == (None, Mode.ONLINE)


def test_each_date_is_an_event_and_those_of_one_day_are_told_apart_by_their_hour():
    timings = [timing(17), timing(18, 9), timing(18, 14)]
    events = list(read(export(openagenda_event(timings=timings))))
    assert [(event.uid, event.starts_at) for event in events] == [
        ("42/2026-10-17", paris(2026, 10, 17, 18)),
        ("42/2026-10-18T0900", paris(2026, 10, 18, 9)),
        ("42/2026-10-18T1400", paris(2026, 10, 18, 14)),
    ]


def test_one_bad_date_does_not_refuse_the_others():
    timings = [timing(17), {"begin": "bientôt", "end": ""}]
    event, refusal = read(export(openagenda_event(timings=timings)))
    assert event.uid == "42/2026-10-17"
    assert refusal == Refusal("événement 1", "Projection", "La date « bientôt » est illisible.")


def test_the_short_form_and_a_bare_list_are_read():
    event = openagenda_event(title="Projection", firstTiming=timing(17), lastTiming=timing(17))
    del event["timings"]
    assert one(json.dumps([event]).encode()).starts_at == paris(2026, 10, 17, 18)
    event["lastTiming"] = timing(18)
    assert "ne dit pas ses dates" in refused(export(event))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("Projection", "pas un événement"),
        (None, "pas un événement"),
        ({}, "ne dit pas ses dates"),
        (openagenda_event(title=None), "titre manque"),
        (openagenda_event(title={"fr": ["x"]}), "titre manque"),
        (openagenda_event(timings=[]), "ne dit pas ses dates"),
        (openagenda_event(timings={"begin": 1}), "ne dit pas ses dates"),
        (openagenda_event(timings=[{"begin": 10**20}]), "illisible"),
        (openagenda_event(timings=[{"begin": {"fr": {}}}]), "illisible"),
        (
            openagenda_event(
                timings=[{"begin": f"2026-10-{n % 28 + 1:02}T{n // 28:02}:00"} for n in range(201)]
            ),
            "plus de 200 dates",
        ),
    ],
)
def test_what_cannot_be_an_event_is_refused_and_says_why(event, reason):
    assert reason in refused(export(event))


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"uid": True}, "uid", ""),
        ({"uid": 10**40}, "uid", ""),
        ({"uid": "a" * 300}, "uid", ""),
        ({"location": "Lille"}, "place", None),
        ({"location": {"name": 3, "city": ["Lille"]}}, "place", PublishedPlace("3", "", "", "")),
        ({"keywords": "eau"}, "themes", ()),
        ({"keywords": {"fr": [None, ["x"], "eau", "eau"]}}, "themes", ("eau",)),
        ({"registration": {"value": "x"}}, "registration_link", ""),
        (
            {"registration": ["javascript:x", None, "https://a.example/"]},
            "registration_link",
            "https://a.example/",
        ),
        ({"title": {"fr": "a\ud800\0b"}}, "title", "ab"),
    ],
)
def test_values_of_another_type_are_left_out(fields, name, value):
    assert getattr(one(export(openagenda_event(**fields))), name) == value


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 100_000, "incomplet"),
        (b'{"events":' * 50_000, "incomplet"),
        (b'{"events": [' + b"9" * 100_000 + b"]}", "incomplet"),
        (b'{"events": [{"uid": 1}', "incomplet"),
        (b'{"events": {}}', "OpenAgenda"),
        (b'{"total": 0}', "OpenAgenda"),
        (b'{"events": [' + b"{}," * 1_000_001 + b"{}]}", "20000"),
        (b'{"events": [' + b"1," * 20_000 + b"1]}", "20000"),
    ],
)
def test_json_that_cannot_be_read_says_why(content, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        list(read(content))
