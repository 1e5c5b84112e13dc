"""Small applications behind the real server, on a real port, and raw connections to it."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self
from wsgiref.types import WSGIEnvironment

import uvicorn

from site_lianes.core.page_cache.entry import Answer
from site_lianes.core.serving.__main__ import OPTIONS
from site_lianes.core.serving.threads import InThreads

SECONDS = 20
KEPT = Answer("200 OK", [("ETag", '"1"'), ("Content-Length", "7")], b"a page!")
LARGE = Answer("200 OK", [("Content-Length", "2000000")], b"p" * 2_000_000)


@dataclass
class Application:
    """Answers by `view`, and has two pages ready; remembers what it was asked."""

    view: Callable[[WSGIEnvironment, Callable[..., Any]], Any]
    asked: list[WSGIEnvironment] = field(default_factory=list)
    found_ready: int = 0
    has_changed: bool = False
    heads_read: int = 0

    def __call__(self, environ: WSGIEnvironment, start_response: Callable[..., Any]) -> Any:
        self.asked.append(environ)
        return self.view(environ, start_response)

    def ready_for(self, environ: WSGIEnvironment) -> Callable[[], Answer | None] | None:
        self.heads_read += 1
        page = {"/kept": KEPT, "/large": LARGE}.get(environ["PATH_INFO"])
        if page and environ["REQUEST_METHOD"] == "HEAD":
            page = page.with_body(b"")
        return page and partial(self.found, page)

    def found(self, page: Answer) -> Answer | None:
        if self.has_changed:
            return None
        self.found_ready += 1
        return page


def hello(environ: WSGIEnvironment, start_response: Callable[..., Any]) -> list[bytes]:
    """Says how much it was sent."""
    said = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def served(application: Application, threads: int = 1, seconds_idle: int = 60) -> Iterator[int]:
    """The port where the application is served."""
    own = {"timeout_keep_alive": seconds_idle, "timeout_graceful_shutdown": 1}
    config = uvicorn.Config(InThreads(application, threads), **OPTIONS | own)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(SECONDS)
    assert not thread.is_alive()


@dataclass(frozen=True)
class Received:
    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self._file = self.socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def get(self, path: str = "/", *lines: str, method: str = "GET") -> Received:
        self.send(head(path, *lines, method=method))
        return self.receive(has_body=method != "HEAD")

    def receive(self, has_body: bool = True) -> Received:
        status = int(re.match(rb"HTTP/1\.1 (\d{3}) ", self._file.readline())[1])
        headers = {}
        while line := self._file.readline().strip():
            name, _, value = line.decode("latin-1").partition(": ")
            headers[name.lower()] = value
        length = int(headers.get("content-length", 0)) if has_body else 0
        return Received(status, headers, self._file.read(length))

    def is_closed(self) -> bool:
        """Waits for whoever serves to end it."""
        return self._file.read(1) == b""


def head(path: str = "/", *lines: str, method: str = "GET") -> bytes:
    every = (f"{method} {path} HTTP/1.1", "Host: site.example", *lines, "", "")
    return "\r\n".join(every).encode("latin-1")
