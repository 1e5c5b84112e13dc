"""How long a publication takes to be seen by each way that leads to a page."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from tests.deploy.nodes import HOST, Server
from tests.deploy.people import Connection, Staff, Visitors
from tests.deploy.publishing import LISTS, SITEMAP, Desk, OtherProcess, Publication

# What a publication may take to be seen.
SECOND = 1.0
# After which it is taken for lost.
LONGEST = 15
BETWEEN_LOOKS = 0.1


@dataclass
class Seen:
    """What came of a publication: after how long each address said it, and what came too late."""

    publication: Publication
    moments: list[float] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


class Watch:
    """Asks each node, and nginx in front of them, what they say of a publication."""

    def __init__(self, server: Server) -> None:
        nodes = {f"node {node.port}": node.ask for node in server.nodes}
        headers = {"Host": HOST, "X_Forwarded_Proto": "https"}
        self._ways = {
            name: lambda path, ask=ask: ask(path, **headers) for name, ask in nodes.items()
        }
        self._connection = Connection(server)
        self._ways["nginx"] = self._connection.ask
        self._pool = ThreadPoolExecutor(len(self._ways))

    def close(self) -> None:
        self._connection.close()
        self._pool.shutdown()

    def see(self, publication: Publication) -> Seen:
        """Publish once each way has a copy of what there was; then ask until all is shown."""
        self._by_each_way(lambda way: [self._ways[way](path) for path in publication.shown])
        publication.publish()
        published, seen = time.monotonic(), Seen(publication)
        self._by_each_way(lambda way: self._follow(seen, published, way))
        return seen

    def _by_each_way(self, ask: Callable[[str], Any]) -> None:
        list(self._pool.map(ask, self._ways))

    def _follow(self, seen: Seen, published: float, way: str) -> None:
        """Ask for all that is not shown yet; after a second, for all there is once more."""
        waiting = set(seen.publication.shown)
        while waiting and time.monotonic() < published + LONGEST:
            for path in [*waiting]:
                after = time.monotonic() - published
                if self._is_shown(seen, after, way, path):
                    waiting.remove(path)
                    seen.moments.append(after)
            time.sleep(BETWEEN_LOOKS)
        time.sleep(max(published + SECOND - time.monotonic(), 0))
        for path in seen.publication.shown:
            self._is_shown(seen, time.monotonic() - published, way, path)

    def _is_shown(self, seen: Seen, after: float, way: str, path: str) -> bool:
        """Whether it is in the answer, which is out of date if it was asked for after a second."""
        if seen.publication.shown[path](self._ways[way](path)):
            return True
        if after > SECOND:
            seen.stale.append(f"{path} by {way}, {after:.2f} s after {seen.publication.kind}")
        return False


def seen_under_load(server: Server, count: int) -> list[Seen]:
    """What came of `count` publications, one after the other, while visitors read all lists."""
    with (
        closing(OtherProcess(server)) as other,
        closing(Staff(server)) as staff,
        closing(Watch(server)) as watch,
    ):
        publications = itertools.islice(Desk(staff, other).publications(), count)
        visitors = Visitors(server, [*LISTS, SITEMAP])
        with visitors.asking(2):
            seen = [watch.see(publication) for publication in publications]
        assert visitors.failures == []
        return seen
