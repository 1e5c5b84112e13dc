"""An ASGI application that calls a WSGI one in a few threads, none of which waits for a visitor."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# What is sent in lies on the disk beyond this size, as Django's own handlers have it.
LARGEST_IN_MEMORY = 2_621_440
# What a thread makes at once. Few pages are larger: theirs is free before the visitor has them.
PIECE = 262_144
WITHOUT_PREFIX = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


def nothing_ready(_environ: WSGIEnvironment) -> None:
    """What an application without a page cache has ready."""


class InThreads:
    """A form is read before a thread has it, and an answer is sent once the thread has made it.

    Each thread keeps a context of its own for all that it is given, and what Django keeps there:
    its connections to the database and to the cache. What the application has `ready` needs none.
    """

    def __init__(self, application: WSGIApplication, threads: int) -> None:
        self._application, self._threads = application, ThreadPoolExecutor(threads, "site")
        self.ready = getattr(application, "ready", nothing_ready)

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        in_thread = partial(asyncio.get_running_loop().run_in_executor, self._threads)
        with SpooledTemporaryFile(LARGEST_IN_MEMORY) as body:
            try:
                if not await _read_whole(receive, body):
                    return
            except OSError:
                logger.exception("What was sent cannot be stored.")
                await _refuse(send)
                return
            answer = _Answer(self._application, environ_of(scope, body))
            piece = await in_thread(answer.begin)
            await send({"type": "http.response.start"} | answer.start)
            if not answer.is_over:
                piece = await _send_pieces(answer, piece, in_thread, receive, send)
            await send({"type": "http.response.body", "body": piece})


async def _read_whole(receive: ASGIReceiveCallable, body: IO[bytes]) -> bool:
    """Whether all has come: who closes the connection before has sent nothing."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        body.write(message["body"])
        if not message["more_body"]:
            body.seek(0)
            return True


async def _refuse(send: ASGISendCallable) -> None:
    """The disk is full: what Django would say of it needs what was sent."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    message = _("Le serveur n’a plus de place : réessayez dans quelques minutes.").encode()
    start = {"status": 503, "headers": [*headers, (b"retry-after", b"60")]}
    await send({"type": "http.response.start"} | start)
    await send({"type": "http.response.body", "body": message})


async def _send_pieces(
    answer: "_Answer",
    piece: bytes,
    in_thread: Callable[..., Awaitable[bytes]],
    receive: ASGIReceiveCallable,
    send: ASGISendCallable,
) -> bytes:
    """Send all but the last piece, which is given back; the rest is not made for who has gone."""
    gone = asyncio.ensure_future(receive())
    try:
        while not (answer.is_over or gone.done()):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await in_thread(answer.more)
    finally:
        gone.cancel()
        if not answer.is_over:
            await in_thread(answer.close)
    return piece


class _Answer:
    """One call of the application, whose body is taken piece by piece."""

    def __init__(self, application: WSGIApplication, environ: WSGIEnvironment) -> None:
        self._application, self._environ = application, environ
        self.is_over = False

    def begin(self) -> bytes:
        self._body = self._application(self._environ, self._start_response)
        self._parts = iter(self._body)
        return self.more()

    def more(self) -> bytes:
        piece = bytearray()
        try:
            for part in self._parts:
                piece += part
                if len(piece) >= PIECE:
                    return bytes(piece)
        except BaseException:
            self.close()
            raise
        self.close()
        return bytes(piece)

    def close(self) -> None:
        self.is_over = True
        if hasattr(self._body, "close"):
            self._body.close()

    def _start_response(self, status: str, headers: list[tuple[str, str]], *_exc_info: Any) -> None:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.start = {"status": int(status[:3]), "headers": encoded}


def environ_of(scope: HTTPScope, body: IO[bytes]) -> WSGIEnvironment:
    """The WSGI environment (PEP 3333) of an ASGI request whose body has been read."""
    server, port = scope["server"]
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope["root_path"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            # It would pass for the header with hyphens, which a proxy may have set.
            continue
        key = WITHOUT_PREFIX.get(name) or header_key(name)
        separator = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    # As it was received: what comes in chunks does not say it.
    environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
    body.seek(0)
    return environ


def header_key(name: str) -> str:
    return f"HTTP_{name.upper().replace('-', '_')}"
