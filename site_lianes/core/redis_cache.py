"""Redis as a cache that may stop or hang: the site goes on without it, and takes it up again."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

# A page asks several times.
SECONDS_TO_ANSWER = 0.2
# A Redis that did not answer is left alone for so long.
SECONDS_OF_PAUSE = 5

# What each operation gives when Redis does not answer: as for a key that is not there.
MISSED = {
    "add": False,
    "set": None,
    "touch": False,
    "delete": False,
    "get_many": {},
    "has_key": False,
    "set_many": None,
    "delete_many": None,
    "clear": False,
}


class ForgivingClient(RedisCacheClient):
    # Of all threads: one of them finds out, the others know.
    asleep_until, is_behind = 0.0, False

    def __init__(self, servers: list[str], **options: Any) -> None:
        timeouts = dict.fromkeys(("socket_timeout", "socket_connect_timeout"), SECONDS_TO_ANSWER)
        super().__init__(servers, **{"retry": Retry(NoBackoff(), 0)} | timeouts | options)

    def get(self, key: str, default: Any) -> Any:
        return self.ask("get", default, key, default)

    def incr(self, key: str, delta: int) -> int:
        if (value := self.ask("incr", None, key, delta)) is None:
            raise ValueError(f"Key {key!r} not found.")
        return value

    def ask(self, name: str, missed: Any, *args: Any) -> Any:
        cls = type(self)
        if monotonic() < cls.asleep_until:
            return missed
        try:
            if cls.is_behind:
                # What was changed or deleted in the meantime is still there.
                RedisCacheClient.clear(self)
                cls.is_behind = False
            return getattr(RedisCacheClient, name)(self, *args)
        except RedisError as error:
            logger.warning("Redis is left alone for %s seconds: %s", SECONDS_OF_PAUSE, error)
            cls.asleep_until, cls.is_behind = monotonic() + SECONDS_OF_PAUSE, True
            return missed


def _forgiving(name: str, missed: Any) -> Callable[..., Any]:
    return lambda client, *args: client.ask(name, missed, *args)


for each, value in MISSED.items():
    setattr(ForgivingClient, each, _forgiving(each, value))


class ForgivingRedisCache(RedisCache):
    """What is not answered in time is a miss, never an error."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
