"""Asks the real WSGI application, with and without the page cache."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application

from site_lianes.core.models import ContentChange
from site_lianes.core.page_cache.generation import Generation
from site_lianes.core.page_cache.wsgi import PageCache, close

MOST_BYTES = 4_000_000


class LookingGeneration(Generation):
    """Asks the database at each request: a test waits for no thread."""

    def watch(self) -> None:
        begin_another_transaction()
        self.look()


def begin_another_transaction() -> None:
    """All of a test is one, of which PostgreSQL notes one change: the next is noted too."""
    if ContentChange.objects.filter(pk__gt=0).exists():
        ContentChange.objects.note()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Visitors:
    """Visitors of the site behind its cache; `calls` counts the requests that woke Django."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.django, self.calls = get_wsgi_application(), 0
        self.cache = PageCache(self._counted, most_bytes, LookingGeneration())

    def _counted(self, *arguments: Any) -> Iterable[bytes]:
        self.calls += 1
        return self.django(*arguments)

    def get(self, address: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        return ask(self.cache, address, method, body, **headers)

    def get_anew(self, address: str, **headers: str) -> Answer:
        """As it is rendered at this moment."""
        return ask(self.django, address, "GET", b"", **headers)

    def is_kept(self, address: str, **headers: str) -> bool:
        """Whether the next visitor wakes nobody."""
        self.get(address, **headers)
        calls = self.calls
        self.get(address, **headers)
        return self.calls == calls


def ask(
    application: WSGIApplication, address: str, method: str, body: bytes, **headers: str
) -> Answer:
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "testserver",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    said = []
    answered = application(environ, lambda status, headers, *_: said.append((status, headers)))
    content = b"".join(answered)
    close(answered)
    [(status, pairs)] = said
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in pairs}, content)
