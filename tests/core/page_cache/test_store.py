"""However many addresses are asked for, the memory stays bounded and each page is its own."""

import tracemalloc
from random import Random

import pytest

from site_lianes.core.page_cache.asked import Asked, normal_query
from site_lianes.core.page_cache.entry import OVERHEAD, Entry
from site_lianes.core.page_cache.store import Store
from tests.core.page_cache.visiting import Visitors
from tests.factories import EventPageFactory, ThemeFactory
from tests.profile import IS_THOROUGH

MOST_BYTES = 60_000
HEADERS = [("Content-Type", "image/png")]


def asked(path: str) -> Asked:
    return Asked("testserver", is_secure=False, path=path, query="")


def entry(size: int) -> Entry:
    return Entry("200 OK", HEADERS, bytes(size - OVERHEAD), until=0)


@pytest.fixture
def store() -> Store:
    store = Store(3 * 10_000)
    store.find("1", asked("/"))
    return store


def test_what_was_not_asked_for_in_the_longest_time_goes_first(store):
    for path in "abc":
        store.put("1", asked(path), entry(10_000))
    assert store.find("1", asked("a"))
    store.put("1", asked("d"), entry(10_000))
    assert [path for path in "abcd" if store.find("1", asked(path))] == ["a", "c", "d"]
    assert store.size == 30_000


def test_what_is_kept_anew_takes_the_place_of_the_old(store):
    for size in (10_000, 20_000, 5_000):
        store.put("1", asked("a"), entry(size))
    assert (len(store), store.size) == (1, 5_000)


def test_what_is_larger_than_all_is_not_kept(store):
    store.put("1", asked("a"), entry(10_000))
    store.put("1", asked("b"), entry(30_001))
    assert [path for path in "ab" if store.find("1", asked(path))] == ["a"]


def test_another_content_empties_it(store):
    store.put("1", asked("a"), entry(10_000))
    assert store.find("2", asked("a")) is None
    assert (len(store), store.size) == (0, 0)


@pytest.mark.parametrize("generation", ["1", ""])
def test_what_was_begun_with_another_content_is_not_kept(store, generation):
    store.find("2", asked("a"))
    store.put(generation, asked("a"), entry(10_000))
    assert len(store) == 0


def test_nothing_is_kept_while_the_content_is_not_known(store):
    store.find("", asked("a"))
    store.put("", asked("a"), entry(10_000))
    assert len(store) == 0


# -- A thousand addresses -------------------------------------------------------------------------

# A short run where one waits for it.
ADDRESSES = 1_000 if IS_THOROUGH else 200


@pytest.mark.django_db
def test_a_thousand_mixed_addresses_stay_in_bounds_and_apart(visitors):
    themes = [ThemeFactory(slug=f"theme-{number}") for number in range(4)]
    events = [EventPageFactory(slug=f"rencontre-{number}", themes=themes) for number in range(4)]
    small = Visitors(MOST_BYTES)
    random = Random(3)  # noqa: S311 - no secret
    good = [
        *("/", "/agenda/", "/agenda.json"),
        *(f"/agenda/{event.slug}/" for event in events),
        *(f"/agenda/?theme={theme.slug}" for theme in themes),
    ]
    expected = {address: small.get_anew(address).body for address in good}
    for _ in range(ADDRESSES):
        address = random.choice(good)
        forged = {"host": f"{random.randrange(10**6)}.example"}
        query = "&" if "?" in address else "?"
        small.get(f"{address}{query}x={random.random()}<script>", **random.choice([forged, {}]))
        small.get(f"{address}{query}utm_source={random.random()}")
        assert small.cache.store.size <= MOST_BYTES
        assert small.get(address).body == expected[address]
    assert small.cache.store.size > MOST_BYTES / 2


def test_nothing_is_remembered_of_long_addresses_and_headers():
    page = Entry("200 OK", [("Content-Type", "text/html")], b"a page " * 100, until=0)
    tracemalloc.start()
    try:
        for number in range(200):
            assert normal_query(f"q={number}{'a' * 60_000}") is None
            environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": f"br,{number}" * 20_000}
            assert page.answer(environ).body == b"a page " * 100
        remembered, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert remembered < 1_000_000
