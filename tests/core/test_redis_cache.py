"""Redis stops, hangs and comes back: a real one, started for each test."""

from collections.abc import Iterator

import pytest

from site_lianes.core import redis_cache
from site_lianes.core.redis_cache import ForgivingClient, ForgivingRedisCache
from tests.tools.redis_server import Redis


@pytest.fixture
def redis(tmp_path, monkeypatch) -> Iterator[Redis]:
    monkeypatch.setattr(ForgivingClient, "asleep_until", 0.0)
    monkeypatch.setattr(ForgivingClient, "is_behind", False)
    # A test waits for no pause.
    monkeypatch.setattr(redis_cache, "SECONDS_OF_PAUSE", 0)
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def cache(redis) -> ForgivingRedisCache:
    return ForgivingRedisCache(f"redis://127.0.0.1:{redis.port}/0", {})


def everything(cache: ForgivingRedisCache) -> list[object]:
    cache.set("a", 1)
    cache.set_many({"b": 2})
    cache.delete("b")
    cache.delete_many(["b", "c"])
    return [
        cache.get("a"),
        cache.get("a", "a miss"),
        cache.get_many(["a", "b"]),
        cache.add("a", 2),
        cache.touch("a"),
        cache.has_key("a"),
        cache.get_or_set("d", lambda: 3),
    ]


FOUND = [1, 1, {"a": 1}, False, True, True, 3]
MISSED = [None, "a miss", {}, False, False, False, 3]


def test_it_is_a_cache_like_another(cache):
    assert everything(cache) == FOUND
    assert cache.incr("a") == 2
    cache.clear()
    assert cache.get("a") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_stopped_it_misses_everything_and_is_taken_up_again(cache, redis):
    cache.set("a", 1)
    redis.stop()
    assert everything(cache) == MISSED
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
    redis.start()
    assert everything(cache) == FOUND


def test_hung_it_misses_everything_and_is_taken_up_again(cache, redis):
    cache.set("a", 1)
    redis.hang()
    assert everything(cache) == MISSED
    redis.go_on()
    assert everything(cache) == FOUND


def test_what_was_deleted_in_the_meantime_does_not_come_back(cache, redis):
    cache.set("a", 1)
    redis.hang()
    cache.delete("a")
    redis.go_on()
    assert cache.get("a") is None


def test_one_that_does_not_answer_is_left_alone_for_a_while(cache, redis, monkeypatch):
    monkeypatch.setattr(redis_cache, "SECONDS_OF_PAUSE", 1000)
    redis.hang()
    cache.set("a", 1)
    redis.go_on()
    cache.set("a", 1)
    assert cache.get("a") is None
    monkeypatch.setattr(ForgivingClient, "asleep_until", 0.0)
    cache.set("a", 1)
    assert cache.get("a") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["stop", "hang"])
def test_pages_go_on_without_it(client, settings, redis, fault):
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "site_lianes.core.redis_cache.ForgivingRedisCache",
            "LOCATION": f"redis://127.0.0.1:{redis.port}/0",
        }
    }
    before = client.get("/").content
    getattr(redis, fault)()
    assert client.get("/").content == before
