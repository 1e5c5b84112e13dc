"""The agenda for feed readers: what RFC 4287 and JSON Feed 1.1 demand, and what people read."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from lxml import etree

from events.feeds import atom, json_feed
from events.published import Feed, PublishedPlace
from tests.events.hostile import HOSTILE
from tests.events.test_dates import paris
from tests.factories.published import feed_of, published

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "data" / "atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PLACE = PublishedPlace("Salle Yser", "5 rue Jules de Vicq", "59000", "Lille")


def read_atom(feed: Feed) -> etree._Element:
    root = etree.fromstring(atom(feed))
    SCHEMA.assertValid(root)
    return root


def all_of(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=ATOM)


def text(element: etree._Element, path: str) -> str | None:
    return element.findtext(path, namespaces=ATOM)


def entry_of(**facts: Any) -> etree._Element:
    (entry,) = all_of(read_atom(feed_of(published(**facts))), "a:entry")
    return entry


def item_of(**facts: Any) -> dict[str, Any]:
    (item,) = json.loads(json_feed(feed_of(published(**facts))))["items"]
    return item


def whole_event(**facts: Any) -> Any:
    return published(
        title="Groupe Pays Mali",
        starts_at=paris(2026, 10, 17, 18),
        ends_at=paris(2026, 10, 17, 21),
        published_at=paris(2026, 9, 1, 9),
        changed_at=paris(2026, 9, 2, 9).replace(microsecond=5),
        themes=("climat", "eau"),
        countries=("Mali",),
        organisers=("Lianes",),
        summary="On en parle.",
        text="Venez < nombreux.\nAvec un ami.",
        path="/agenda/mali/",
        sequence=2,
        **facts,
    )


def test_an_atom_feed_says_what_it_is():
    feed = feed_of(whole_event(), url="https://lianes.example/agenda.atom")
    root = read_atom(feed)
    assert root.get(XML_LANG) == "fr"
    assert text(root, "a:title") == "Agenda de Lianes coopération"
    assert text(root, "a:author/a:name") == "Lianes coopération"
    assert text(root, "a:updated") == "2026-09-02T07:00:00+00:00"
    assert text(root, "a:id").startswith("urn:uuid:")
    links = {link.get("rel"): link.get("href") for link in all_of(root, "a:link")}
    assert links == {
        "self": "https://lianes.example/agenda.atom",
        "alternate": "https://lianes.example/agenda/",
    }


def test_the_id_of_a_feed_is_that_of_its_address():
    first = read_atom(feed_of(name="un"))
    again = read_atom(feed_of(published(), name="deux"))
    other = read_atom(feed_of(url="https://lianes.example/agenda.atom?theme=eau"))
    assert text(first, "a:id") == text(again, "a:id") != text(other, "a:id")


def test_an_entry_says_its_date_in_its_title_and_its_changes_in_its_dates():
    event = whole_event()
    entry = all_of(read_atom(feed_of(event)), "a:entry")[0]
    assert {child.tag.partition("}")[2]: child.text for child in entry} == {
        "title": "Samedi 17 octobre 2026 de 18h00 à 21h00\u00a0: Groupe Pays Mali",
        "link": None,
        "id": f"urn:uuid:{event.uid}",
        "published": "2026-09-01T07:00:00+00:00",
        "updated": "2026-09-02T07:00:00+00:00",
        "category": None,
        "summary": "Salle Yser, 5 rue Jules de Vicq, 59000 Lille. On en parle.",
        "content": "<p>Venez &lt; nombreux.</p><p>Avec un ami.</p>",
    }
    assert all_of(entry, "a:link/@href") == ["http://testserver/agenda/mali/"]
    assert all_of(entry, "a:category/@term") == ["climat", "eau"]
    assert all_of(entry, "a:content/@type") == ["html"]


def test_a_json_feed_says_the_same():
    event = whole_event()
    feed = feed_of(event, url="https://lianes.example/agenda.json")
    assert json.loads(json_feed(feed)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Agenda de Lianes coopération",
        "home_page_url": "https://lianes.example/agenda/",
        "feed_url": "https://lianes.example/agenda.json",
        "language": "fr",
        "authors": [{"name": "Lianes coopération"}],
        "items": [
            {
                "id": f"urn:uuid:{event.uid}",
                "url": "http://testserver/agenda/mali/",
                "title": "Samedi 17 octobre 2026 de 18h00 à 21h00\u00a0: Groupe Pays Mali",
                "summary": "Salle Yser, 5 rue Jules de Vicq, 59000 Lille. On en parle.",
                "content_text": "Venez < nombreux.\nAvec un ami.",
                "date_published": "2026-09-01T09:00:00+02:00",
                "date_modified": "2026-09-02T09:00:00+02:00",
                "tags": ["climat", "eau"],
                "_lianes": {
                    "starts_at": "2026-10-17T18:00:00+02:00",
                    "ends_at": "2026-10-17T21:00:00+02:00",
                    "all_day": False,
                    "status": "confirmed",
                    "mode": "on-site",
                    "place": {
                        "name": "Salle Yser",
                        "street": "5 rue Jules de Vicq",
                        "postal_code": "59000",
                        "town": "Lille",
                    },
                    "sequence": 2,
                    "organisers": ["Lianes"],
                    "countries": ["Mali"],
                    "is_withdrawn": False,
                },
            }
        ],
    }


def test_a_cancelled_event_says_so_before_anything_else():
    facts = {"status": "cancelled", "title": "Projection", "summary": "Un film."}
    title = "ANNULÉ — Mercredi 1er juillet 2026 de 18h00 à 20h00\u00a0: Projection"
    entry, item = entry_of(**facts), item_of(**facts)
    assert text(entry, "a:title") == item["title"] == title
    assert text(entry, "a:summary") == item["summary"]
    assert item["summary"] == f"Annulé · {PLACE.in_words}. Un film."
    assert item["_lianes"]["status"] == "cancelled"


def test_of_what_was_withdrawn_only_that_and_its_date_are_told():
    event = whole_event(is_withdrawn=True)
    entry = all_of(read_atom(feed_of(event)), "a:entry")[0]
    assert {child.tag.partition("}")[2]: child.text for child in entry} == {
        "title": "ANNULÉ — Samedi 17 octobre 2026 de 18h00 à 21h00\u00a0: Groupe Pays Mali",
        "link": None,
        "id": f"urn:uuid:{event.uid}",
        "published": "2026-09-01T07:00:00+00:00",
        "updated": "2026-09-02T07:00:00+00:00",
        "summary": "Annulé",
    }
    assert all_of(entry, "a:link/@href") == ["https://lianes.example/agenda/"]
    (item,) = json.loads(json_feed(feed_of(event)))["items"]
    assert item == {
        "id": f"urn:uuid:{event.uid}",
        "url": "https://lianes.example/agenda/",
        "title": text(entry, "a:title"),
        "summary": "Annulé",
        "content_text": "Annulé",
        "date_published": "2026-09-01T09:00:00+02:00",
        "date_modified": "2026-09-02T09:00:00+02:00",
        "_lianes": {
            "starts_at": "2026-10-17T18:00:00+02:00",
            "ends_at": "2026-10-17T21:00:00+02:00",
            "all_day": False,
            "status": "cancelled",
            "sequence": 2,
            "is_withdrawn": True,
        },
    }


@pytest.mark.parametrize(
    ("facts", "summary"),
    [
        ({}, "Salle Yser, 5 rue Jules de Vicq, 59000 Lille"),
        ({"mode": "hybrid"}, "Salle Yser, 5 rue Jules de Vicq, 59000 Lille, et en ligne"),
        ({"mode": "hybrid", "place": None}, "Sur place et en ligne"),
        ({"mode": "online", "place": None}, "En ligne"),
        ({"status": "postponed", "place": None, "summary": "À suivre."}, "Reporté. À suivre."),
        ({"status": "moved-online", "summary": "À suivre."}, "Déplacé en ligne. À suivre."),
        ({"place": None, "summary": "À suivre."}, "À suivre."),
        ({"place": None}, None),
    ],
)
def test_a_summary_says_what_became_of_it_and_where_to_go(facts, summary):
    assert text(entry_of(**facts), "a:summary") == summary
    assert item_of(**facts).get("summary") == summary


def test_an_item_without_text_says_what_it_can():
    bare = item_of(place=None, title="Rencontre")
    assert bare["content_text"] == bare["title"]
    assert item_of(summary="Un film.")["content_text"].endswith("Lille. Un film.")


def test_what_was_moved_online_is_nowhere_else():
    extension = item_of(status="moved-online")["_lianes"]
    assert (extension["mode"], extension["place"]) == ("online", None)


def test_an_empty_feed_is_as_old_as_its_last_change():
    root = read_atom(feed_of(changed_at=datetime(2026, 5, 1, 12, tzinfo=UTC)))
    assert text(root, "a:updated") == "2026-05-01T12:00:00+00:00"
    assert json.loads(json_feed(feed_of()))["items"] == []


def test_the_moment_of_asking_changes_nothing():
    feed = feed_of(whole_event(), published(is_withdrawn=True))
    answers = set()
    for days in (0, 400):
        with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)):
            answers |= {atom(feed), json_feed(feed)}
    assert len(answers) == 2


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_one_line_of_a_title(title):
    said = text(entry_of(title=title), "a:title")
    assert said == item_of(title=title)["title"]
    assert said.splitlines() == [said]
    assert "\0" not in said


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("</title><script>", "</title><script>"),
        ("un\r\ndeux\u2028trois", "un deux trois"),
        ("a\0b]]>🌍", "ab]]>🌍"),
    ],
)
def test_a_title_keeps_its_words(title, words):
    assert text(entry_of(title=title), "a:title").partition("\u00a0: ")[2] == words


def test_a_text_holds_no_html_of_its_own():
    content = text(entry_of(text="<script>alert(1)</script>\n\n]]>"), "a:content")
    assert content == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>]]&gt;</p>"
