"""Kept pages are answered where the bytes of a request come in: no task, no thread is woken."""

import re
from asyncio import Transport
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from site_lianes.core.serving.threads import header_key

# Plain heads are rarely longer.
LONGEST_PLAIN_HEAD = 4096
# Many browsers are alike, and say the same for a page that many read at once.
MOST_REMEMBERED = 256
# Nobody sends as much in earnest, and the parser would keep all of it.
LONGEST_HEAD = 65_536

# The whole head of a request that may want nothing but a kept page. What is written otherwise may
# be as right (RFC 9112): uvicorn reads it. Possessive: what does not match is known in one pass.
PLAIN_HEAD = re.compile(
    rb'(GET|HEAD) (/(?!/)[!"$&->@-~]*+)(?:\?([!"$-~]*+))? HTTP/1\.1\r\n'
    rb"((?:[A-Za-z0-9-]++: [ -~]*+\r\n)++)\r\n"
)
# They speak of more than a head.
NOT_PLAIN = {
    header_key(name)
    for name in ("Content-Length", "Content-Type", "Expect", "Transfer-Encoding", "Upgrade")
}
# Browsers send a few dozen; a plain head bounds how long one can be.
known_key = lru_cache(maxsize=256)(header_key)
NOT_ASCII = re.compile(rb"[\x80-\xff]")


class KeptPagesProtocol(HttpToolsProtocol):
    """uvicorn's own, and a shorter way for what the application has ready (`app.ready_for`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_in_head, self._head_size, self._answered_at = False, 0, 0.0

    def connection_made(self, transport: Transport) -> None:
        super().connection_made(transport)
        # Nothing may ever come.
        self._close_when_idle(self.timeout_keep_alive)

    def data_received(self, data: bytes) -> None:
        if self._is_between_requests:
            if self._answer(data):
                return
            data = with_ascii_address(data)
        # Set back where a message begins: what came with its beginning is not counted.
        self._head_size += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._is_in_head and self._head_size > LONGEST_HEAD:
            self.send_400_response("Request head too long.")
        elif (self._is_in_head or self.cycle is None) and self.timeout_keep_alive_task is None:
            # The rest may never come.
            self._close_when_idle(self.timeout_keep_alive)

    @property
    def _is_between_requests(self) -> bool:
        cycle = self.cycle
        is_over = cycle is None or (cycle.response_complete and not cycle.more_body)
        return is_over and not self._is_in_head

    def _answer(self, data: bytes) -> bool:
        """Whether `data` asked for a kept page, and has been answered."""
        if len(data) > LONGEST_PLAIN_HEAD or self.flow.write_paused:
            return False
        ready = self.app.may_be_ready.get(data) or self._learn(data)
        answer = ready and ready()
        if not answer:
            return False
        content = [answer.lines]
        for name, value in self.server_state.default_headers:
            content += name, b": ", value, b"\r\n"
        content += b"\r\n", answer.body
        self.transport.write(b"".join(content))
        self.server_state.total_requests += 1
        self._answered_at = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._close_when_idle(self.timeout_keep_alive)
        return True

    def _learn(self, head: bytes) -> Callable[[], Any] | None:
        """How to see whether what a plain head asks for is ready: remembered if it can be."""
        environ = read_plainly(head, self.scheme)
        ready = environ and self.app.ready_for(environ)
        if ready:
            remembered = self.app.may_be_ready
            if len(remembered) == MOST_REMEMBERED:
                del remembered[next(iter(remembered))]
            remembered[head] = ready
        return ready

    # One timer for many answers: it looks, when it goes off, for how long nothing has come.

    def _close_when_idle(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            seconds, self.timeout_keep_alive_handler
        )

    def timeout_keep_alive_handler(self) -> None:
        remaining = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if remaining > 0:
            self._close_when_idle(remaining)
        else:
            super().timeout_keep_alive_handler()

    def _unsupported_upgrade_warning(self) -> None:
        """Without a word: who asks for another protocol is answered by this one (RFC 9110, 7.8)."""

    # What the parser calls.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head, self._head_size = True, 0

    def on_header(self, name: bytes, value: bytes) -> None:
        # What follows a body in chunks comes too late to be one (RFC 9110, 6.5.1).
        if self._is_in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._is_in_head = False


def with_ascii_address(data: bytes) -> bytes:
    """Old links hold letters as they are, which the parser refuses."""
    if data.isascii():
        return data
    line, end, rest = data.partition(b"\r\n")
    return NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest


def read_plainly(head: bytes, scheme: str) -> dict[str, str] | None:
    """The part of a WSGI environment that a kept page is found by.

    None for whatever wants more: another method, a body, an address with escapes, a header twice.
    """
    found = PLAIN_HEAD.fullmatch(head)
    if not found:
        return None
    method, path, query, lines = found.groups(b"")
    environ = {
        "REQUEST_METHOD": method.decode(),
        "PATH_INFO": path.decode(),
        "QUERY_STRING": query.decode(),
        "wsgi.url_scheme": scheme,
    }
    for line in lines.decode().splitlines():
        name, _, value = line.partition(": ")
        key = known_key(name)
        if key in environ or key in NOT_PLAIN:
            return None
        environ[key] = value.strip()
    keeps_alive = environ.get("HTTP_CONNECTION", "keep-alive").lower() == "keep-alive"
    return environ if keeps_alive else None
