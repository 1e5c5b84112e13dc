"""An answer that is ready: compressed once for each encoding, with its validators."""

import gzip
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from time import time
from typing import Any

import brotli
from django.utils.cache import cc_delim_re
from django.utils.http import parse_etags, parse_http_date_safe

Headers = list[tuple[str, str]]

# Half of the time that the usual levels take, for 5 % more bytes.
GZIP_LEVEL, BROTLI_QUALITY = 4, 4
# Anything smaller fits in one packet.
SMALLEST_COMPRESSED = 200
COMPRESSED_TYPES = ("text/", "application/", "image/svg")
# In the order of preference.
ENCODINGS = ("br", "gzip")
PLAIN = ""
# Longer ones are not worth the memory that they would be known by.
LONGEST_ACCEPTED = 200
# What feeds say: to be asked for again each time, as pages are.
NO_CACHE = "no-cache"
# Said anew, for each encoding.
REPLACED = {"etag", "content-length", "vary"}
# What 304 repeats (RFC 9110, section 15.4.5).
OF_NOT_MODIFIED = {"cache-control", "content-location", "expires", "last-modified", "vary"}
# An answer that is kept is answered in full; whether the visitor has it is seen afterwards.
CONDITIONAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
# What is read of a request.
READ = ("REQUEST_METHOD", "HTTP_ACCEPT_ENCODING", *CONDITIONAL)
END = b"\r\n"
# What an entry takes besides its bodies, about.
OVERHEAD = 4000


class Answer:
    """Its status and headers are there as WSGI has them, and as HTTP/1.1 sends them (`lines`)."""

    __slots__ = ("body", "headers", "lines", "status")

    def __init__(self, status: str, headers: Headers, body: bytes, lines: bytes = b"") -> None:
        self.status, self.headers, self.body = status, headers, body
        self.lines = lines or b"".join([_line(f"HTTP/1.1 {status}"), *map(_header, headers)])

    def with_body(self, body: bytes) -> "Answer":
        return Answer(self.status, self.headers, body, self.lines)

    def with_header(self, header: tuple[str, str]) -> "Answer":
        """Before the others."""
        lines = self.lines.replace(END, END + _header(header), 1)
        return Answer(self.status, [header, *self.headers], self.body, lines)


def _header(header: tuple[str, str]) -> bytes:
    return _line(f"{header[0]}: {header[1]}")


def _line(text: str) -> bytes:
    return text.encode("latin-1") + END


class Entry:
    """A kept answer, and until when it is good."""

    def __init__(self, status: str, headers: Headers, body: bytes, until: float) -> None:
        self.until = until
        said = {name.lower(): value for name, value in headers}
        # Others say themselves for how long.
        self.is_asked_each_time = said.get("cache-control", NO_CACHE) == NO_CACHE
        self._last_modified = parse_http_date_safe(said.get("last-modified", ""))
        bodies = {PLAIN: body}
        if is_compressible(said.get("content-type", ""), body):
            bodies |= {encoding: compress(body, encoding) for encoding in ENCODINGS}
        digest = blake2b(body, digest_size=12).hexdigest()
        self._answers = {
            encoding: Answer(status, [*_headers(headers, said, digest, encoding, bodies)], content)
            for encoding, content in bodies.items()
        }
        self._etags = {
            encoding: dict(answer.headers)["ETag"] for encoding, answer in self._answers.items()
        }
        self._not_modified = {
            encoding: Answer("304 Not Modified", [*_of_not_modified(answer.headers)], b"")
            for encoding, answer in self._answers.items()
        }
        if len(bodies) > 1:
            # Few ask for it, and it is three times the others: made from them when it is.
            self._answers[PLAIN] = self._answers[PLAIN].with_body(b"")
        self.size = OVERHEAD + sum(len(answer.body) for answer in self._answers.values())

    @property
    def is_good(self) -> bool:
        """Whether the page has not changed by itself since."""
        return self.until > time()

    def answer(self, environ: dict[str, Any]) -> Answer:
        can_choose = len(self._answers) > 1
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING") or "") if can_choose else PLAIN
        if self._is_known(encoding, environ):
            return self._not_modified[encoding]
        answer = self._answers[encoding]
        if environ["REQUEST_METHOD"] == "HEAD":
            return answer.with_body(b"")
        if encoding == PLAIN and can_choose:
            return answer.with_body(gzip.decompress(self._answers["gzip"].body))
        return answer

    def _is_known(self, encoding: str, environ: dict[str, Any]) -> bool:
        """Whether whoever asks has it already."""
        if known := environ.get("HTTP_IF_NONE_MATCH"):
            etag = self._etags[encoding]
            return known in (etag, "*") or any(
                each.removeprefix("W/") == etag for each in parse_etags(known)
            )
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if not (since and self._last_modified):
            return False
        return self._last_modified <= (parse_http_date_safe(since) or 0)


def is_compressible(content_type: str, body: bytes) -> bool:
    """Whether it pays to compress such a body."""
    return content_type.startswith(COMPRESSED_TYPES) and len(body) >= SMALLEST_COMPRESSED


def compress(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _headers(
    headers: Headers, said: dict[str, str], digest: str, encoding: str, bodies: dict[str, bytes]
) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in headers if pair[0].lower() not in REPLACED)
    if "cache-control" not in said:
        # To be asked for again each time: what is known is then answered by 304.
        yield "Cache-Control", "max-age=0, must-revalidate"
    vary = cc_delim_re.split(said["vary"]) if "vary" in said else []
    if len(bodies) > 1 and "Accept-Encoding" not in vary:
        vary.append("Accept-Encoding")
    if vary:
        yield "Vary", ", ".join(vary)
    if encoding:
        yield "Content-Encoding", encoding
    yield "ETag", f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    yield "Content-Length", str(len(bodies[encoding]))


def _of_not_modified(headers: Headers) -> Iterator[tuple[str, str]]:
    return (pair for pair in headers if pair[0] == "ETag" or pair[0].lower() in OF_NOT_MODIFIED)


def encoding_for(accepted: str) -> str:
    """The encoding to answer in, for the value of `Accept-Encoding`; none if that is too long."""
    return _best_encoding(accepted) if len(accepted) <= LONGEST_ACCEPTED else PLAIN


@lru_cache(maxsize=256)
def _best_encoding(accepted: str) -> str:
    refused, taken = set(), set()
    for item in accepted.lower().split(","):
        name, _, weight = item.partition(";")
        is_refused = weight.strip().replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        (refused if is_refused else taken).add(name.strip())
    wanted = (each for each in ENCODINGS if each in taken or ("*" in taken and each not in refused))
    return next(wanted, PLAIN)
