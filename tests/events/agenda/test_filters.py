"""Any filter: the numbers that are announced, shown, listed and counted one by one are equal."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events.agenda.reading import ask, elements, heading, links, query_of, target
from tests.events.agenda.varied_events import CHOICES, NOW, YEARS, Asked, VariedEvents
from tests.profile import IS_THOROUGH
from tests.shared_data import shared_by_module
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

EVENT = re.compile(r"/agenda/[\w-]+/")
EXAMPLES = 500 if IS_THOROUGH else 60

days = st.integers(-60, 60).map(lambda count: NOW.date() + timedelta(days=count))
spans = st.tuples(days | st.none(), days | st.none()).map(
    lambda span: tuple(sorted(span)) if all(span) else span
)
months = st.sampled_from(["2026-08", "2026-09", "2026-10", "2026-11", "2025-11", "2026-02"])
periods = st.sampled_from(["", "passes", "toutes", *YEARS])
filters = st.builds(
    lambda choices, periode, span, mois: (
        Asked(choices, mois=mois) if mois else Asked(choices, periode, *span)
    ),
    st.lists(st.sampled_from(CHOICES), max_size=4, unique=True).map(tuple),
    periods,
    st.just((None, None)) | spans,
    st.just("") | st.just("") | months,
)


def examples(number: int) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


varied = shared_by_module(VariedEvents)


@pytest.fixture
def events(varied) -> Iterator[VariedEvents]:
    with time_machine.travel(NOW, tick=False), as_visitors():
        yield varied()


def shown(response) -> int:
    """The number in the heading: "12 rencontres à venir"."""
    number = heading(response).partition(" ")[0]
    return 0 if number == "Aucune" else int(number)


def walk(client, query: str) -> Iterator:
    """The pages of a list, as a visitor turns them."""
    while query is not None:
        yield (response := ask(client, query))
        following = [query_of(address) for address in links(response.tree, rel="next")]
        query = following[0] if following and not response.context["month"] else None


def listed(response) -> list[str]:
    """The addresses of the events that a page leads to."""
    paths = (target(link) for link in elements(response.tree, "a"))
    return list(dict.fromkeys(path for path in paths if EVENT.fullmatch(path)))


def listed_in_month(client, response) -> set[str]:
    """The events in the table, and those on the lists of the days that have too many."""
    found = set(listed(response))
    for address in links(response.tree):
        if "du=" in address:
            found.update(path for page in walk(client, query_of(address)) for path in listed(page))
    return found


def option(response, facet: str, slug: str) -> int | None:
    """The number beside a choice, if it is offered."""
    found = [
        each.count
        for options in response.context["agenda"].facets
        for each in options.options
        if (options.name, each.value) == (facet, slug)
    ]
    return found[0] if found else None


def pairs(address: str) -> list[tuple[str, str]]:
    return parse_qsl(address.partition("?")[2])


def alone_in_its_facet(asked: Asked) -> Asked:
    """The same with the last choice alone in its facet."""
    *others, last = asked.choices
    return replace(asked, choices=(*(each for each in others if each[0] != last[0]), last))


@examples(EXAMPLES)
@given(asked=filters)
def test_the_numbers_announced_shown_listed_and_counted_are_equal(client, events, asked):
    wanted = events.found(asked)
    if asked.choices:
        announced = option(ask(client, asked.without_the_last().query), *asked.choices[-1])
        if announced is None:
            assert not events.found(alone_in_its_facet(asked))
        else:
            assert announced == len(wanted)
    pages = list(walk(client, asked.query))
    assert [shown(page) for page in pages] == [len(wanted)] * len(pages)
    if asked.mois:
        assert listed_in_month(client, pages[0]) == set(wanted)
        return
    assert [path for page in pages for path in listed(page)] == wanted
    for page in pages:
        for address in links(page.tree, rel="next"):
            # An address names its choices facet by facet, in whatever order they were asked for.
            assert sorted(pairs(address)[:-1]) == sorted(pairs(asked.query))
    canonical = pages[0].context["canonical_query"]
    assert listed(ask(client, canonical)) == listed(pages[0])
    assert listed(ask(client, asked.query)) == listed(pages[0])


@examples(EXAMPLES // 5)
@given(asked=filters)
def test_what_leads_elsewhere_announces_how_many_it_lists(client, events, asked):
    agenda = ask(client, asked.query).context["agenda"]
    for way in {*agenda.removable, *agenda.wider, *agenda.years}:
        assert way.count == shown(ask(client, way.query))
    for way in agenda.years:
        of_year = Asked(asked.choices, periode=way.label)
        assert way.count == len(events.found(of_year)) > 0
    if not asked.mois:
        for each in agenda.periods:
            assert each.count == len(events.found(replace(asked, periode=each.value)))


def test_turning_back_leads_to_the_same_list(client, events):
    first, second, *_ = walk(client, "?periode=toutes&mode=sur-place&mode=hybride")
    (address,) = links(second.tree, rel="prev")
    assert pairs(address)[:-1] == pairs("?periode=toutes&mode=sur-place&mode=hybride")
    assert listed(ask(client, query_of(address))) == listed(first)


def test_a_change_of_the_filter_starts_again_at_the_first_page(client, events):
    response = ask(client, "?mode=sur-place&mode=hybride&periode=toutes&page=2")
    assert response.context["events"].number == 2
    (form,) = elements(response.tree, "form", action="/agenda/#resultats")
    assert not list(elements(form, "input", name="page"))
    agenda = response.context["agenda"]
    assert not [way for way in [*agenda.removable, *agenda.years] if "page" in way.query]
