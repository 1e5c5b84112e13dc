"""The checker of calendars sees the faults that it is there for."""

import pytest

from events.ical import calendar
from tests.events.ical_lines import complaints
from tests.factories.published import feed_of, published

TWICE = b"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE\r\n"


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        (b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\n"),
        (b"SUMMARY:", b"SUMMARY:" + b"a" * 70),
        (b"SUMMARY:", b"SUMMARY:\xc3\r\n \xa9"),
        (b"SUMMARY:", b"SUMMARY:\x07"),
        (b"SUMMARY:", b"SUMMARY:a,b"),
        (b"SUMMARY:", b"SUMMARY:a\\b"),
        (b"LOCATION:Salle", b"LOCATION:\r\nX-PLACE:Salle"),
        (b"STATUS:CONFIRMED", b"STATUS:None"),
        (b"SEQUENCE:0\r\n", b""),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nSEQUENCE:1\r\n"),
        (b"TZID:Europe/Paris", b"TZID:Europe/Brussels"),
        (b"BEGIN:VTIMEZONE", TWICE + b"BEGIN:VTIMEZONE"),
        (b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", b"RDATE:19970330T020000"),
    ],
)
def test_a_fault_is_seen(sound, faulty):
    data = calendar(feed_of(published(title="Rencontre")))
    assert sound in data
    assert complaints(data) == []
    assert complaints(data.replace(sound, faulty, 1)) != []


def test_one_uid_is_one_event():
    event = published()
    assert complaints(calendar(feed_of(event, event))) == [f"2 events of UID {event.uid}"]
