"""The page cache: stands before Django, and hands out what it has kept without waking it."""

from collections.abc import Callable, Iterable
from functools import partial
from time import time
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from site_lianes.core.content import shown_to_all
from site_lianes.core.page_cache.asked import Asked, Door
from site_lianes.core.page_cache.entry import CONDITIONAL, READ, Answer, Entry, Headers
from site_lianes.core.page_cache.generation import Generation, Known
from site_lianes.core.page_cache.keeping import CAN_BE_KEPT, KEPT_UNTIL, told_to_a_proxy
from site_lianes.core.page_cache.store import Store

# Gives the kept answer to a request, as of when it is called; None if there is none.
Ready = Callable[[], Answer | None]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
NOT_FOR_EVERYBODY = ("private", "no-store")
# That there is nothing at an address: nginx keeps it, or an older copy would come back on the day
# when the application fails.
WITHOUT_A_PAGE = ("301", "302", "404", "410")


class PageCache:
    def __init__(
        self, application: WSGIApplication, most_bytes: int, generation: Generation | None = None
    ) -> None:
        self._application, self._door = application, Door()
        self.store, self.generation = Store(most_bytes), generation or Generation()
        self._marks = {CAN_BE_KEPT: True} if most_bytes else {}
        # nginx alone is to be told how long it may keep what it is given.
        self.is_behind_proxy = bool(settings.SECURE_PROXY_SSL_HEADER)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = self._door.read(environ)
        known = self._know()
        if asked is None:
            return self._pass(environ, start_response)
        if asked.query is None:
            with shown_to_all(known.generation):
                return self._application(environ, start_response)
        entry = self.store.find(known.generation, asked)
        if entry and entry.is_good:
            return self._give(entry, environ, start_response, known)
        return self._ask(environ, start_response, asked, known, entry)

    def ready_for(self, environ: WSGIEnvironment) -> Ready | None:
        """How to see, each time such a request is made, whether its answer is kept.

        None if it never is. For a server that can do without WSGI: of the environment, what says
        where and how the request came may be left out.
        """
        asked = self._door.read(environ)
        if asked is None or asked.query is None:
            return None
        return partial(self._ready, asked, {name: environ.get(name) for name in READ})

    def _ready(self, asked: Asked, environ: WSGIEnvironment) -> Answer | None:
        known = self._know()
        entry = self.store.find(known.generation, asked)
        return self._answer_by(entry, environ, known) if entry and entry.is_good else None

    def _know(self) -> Known:
        """The content that is known. Asked before a page is made: it is never older than that."""
        self.generation.watch()
        return self.generation.known

    def _pass(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._application(environ, start_response)
        if environ["REQUEST_METHOD"] not in SAFE_METHODS:
            self.generation.look_soon()
        return answer

    def _ask(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        asked: Asked,
        known: Known,
        outdated: Entry | None,
    ) -> Iterable[bytes]:
        """Ask Django, keep what may be kept, and answer."""
        said = Said()
        with shown_to_all(known.generation):
            body = self._application(_for_everybody(environ, asked) | self._marks, said)
        if said.is_failure and outdated:
            # Nobody has changed it: better a few minutes late than no page at all.
            close(body)
            return self._give(outdated, environ, start_response, known)
        if said.may_be_kept:
            entry = Entry(said.status, said.headers, read(body), said.until)
            self.store.put(known.generation, asked, entry)
            return self._give(entry, environ, start_response, known)
        if self.is_behind_proxy and said.is_kept_by_a_proxy:
            said.headers.append(told_to_a_proxy(time(), known.at))
        start_response(said.status, said.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            close(body)
            return []
        return body

    def _give(
        self, entry: Entry, environ: WSGIEnvironment, start_response: StartResponse, known: Known
    ) -> list[bytes]:
        answer = self._answer_by(entry, environ, known)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _answer_by(self, entry: Entry, environ: WSGIEnvironment, known: Known) -> Answer:
        answer = entry.answer(environ)
        if not (self.is_behind_proxy and entry.is_asked_each_time):
            return answer
        # Before `Cache-Control`, which nginx would take for a reason to keep nothing.
        return answer.with_header(told_to_a_proxy(time(), known.at, entry.until))


class Said:
    """What an application says before the body: it is called as `start_response`."""

    def __call__(self, status: str, headers: Headers, *_: Any) -> None:
        self.status = status
        self.headers = [pair for pair in headers if pair[0] != KEPT_UNTIL]
        moments = [value for name, value in headers if name == KEPT_UNTIL]
        self.until = float(moments[0].removeprefix("@")) if moments else None

    @property
    def is_failure(self) -> bool:
        return self.status.startswith("5")

    @property
    def is_kept_by_a_proxy(self) -> bool:
        named = {name.lower() for name, _ in self.headers}
        return self.status.startswith(WITHOUT_A_PAGE) and not named & {
            "cache-control",
            "set-cookie",
        }

    @property
    def may_be_kept(self) -> bool:
        said = {name.lower(): value for name, value in self.headers}
        is_private = any(word in said.get("cache-control", "") for word in NOT_FOR_EVERYBODY)
        is_for_everybody = "set-cookie" not in said and not is_private
        return bool(self.until) and self.status.startswith("200") and is_for_everybody


def _for_everybody(environ: WSGIEnvironment, asked: Asked) -> WSGIEnvironment:
    """The request that all who are given the answer could have made."""
    kept = {name: value for name, value in environ.items() if name not in CONDITIONAL}
    return kept | {"REQUEST_METHOD": "GET", "QUERY_STRING": asked.query}


def read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close(body)


def close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()
