"""A calendar as its lines say it: points 7 to 15 of docs/agenda.md, but for the times (11, 12)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from events import dates
from events.choices import Mode, Status
from events.ical import calendar
from events.published import PublishedEvent, PublishedPlace
from tests.events.ical_lines import complaints, components, lines_of, only_event
from tests.factories.published import feed_of, published

LINK = "https://visio.example/salle?a=1,2"
DUBIOUS = "Eau, sol ; \\serveur\\Notes\nBEGIN:VEVENT\r\nsuite"


def said(event: PublishedEvent) -> dict[str, str]:
    return only_event(calendar(feed_of(event)))


def text_of(event: PublishedEvent, name: str) -> str:
    (read,) = Calendar.from_ical(calendar(feed_of(event))).events
    return str(read.get(name, ""))


def test_7_the_uid_is_that_of_the_event_whatever_else_changes():
    event = published()
    changed = replace(
        event,
        title="Autre titre",
        path="/autre/",
        starts_at=event.starts_at - timedelta(days=3),
        sequence=2,
    )
    for version in (event, changed, replace(changed, is_withdrawn=True)):
        assert said(version)["UID"] == str(event.uid)


def test_7_each_event_of_a_feed_is_one_vevent():
    events = [published() for _ in range(3)]
    uids = [
        [line.value for line in lines if line.name == "UID"]
        for lines in components(calendar(feed_of(*events)), "VEVENT")
    ]
    assert uids == [[str(event.uid)] for event in events]


def test_8_the_sequence_is_the_one_that_was_kept():
    assert said(published(sequence=4))["SEQUENCE"] == "4"


@pytest.mark.parametrize(
    ("facts", "status", "summary", "explanation"),
    [
        ({}, "CONFIRMED", "Projection", ""),
        ({"status": Status.CANCELLED}, "CANCELLED", "ANNULÉ — Projection", "est annulée"),
        ({"status": Status.POSTPONED}, "TENTATIVE", "Projection", "est reportée"),
        ({"status": Status.MOVED_ONLINE}, "CONFIRMED", "Projection", "déplacée en ligne"),
        ({"is_withdrawn": True}, "CANCELLED", "ANNULÉ — Projection", "a été retirée"),
    ],
)
def test_9_the_status_is_said_in_a_property_and_in_words(facts, status, summary, explanation):
    event = published(title="Projection", **facts)
    told = said(event)
    assert (told["STATUS"], told["SUMMARY"]) == (status, summary)
    assert explanation in told["DESCRIPTION"]


def test_9_what_was_withdrawn_says_nothing_but_that():
    event = published(
        is_withdrawn=True,
        mode=Mode.HYBRID,
        online_link=LINK,
        themes=("eau",),
        organisers=("Gescod",),
        summary="Résumé",
        text="Texte",
        price="Gratuit",
        registration_link=LINK,
    )
    told = said(event)
    assert told["DESCRIPTION"] == "Cette rencontre a été retirée de l’agenda."
    assert told["URL"] == "https://lianes.example/agenda/"
    assert not {"LOCATION", "CATEGORIES", "CONFERENCE;VALUE=URI"} & told.keys()


def test_10_every_moment_is_that_of_a_change_and_never_now():
    event = published(
        published_at=datetime(2026, 3, 2, 10, 0, 0, 999, tzinfo=dates.PARIS),
        changed_at=datetime(2026, 7, 7, 10, 30, 1, 999, tzinfo=dates.PARIS),
    )
    feed = feed_of(event, changed_at=datetime(2026, 8, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC)):
        first = calendar(feed)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert calendar(feed_of(replace(event), changed_at=feed.changed_at)) == first
    told = said(event)
    assert told["CREATED"] == "20260302T090000Z"
    assert told["DTSTAMP"] == told["LAST-MODIFIED"] == "20260707T083001Z"
    (lines,) = components(first, "VCALENDAR")
    assert [line.value for line in lines if line.name == "LAST-MODIFIED"] == ["20260801T000000Z"]


def test_13_no_title_nor_any_other_text_adds_a_line():
    event = published(
        title=DUBIOUS,
        place=PublishedPlace(DUBIOUS, "", "", "Lille"),
        themes=(DUBIOUS, "eau"),
        organisers=(DUBIOUS,),
        text=DUBIOUS,
        mode=Mode.HYBRID,
        online_link=f"{LINK}\r\nATTENDEE:x",
        registration_link=f"{LINK}\r\nATTENDEE:x",
        path="/agenda/a\r\nATTENDEE:x/",
    )
    plain = replace(
        event,
        title="Rencontre",
        place=PublishedPlace("Salle", "", "", ""),
        themes=("eau",),
        text="Texte",
        online_link=LINK,
        registration_link="",
        path="/agenda/a/",
    )
    assert said(event).keys() == said(plain).keys()
    one_line = "Eau, sol ; \\serveur\\Notes BEGIN:VEVENT suite"
    assert text_of(event, "SUMMARY") == one_line
    assert text_of(event, "LOCATION") == f"{one_line}, Lille"
    assert "Eau, sol ; \\serveur\\Notes\nBEGIN:VEVENT\nsuite" in text_of(event, "DESCRIPTION")
    (name,) = (
        line.value
        for line in lines_of(calendar(feed_of(event, name=DUBIOUS)))
        if line.name == "X-WR-CALNAME"
    )
    assert name == "Eau\\, sol \\; \\\\serveur\\\\Notes BEGIN:VEVENT suite"


@pytest.mark.parametrize("width", range(1, 9))
def test_13_long_lines_are_split_between_characters(width):
    title = "a" * width + "é€😀\\;," * 40
    data = calendar(feed_of(published(title=title)))
    assert complaints(data) == []
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert text_of(published(title=title), "SUMMARY") == title


def test_13_what_no_calendar_can_hold_is_left_out():
    event = published(title="A\0\x07\x7f\ud800B\u2028C\x85D\tE\ufeff", text="x\x0by\rz")
    assert text_of(event, "SUMMARY") == "AB C D\tE"
    assert text_of(event, "DESCRIPTION").startswith("x\ny\nz\n\n")


@pytest.mark.parametrize(
    ("facts", "location", "conference"),
    [
        ({}, "Salle Yser\\, 5 rue Jules de Vicq\\, 59000 Lille", None),
        ({"place": None}, None, None),
        ({"place": None, "mode": Mode.ONLINE}, "En ligne", None),
        ({"mode": Mode.ONLINE, "online_link": LINK}, LINK.replace(",", "\\,"), None),
        ({"status": Status.MOVED_ONLINE}, "En ligne", None),
        (
            {"mode": Mode.HYBRID, "online_link": LINK},
            "Salle Yser\\, 5 rue Jules de Vicq\\, 59000 Lille",
            LINK,
        ),
        ({"mode": Mode.HYBRID, "online_link": LINK, "place": None}, None, LINK),
    ],
)
def test_14_where_it_is(facts, location, conference):
    told = said(published(**facts))
    assert told.get("LOCATION") == location
    assert told.get("CONFERENCE;VALUE=URI") == conference


def test_14_the_description_tells_all_and_leads_back_to_the_page():
    event = published(
        status=Status.POSTPONED,
        summary="Deux mots.",
        text="Un paragraphe.\nUn autre.",
        organisers=("Gescod", "MRES"),
        price="Gratuit",
        registration_link="https://inscription.example/",
        path="/agenda/mali/",
    )
    assert text_of(event, "DESCRIPTION") == (
        "Cette rencontre est reportée.\n\n"
        "Deux mots.\n\n"
        "Un paragraphe.\nUn autre.\n\n"
        "Organisateurs\u00a0: Gescod, MRES\n"
        "Tarif\u00a0: Gratuit\n"
        "Inscription\u00a0: https://inscription.example/\n\n"
        "Page de la rencontre\u00a0: http://testserver/agenda/mali/"
    )
    assert said(event)["URL"] == "http://testserver/agenda/mali/"


def test_14_nobody_registers_for_what_is_cancelled():
    event = published(status=Status.CANCELLED, price="5 €", registration_link=LINK)
    assert "Tarif" not in text_of(event, "DESCRIPTION")
    assert LINK not in text_of(event, "DESCRIPTION")


def test_14_an_event_of_which_little_is_known_has_no_empty_property():
    told = said(published(place=None, ends_at=None, path="/agenda/mali/"))
    assert told.keys() == {
        "SUMMARY",
        "DTSTART;TZID=Europe/Paris",
        "DTSTAMP",
        "UID",
        "SEQUENCE",
        "CREATED",
        "DESCRIPTION",
        "LAST-MODIFIED",
        "STATUS",
        "URL",
    }
    assert told["DESCRIPTION"] == "Page de la rencontre\u00a0: http://testserver/agenda/mali/"


def test_15_a_calendar_says_what_it_holds_and_how_often_to_ask():
    feed = feed_of(
        published(),
        name="Agenda de Lianes coopération : eau, Nord",
        url="https://lianes.example/agenda.ics?theme=eau&territoire=nord",
        page_url="https://lianes.example/agenda/?theme=eau&territoire=nord",
    )
    (lines,) = components(calendar(feed), "VCALENDAR")
    name = "Agenda de Lianes coopération : eau\\, Nord"
    assert {line.name: (line.parameters, line.value) for line in lines} == {
        "VERSION": ({}, "2.0"),
        "PRODID": ({}, "-//Lianes cooperation//Agenda//FR"),
        "CALSCALE": ({}, "GREGORIAN"),
        "METHOD": ({}, "PUBLISH"),
        "NAME": ({}, name),
        "X-WR-CALNAME": ({}, name),
        "X-WR-TIMEZONE": ({}, "Europe/Paris"),
        "URL": ({}, feed.page_url),
        "SOURCE": ({"VALUE": "URI"}, feed.url),
        "LAST-MODIFIED": ({}, "20260407T143000Z"),
        "REFRESH-INTERVAL": ({"VALUE": "DURATION"}, "PT1H"),
        "X-PUBLISHED-TTL": ({}, "PT1H"),
    }


def test_15_a_feed_without_events_is_still_a_calendar():
    data = calendar(feed_of())
    assert complaints(data) == []
    assert len(components(data, "VTIMEZONE")) == 1
    assert components(data, "VEVENT") == []
