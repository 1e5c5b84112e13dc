"""Calendars of others: dates of every kind, series, places, statuses, and what is refused."""

from datetime import UTC, datetime

import pytest

from events.choices import Mode, Status
from events.dates import PARIS
from events.imports.reading import read
from events.imports.values import ImportedEvent, Refusal
from events.published import PublishedPlace
from tests.events.imports.files import calendar, one, refused, vevent

# As Outlook writes a zone of its own.
ZONE = """BEGIN:VTIMEZONE
TZID:Fuseau maison
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


def starts(content: bytes) -> list[datetime]:
    return [event.starts_at for event in read(content)]


def uids(content: bytes) -> list[str]:
    return [event.uid for event in read(content)]


def test_every_field_that_a_calendar_has_is_read():
    event = one(
        calendar(
            vevent(
                "CATEGORIES:eau,climat\\, énergie",
                "CATEGORIES:eau",
                DTEND="20261017T203000",
                LOCATION="Salle Yser\\, 5 rue Jules de Vicq\\, 59000 Lille",
                DESCRIPTION="Un film\\, un débat.\\n\\nEntrée libre.",
                URL="https://agenda.example/projection",
                STATUS="CONFIRMED",
            )
        )
    )
    assert event == ImportedEvent(
        where="événement 1",
        uid="1@agenda.example",
        title="Projection",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 20, 30),
        place=PublishedPlace("Salle Yser", "5 rue Jules de Vicq", "59000", "Lille"),
        themes=("eau", "climat, énergie"),
        text="Un film, un débat.\nEntrée libre.",
        link="https://agenda.example/projection",
    )


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("DTSTART:20260701T180000", paris(2026, 7, 1, 18)),
        ("DTSTART:20260701T160000Z", paris(2026, 7, 1, 18)),
        ("DTSTART;TZID=Europe/Paris:20260701T180000", paris(2026, 7, 1, 18)),
        ("DTSTART;TZID=Africa/Dakar:20260701T160000", paris(2026, 7, 1, 18)),
        ('DTSTART;TZID="Romance Standard Time":20260701T180000', paris(2026, 7, 1, 18)),
        ("DTSTART;TZID=/vendor.example/Europe/Paris:20260701T180000", paris(2026, 7, 1, 18)),
        ("DTSTART;TZID=Fuseau maison:20260701T180000", paris(2026, 7, 1, 18)),
        ("DTSTART;TZID=Fuseau maison:20260101T180000", paris(2026, 1, 1, 18)),
        ("DTSTART;TZID=Fuseau maison:20261025T033000", paris(2026, 10, 25, 3, 30)),
        ("DTSTART:20261025T023000", paris(2026, 10, 25, 2, 30)),
        ("DTSTART;TZID=Fuseau maison:20261025T023000", paris(2026, 10, 25, 2, 30)),
    ],
)
def test_a_moment_is_that_of_its_time_zone_and_the_first_of_an_hour_that_comes_twice(line, moment):
    assert one(calendar(vevent(line, DTSTART=""), ZONE)).starts_at == moment


def test_the_second_of_an_hour_that_comes_twice_is_kept_where_it_is_said():
    event = one(calendar(vevent(DTSTART="20261025T013000Z")))
    assert event.starts_at.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_zone_that_a_file_defines_is_unknown_to_the_next():
    line = "DTSTART;TZID=Fuseau maison:20260701T180000"
    assert one(calendar(vevent(line, DTSTART=""), ZONE))
    assert "Fuseau maison" in refused(calendar(vevent(line, DTSTART="")))


@pytest.mark.parametrize(
    ("lines", "last_day"),
    [
        (["DTEND;VALUE=DATE:20261020"], 19),
        (["DURATION:P3D"], 19),
        (["DTEND;VALUE=DATE:20261018"], None),
        (["DTEND;VALUE=DATE:20261017"], None),
        ([], None),
    ],
)
def test_the_end_of_whole_days_is_the_day_after_the_last(lines, last_day):
    event = one(calendar(vevent("DTSTART;VALUE=DATE:20261017", *lines, DTSTART="")))
    assert (event.starts_at, event.all_day) == (paris(2026, 10, 17), True)
    assert event.ends_at == (last_day and paris(2026, 10, last_day))


@pytest.mark.parametrize(
    ("properties", "end"),
    [
        ({"DURATION": "PT2H30M"}, paris(2026, 10, 17, 20, 30)),
        ({"DTEND": "20261017T180000"}, None),
        ({"DTEND": "20261017T180000Z"}, paris(2026, 10, 17, 20)),
        ({}, None),
    ],
)
def test_the_end_is_said_by_itself_or_by_a_duration(properties, end):
    assert one(calendar(vevent(**properties))).ends_at == end


@pytest.mark.parametrize(
    ("status", "title", "read_as"),
    [
        ("CANCELLED", "ANNULÉ — Projection", (Status.CANCELLED, "Projection")),
        ("cancelled", "Annulé : Projection", (Status.CANCELLED, "Projection")),
        ("CANCELLED", "Annulation mode d’emploi", (Status.CANCELLED, "Annulation mode d’emploi")),
        ("TENTATIVE", "Projection", (Status.POSTPONED, "Projection")),
        ("", "ANNULÉ — Projection", (Status.CONFIRMED, "ANNULÉ — Projection")),
    ],
)
def test_the_status_is_read_and_the_mark_of_our_own_titles_goes(status, title, read_as):
    event = one(calendar(vevent(STATUS=status, SUMMARY=title)))
    assert (event.status, event.title) == read_as


@pytest.mark.parametrize(
    ("location", "place", "link", "mode"),
    [
        ("Salle Yser", PublishedPlace("Salle Yser", "", "", ""), "", Mode.ON_SITE),
        ("5 rue X\\, 59000 Lille", PublishedPlace("", "5 rue X", "59000", "Lille"), "", "on-site"),
        (
            "Le Bief\\nBâtiment B\\, 1 quai\\n80000 Amiens\\, France",
            PublishedPlace("Le Bief", "Bâtiment B, 1 quai", "80000", "Amiens"),
            "",
            Mode.ON_SITE,
        ),
        ("https://visio.example/x", None, "https://visio.example/x", Mode.ONLINE),
        ("En ligne", None, "", Mode.ONLINE),
        ("Zoom : https://us02web.zoom.us/j/1", None, "https://us02web.zoom.us/j/1", Mode.ONLINE),
        (
            "Salle Yser - https://us02web.zoom.us/j/1",
            PublishedPlace("Salle Yser", "", "", ""),
            "https://us02web.zoom.us/j/1",
            Mode.HYBRID,
        ),
        (
            "Salle Yser (https://salle.example)",
            PublishedPlace("Salle Yser", "", "", ""),
            "",
            Mode.ON_SITE,
        ),
    ],
)
def test_a_location_is_a_place_an_address_to_join_or_both(location, place, link, mode):
    event = one(calendar(vevent(LOCATION=location)))
    assert (event.place, event.online_link, event.mode) == (place, link, mode)


@pytest.mark.parametrize(
    "line",
    [
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://visio.example/x",
        "X-GOOGLE-CONFERENCE:https://visio.example/x",
        "DESCRIPTION:Pour nous rejoindre : https://meet.google.com/abc-defg.",
        "URL:https://teams.microsoft.com/l/meetup",
    ],
)
def test_a_conference_is_online_and_beside_a_place_too(line):
    assert one(calendar(vevent(line))).mode == Mode.ONLINE
    event = one(calendar(vevent(line, LOCATION="Salle Yser")))
    assert event.mode == Mode.HYBRID
    assert event.online_link in line


def test_what_our_calendars_add_at_the_end_of_a_description_goes():
    text = "Un film.\\nPage de la rencontre : https://lianes.example/agenda/film/"
    assert one(calendar(vevent(DESCRIPTION=text))).text == "Un film."


def test_html_and_controls_become_plain_text_and_long_titles_are_cut():
    event = one(
        calendar(
            vevent(
                SUMMARY="<b>Eau &amp; \u202eclimat</b>\x07 <script>x</script>" + "é" * 300,
                DESCRIPTION="<p>Un<br>Deux</p><p onclick='x'>5 &lt; 6</p>",
            )
        )
    )
    assert event.title.startswith("Eau & climat xéé")
    assert (len(event.title), event.title[-2:]) == (255, " …")
    assert event.text == "Un\nDeux\n5 < 6"


def test_plain_text_keeps_its_signs():
    assert one(calendar(vevent(DESCRIPTION="Si a < b & c > d"))).text == "Si a < b & c > d"


def test_a_link_that_is_none_is_left_out():
    event = one(calendar(vevent("URL:javascript:alert(1)", "CONFERENCE:tel:+33320000000")))
    assert (event.link, event.online_link, event.mode) == ("", "", Mode.ON_SITE)


def test_what_stands_inside_an_event_is_not_of_it():
    alarm = ("BEGIN:VALARM", "DESCRIPTION:Alarme", "DTSTART:20300101T000000", "END:VALARM")
    event = one(calendar(vevent(*alarm, "DESCRIPTION:Un film.")))
    assert (event.text, event.starts_at) == ("Un film.", paris(2026, 10, 17, 18))


def test_lines_folded_inside_a_character_are_one():
    folded = calendar(vevent(SUMMARY="Été")).replace("É".encode(), b"\xc3\r\n \x89")
    assert one(folded).title == "Été"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_calendar_is_read_in_the_encodings_of_real_programs(encoding):
    assert one(calendar(vevent(SUMMARY="Été")).decode().encode(encoding)).title == "Été"


def test_a_series_is_an_event_for_each_date_at_the_same_hour_in_summer_and_winter():
    content = calendar(vevent(DTEND="20261017T200000", RRULE="FREQ=WEEKLY;COUNT=3"))
    assert uids(content) == [f"1@agenda.example/2026-{day}" for day in ("10-17", "10-24", "10-31")]
    assert starts(content) == [
        paris(2026, 10, 17, 18),
        paris(2026, 10, 24, 18),
        paris(2026, 10, 31, 18),
    ]
    assert [event.ends_at.hour for event in read(content)] == [20, 20, 20]
    assert next(read(content)).where == "événement 1, le 17 octobre 2026"


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=3SA;COUNT=3", ["10-17", "11-21", "12-19"]),
        ("FREQ=MONTHLY;BYMONTHDAY=17;UNTIL=20261217T170000Z", ["10-17", "11-17", "12-17"]),
        ("FREQ=MONTHLY;BYMONTHDAY=17;UNTIL=20261217T165959Z", ["10-17", "11-17"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20261021", ["10-17", "10-19", "10-21"]),
        ("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=3;WKST=MO", ["10-17", "10-18", "10-24"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", ["10-17"]),
    ],
)
def test_a_rule_gives_the_days_that_calendars_show(rule, days):
    assert [f"{start:%m-%d}" for start in starts(calendar(vevent(RRULE=rule)))] == days


def test_a_series_has_its_exceptions_and_its_further_days():
    lines = (
        "EXDATE;TZID=Europe/Paris:20261024T180000",
        "EXDATE:20261031T170000Z",
        "RDATE:20261201T100000",
    )
    content = calendar(vevent(*lines, RRULE="FREQ=WEEKLY;COUNT=4"))
    assert starts(content) == [
        paris(2026, 10, 17, 18),
        paris(2026, 11, 7, 18),
        paris(2026, 12, 1, 10),
    ]


def test_a_date_that_was_changed_takes_the_place_of_that_of_the_series():
    moved = vevent(
        "RECURRENCE-ID:20261024T160000Z",
        DTSTART="20261025T100000",
        SUMMARY="ANNULÉ — Projection",
        STATUS="CANCELLED",
    )
    for parts in ([vevent(RRULE="FREQ=WEEKLY;COUNT=2"), moved], [moved]):
        *_, event = read(calendar(*parts))
        assert event.uid == "1@agenda.example/2026-10-24"
        assert (event.starts_at, event.status) == (paris(2026, 10, 25, 10), Status.CANCELLED)
        assert len(uids(calendar(*parts))) == len(parts)


def test_whole_days_come_back_too():
    content = calendar(
        vevent(
            "DTSTART;VALUE=DATE:20261017",
            "DTEND;VALUE=DATE:20261019",
            DTSTART="",
            RRULE="FREQ=YEARLY;UNTIL=20271017",
        )
    )
    assert [(event.starts_at, event.ends_at) for event in read(content)] == [
        (paris(2026, 10, 17), paris(2026, 10, 18)),
        (paris(2027, 10, 17), paris(2027, 10, 18)),
    ]


def test_only_the_date_that_the_clocks_skip_is_refused_of_a_series():
    content = calendar(vevent(DTSTART="20260322T023000", RRULE="FREQ=WEEKLY;COUNT=3"))
    first, skipped, third = read(content)
    assert isinstance(skipped, Refusal)
    assert skipped.where == "événement 1, le 29 mars 2026"
    assert [first.starts_at, third.starts_at] == [
        paris(2026, 3, 22, 2, 30),
        paris(2026, 4, 5, 2, 30),
    ]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=DAILY", "sans fin"),
        ("FREQ=DAILY;COUNT=100000", "plus de 200 dates"),
        ("FREQ=DAILY;UNTIL=20990101", "plus de 200 dates"),
        ("FREQ=HOURLY;COUNT=3", "plusieurs fois par jour"),
        ("FREQ=SECONDLY;COUNT=3", "plusieurs fois par jour"),
        ("FREQ=DAILY;COUNT=3;BYHOUR=9,10", "trop compliquée"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=3", "trop compliquée"),
        ("FREQ=DAILY;COUNT=3;BYDAY=XX", "illisible"),
        ("FREQ=DAILY;COUNT=3;INTERVAL=0", "illisible"),
        ("FREQ=DAILY;UNTIL=demain", "illisible"),
        ("FREQ=FORTNIGHTLY;COUNT=3", "trop compliquée"),
        ("FREQ=DAILY;COUNT=" + "9" * 5000, "trop compliquée"),
    ],
)
def test_a_rule_that_is_endless_or_unclear_is_refused_once(rule, reason):
    assert reason in refused(calendar(vevent(RRULE=rule)))


@pytest.mark.parametrize(
    ("lines", "properties", "reason"),
    [
        ([], {"DTSTART": ""}, "début manque"),
        ([], {"SUMMARY": ""}, "titre manque"),
        ([], {"SUMMARY": "<br>"}, "titre manque"),
        ([], {"DTSTART": "demain"}, "« demain » est illisible"),
        ([], {"DTSTART": "20261340T180000"}, "illisible"),
        ([], {"DTSTART": "02061017T180000"}, "L’année 206"),
        ([], {"DTSTART": "99991231T235959Z"}, "L’année 9999"),
        ([], {"DTSTART": "00010101T000000Z"}, "L’année 1 "),
        ([], {"DTEND": "20261016T180000"}, "avant le début"),
        ([], {"DURATION": "-PT1H"}, "avant le début"),
        ([], {"DURATION": "P99999999999D"}, "durée est illisible"),
        ([], {"DURATION": "longtemps"}, "durée est illisible"),
        ([], {"DTEND": "20281017T180000"}, "douze mois"),
        ([], {"DTSTART": "20260329T023000"}, "n’existe pas"),
        (["DTSTART;TZID=Fuseau maison:20260329T023000"], {"DTSTART": ""}, "n’existe pas"),
        (["DTSTART;TZID=Mars/Olympus:20261017T180000"], {"DTSTART": ""}, "« Mars/Olympus »"),
        (["DTSTART;TZID=../../etc/passwd:20261017T180000"], {"DTSTART": ""}, "fuseau horaire"),
        (["DTEND;VALUE=DATE:20261018"], {}, "jours entiers et des heures"),
        (["RECURRENCE-ID;RANGE=THISANDFUTURE:20261017T180000"], {}, "plusieurs dates"),
    ],
)
def test_what_cannot_be_an_event_is_refused_and_says_why(lines, properties, reason):
    assert reason in refused(calendar(vevent(*lines, **properties), ZONE))


def test_a_refusal_does_not_keep_the_others_out():
    first, second = read(calendar(vevent(DTSTART=""), vevent(SUMMARY="Débat")))
    assert first == Refusal("événement 1", "Projection", "La date de début manque.")
    assert (second.where, second.title) == ("événement 2", "Débat")


def test_a_calendar_that_was_cut_says_so():
    content = calendar(vevent(), vevent(SUMMARY="Débat", UID="2"))
    event, cut, end = read(content[: content.index(b"Debat".replace(b"e", "é".encode(), 1)) + 8])
    assert isinstance(event, ImportedEvent)
    assert "s’arrête avant sa fin" in cut.reason
    assert (end.where, isinstance(end, Refusal)) == ("fin du fichier", True)
