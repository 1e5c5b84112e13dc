"""Whatever is told of events, their feeds are what RFC 4287 and JSON Feed 1.1 demand."""

import json
from datetime import datetime
from typing import Any

from hypothesis import given

from events.feeds import json_feed
from tests.events.hostile import feeds
from tests.events.test_feeds import all_of, read_atom, text


@given(feed=feeds)
def test_any_atom_feed_is_what_the_standard_demands(feed):
    root = read_atom(feed)
    assert len(all_of(root, "a:entry")) == len(feed.events)
    # What the RFC demands in words: an author for all, and a way to the page of each.
    assert len(all_of(root, "a:author")) == len(all_of(root, "a:link[@rel='self']")) == 1
    for entry in all_of(root, "a:entry"):
        assert len(all_of(entry, "a:link[@rel='alternate']")) == 1
        assert text(entry, "a:title").strip()
    ids = all_of(root, "//a:id/text()")
    assert len(ids) == len({*ids})


@given(feed=feeds)
def test_any_json_feed_is_what_its_specification_demands(feed):
    document = json.loads(json_feed(feed))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    for name in ("title", "home_page_url", "feed_url", "language"):
        assert is_text(document[name])
    assert all(is_text(author["name"]) for author in document["authors"])
    assert len({item["id"] for item in document["items"]}) == len(feed.events)
    for item in document["items"]:
        for name in ("id", "url", "title", "content_text", "date_published", "date_modified"):
            assert is_text(item[name])
        assert is_text(item.get("summary", "—"))
        assert isinstance(item.get("tags", []), list)
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert {name for name in item if name.startswith("_")} == {"_lianes"}
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).utcoffset() is not None


def is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""
