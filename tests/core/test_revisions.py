"""A revision that names what is gone is read as modelcluster reads it, in one query."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import reduce
from operator import getitem
from typing import Any

import pytest
import time_machine
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import Comment, CommentReply

from events.models import EventPage, EventSeries
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    GroupPageFactory,
    ImageFactory,
    OrganiserFactory,
    ThemeFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

GONE = 999_999
NOW = datetime(2026, 9, 1, tzinfo=UTC)
Data = dict[str, Any]


@pytest.fixture
def data() -> Iterator[Data]:
    """A revision that names all that a revision can, all of it there."""
    event = EventPageFactory(
        themes=ThemeFactory.create_batch(2),
        countries=CountryFactory.create_batch(2),
        organisers=OrganiserFactory.create_batch(2),
        image=ImageFactory(),
        group=GroupPageFactory(),
        series=EventSeries.objects.create(),
        owner=make_user("Publication"),
    )
    event.locked_by = event.owner
    event.latest_revision = event.live_revision = event.save_revision(user=event.owner)
    for text in ("Une question", "Une autre"):
        comment = Comment(user=event.owner, text=text, contentpath="title")
        comment.replies = [CommentReply(user=event.owner, text=words) for words in ("Oui", "Non")]
        event.wagtail_admin_comments.add(comment)
    event.save()
    event.alias_of = EventPageFactory()
    # A comment says the time whenever it is written.
    with time_machine.travel(NOW, tick=False):
        yield json.loads(event.to_json())


def by_modelcluster(data: Data, **options: bool) -> EventPage | None:
    return ClusterableModel.from_serializable_data.__func__(EventPage, data, **options)


def read(page: EventPage | None) -> Data | None:
    return page and json.loads(page.to_json())


def without(data: Data, *paths: tuple[str | int, ...]) -> Data:
    data = deepcopy(data)
    for *way, last in paths:
        holder = reduce(getitem, way, data)
        assert holder[last]
        holder[last] = GONE
    return data


PATHS = [
    *[(name,) for name in ("place", "group", "image", "series", "owner", "locked_by", "alias_of")],
    *[("latest_revision",), ("live_revision",), ("countries", 0)],
    *[("event_themes", 0, "tag"), ("event_themes", 1, "content_object")],
    *[("event_organisers", 0, "organiser"), ("event_organisers", 1, "event")],
    *[("wagtail_admin_comments", 0, "user"), ("wagtail_admin_comments", 0, "page")],
    ("wagtail_admin_comments", 0, "replies", 1, "user"),
]


def test_what_is_there_is_read_in_a_query_for_keys_and_one_for_what_it_has_several_of(
    data, django_assert_num_queries
):
    expected = read(by_modelcluster(data))
    with django_assert_num_queries(2):
        page = EventPage.from_serializable_data(data)
    assert read(page) == expected == data


def test_whatever_is_gone_is_as_modelcluster_leaves_it(data, django_assert_num_queries):
    for paths in [*[(path,) for path in PATHS], PATHS]:
        revision = without(data, *paths)
        expected = read(by_modelcluster(revision))
        with django_assert_num_queries(2):
            page = EventPage.from_serializable_data(revision)
        assert read(page) == expected != data
        assert revision == without(data, *paths)


@pytest.mark.parametrize("on_delete", [models.CASCADE, models.SET_NULL, models.DO_NOTHING])
def test_each_rule_of_deletion_is_the_same(data, monkeypatch, on_delete):
    monkeypatch.setattr(EventPage._meta.get_field("place").remote_field, "on_delete", on_delete)
    by_name = without(data, ("place",))
    by_column = dict(by_name)
    by_column["place_id"] = by_column.pop("place")
    for gone in (by_name, by_column):
        for strict in (False, True):
            expected = by_modelcluster(gone, strict_fks=strict)
            page = EventPage.from_serializable_data(gone, strict_fks=strict)
            assert read(page) == read(expected)
            assert (page is None) == (on_delete is models.CASCADE and strict)


def test_what_modelcluster_refuses_is_refused(data):
    for name in ("locale", "content_type"):
        revision = without(data, (name,))
        with pytest.raises(Exception, match="can't currently handle"):
            by_modelcluster(revision)
        with pytest.raises(LookupError, match=str(GONE)):
            EventPage.from_serializable_data(revision)


def test_nothing_is_asked_when_nothing_is_to_be_checked(data, django_assert_num_queries):
    revision = without(data, ("place",))
    with django_assert_num_queries(1):  # the countries
        page = EventPage.from_serializable_data(revision, check_fks=False)
    assert page.place_id == GONE


def test_columns_that_are_no_more_and_keys_as_texts_are_read(data):
    data |= {"old_column": 1, "place": str(data["place"]), "group": None}
    assert read(EventPage.from_serializable_data(data)) == read(by_modelcluster(data))
