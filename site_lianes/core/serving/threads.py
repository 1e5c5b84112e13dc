"""An ASGI application that calls a WSGI one in a few threads, none of which waits for a visitor."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import FileWrapper

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# What is sent in, or made, lies on the disk beyond this size, as Django's own handlers have it.
LARGEST_IN_MEMORY = 2_621_440
# What a visitor is sent at once.
PIECE = 262_144
WITHOUT_PREFIX = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


def never_ready(_environ: WSGIEnvironment) -> None:
    """What an application without a page cache says."""


class InThreads:
    """A form is read before a thread has it, and a page is sent once the thread has made it.

    One thread makes all of a page, with one language and one connection to the database. Each
    keeps a context of its own for all that it is given, and what Django keeps there: its
    connections to the cache. What the application has ready (`ready_for`) needs none.
    """

    def __init__(self, application: WSGIApplication, threads: int) -> None:
        self._application, self._threads = application, ThreadPoolExecutor(threads, "site")
        self.ready_for = getattr(application, "ready_for", never_ready)
        # By the heads that asked for it.
        self.may_be_ready: dict[bytes, Callable[[], Any]] = {}

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        with spooled() as sent, spooled() as made:
            try:
                if not await _read_whole(receive, sent):
                    return
                answer = _Answer(self._application, environ_of(scope, sent), made)
                gone = asyncio.ensure_future(receive())
                if not await self._is_begun(answer, gone):
                    return
            except OSError:
                logger.exception("What was sent or made cannot be stored.")
                await _refuse(send)
                return
            except asyncio.CancelledError:
                # The server ends, and has waited for as long as it was told to.
                await _refuse(send)
                return
            in_thread = partial(asyncio.get_running_loop().run_in_executor, self._threads)
            await _send_pieces(answer, in_thread, gone, send)

    async def _is_begun(self, answer: "_Answer", gone: asyncio.Future) -> bool:
        """Whether a thread did it: not for who has gone while all were busy, unless to send in."""
        job = self._threads.submit(answer.begin)
        begun = asyncio.wrap_future(job)
        if answer.is_safe:
            await asyncio.wait((begun, gone), return_when=asyncio.FIRST_COMPLETED)
            if gone.done() and job.cancel():
                return False
        await begun
        return True


@contextmanager
def spooled() -> Iterator[IO[bytes]]:
    file = SpooledTemporaryFile(LARGEST_IN_MEMORY)  # noqa: SIM115 - its own end may fail
    try:
        yield file
    finally:
        # What the disk did not take is tried once more, and fails once more.
        with suppress(OSError):
            file.close()


async def _read_whole(receive: ASGIReceiveCallable, body: IO[bytes]) -> bool:
    """Whether all has come: who closes the connection before has sent nothing.

    Raises OSError if it cannot be stored, once all has come: who still sends reads no answer.
    """
    failure, is_over = None, False
    while not is_over:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        is_over = not message["more_body"]
        try:
            if not failure:
                body.write(message["body"])
        except OSError as error:
            failure = error
    if failure:
        raise failure
    body.seek(0)
    return True


async def _refuse(send: ASGISendCallable) -> None:
    """What Django would say needs what was sent, or a thread."""
    message = _("Le site ne peut pas répondre : réessayez dans quelques minutes.").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(message)).encode()),
        (b"retry-after", b"60"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": message})


async def _send_pieces(
    answer: "_Answer",
    in_thread: Callable[..., Awaitable[Any]],
    gone: asyncio.Future,
    send: ASGISendCallable,
) -> None:
    try:
        await send({"type": "http.response.start"} | answer.start)
        while not (answer.is_over or gone.done()):
            await send({"type": "http.response.body", "body": answer.piece, "more_body": True})
            await in_thread(answer.more)
        await send({"type": "http.response.body", "body": answer.piece})
    finally:
        if answer.is_file:
            await in_thread(answer.close)


class _Answer:
    """One call of the application: what it makes is written to a file, or is one already."""

    def __init__(
        self, application: WSGIApplication, environ: WSGIEnvironment, made: IO[bytes]
    ) -> None:
        self._application, self._environ, self._file = application, environ, made
        self._is_head = environ["REQUEST_METHOD"] == "HEAD"
        self.is_safe = self._is_head or environ["REQUEST_METHOD"] == "GET"
        self.is_file = False

    def begin(self) -> None:
        body = self._application(self._environ, self._start_response)
        self.close = getattr(body, "close", lambda: None)
        if isinstance(body, FileWrapper) and not self._is_head:
            # A document: who reads it slowly has it read slowly.
            self._file, self.is_file = body.filelike, True
        else:
            try:
                for part in () if self._is_head else body:
                    self._file.write(part)
            finally:
                self.close()
            self._file.seek(0)
        self.more()

    def more(self) -> None:
        self.piece = self._file.read(PIECE)
        self.is_over = len(self.piece) < PIECE

    def _start_response(self, status: str, headers: list[tuple[str, str]], *_exc_info: Any) -> None:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.start = {"status": int(status[:3]), "headers": encoded}


def environ_of(scope: HTTPScope, body: IO[bytes]) -> WSGIEnvironment:
    """The WSGI environment (PEP 3333) of an ASGI request whose body has been read."""
    # Nobody, if the visitor closed the connection as it was opened.
    server, port = scope["server"] or ("", 0)
    visitor, _port = scope["client"] or ("", 0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope["root_path"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": visitor,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": FileWrapper,
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
