"""What visitors send is whole before Django has it, and none of them keeps a thread waiting."""

import tempfile
import threading
from contextlib import ExitStack
from contextvars import ContextVar
from io import BytesIO

import pytest

from site_lianes.core.serving.threads import LARGEST_IN_MEMORY, environ_of
from tests.core.serving.served import SECONDS, Application, Connection, head, hello, served


@pytest.mark.parametrize("size", [0, 1, LARGEST_IN_MEMORY + 100_000])
def test_a_form_arrives_whole(size):
    with served(Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", f"Content-Length: {size}", method="POST") + b"x" * size)
        assert visitor.receive().body == str(size).encode()


def test_what_comes_in_pieces_without_a_length_arrives_whole():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", "Transfer-Encoding: chunked", method="POST"))
        visitor.send(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        assert visitor.receive().body == b"5"
        assert application.asked[0]["CONTENT_LENGTH"] == "5"


def test_whoever_asks_first_whether_to_send_is_told_to():
    with served(Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", "Content-Length: 3", "Expect: 100-continue", method="POST"))
        assert visitor.receive().status == 100
        visitor.send(b"abc")
        assert visitor.receive().body == b"3"


def test_uploads_that_stand_still_stop_nobody():
    with served(Application(hello), threads=1) as port:
        stalled = [Connection(port) for _ in range(5)]
        for each in stalled:
            each.send(head("/", "Content-Length: 100", method="POST") + b"x" * 50)
        with Connection(port) as visitor:
            assert visitor.get().status == 200
        for each in stalled:
            each.send(b"x" * 50)
            assert each.receive().body == b"100"
            each.socket.close()


def test_a_form_that_is_cut_short_is_no_form():
    with served(application := Application(hello)) as port:
        with Connection(port) as visitor:
            visitor.send(head("/", "Content-Length: 100", method="POST") + b"x" * 50)
        with Connection(port) as visitor:
            visitor.get()
    assert [each["REQUEST_METHOD"] for each in application.asked] == ["GET"]


def test_a_file_that_the_disk_cannot_take_is_refused_in_french(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    size = 2 * LARGEST_IN_MEMORY
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", f"Content-Length: {size}", method="POST") + b"x" * size)
        answer = visitor.receive()
        assert (answer.status, answer.headers["retry-after"]) == (503, "60")
        assert "réessayez" in answer.body.decode()
        # It was read to its end: what the visitor sends next is understood.
        assert visitor.get().status == 200
    assert [each["REQUEST_METHOD"] for each in application.asked] == ["GET"]


class Film:
    """A document of twenty megabytes."""

    size = 20_000_000

    def __init__(self) -> None:
        self.read_so_far, self.is_closed = 0, threading.Event()

    def read(self, size: int) -> bytes:
        piece = b"m" * min(size, self.size - self.read_so_far)
        self.read_so_far += len(piece)
        return piece

    def close(self) -> None:
        self.is_closed.set()

    def show(self, environ, start_response):
        if environ["PATH_INFO"] != "/film":
            return hello(environ, start_response)
        start_response("200 OK", [("Content-Length", str(self.size))])
        return environ["wsgi.file_wrapper"](self)


def test_a_document_arrives_whole():
    film = Film()
    with served(Application(film.show)) as port, Connection(port) as visitor:
        assert visitor.get("/film").body == b"m" * film.size
        assert film.is_closed.wait(SECONDS)
        assert visitor.get().status == 200


def test_whoever_reads_slowly_stops_nobody_and_is_not_read_ahead_of():
    film = Film()
    with served(Application(film.show), threads=1) as port, Connection(port) as slow:
        slow.send(head("/film"))
        with Connection(port) as visitor:
            for _ in range(50):
                assert visitor.get().status == 200
        assert 0 < film.read_so_far < 15_000_000
        assert slow.receive().body == b"m" * film.size


def test_a_document_that_nobody_waits_for_any_more_is_closed():
    film = Film()
    with served(Application(film.show)) as port:
        with Connection(port) as visitor:
            visitor.send(head("/film"))
        assert film.is_closed.wait(SECONDS)
    assert film.read_so_far < film.size


def test_the_head_of_a_document_reads_none_of_it():
    film = Film()
    with served(Application(film.show)) as port, Connection(port) as visitor:
        assert visitor.get("/film", method="HEAD").headers["content-length"] == str(film.size)
        assert film.is_closed.wait(SECONDS)
        assert visitor.get().status == 200
    assert film.read_so_far == 0


@pytest.mark.parametrize("parts", [1, 100])
def test_a_page_is_made_by_one_thread_however_long_it_is(parts):
    """Its language and its connection to the database are those of the thread."""
    seen = set()

    def page(environ, start_response):
        start_response("200 OK", [("Content-Length", str(parts * 100_000))])
        for _ in range(parts):
            seen.add(threading.current_thread().name)
            yield b"p" * 100_000

    with served(Application(page), threads=4) as port, ExitStack() as stack:
        visitors = [stack.enter_context(Connection(port)) for _ in range(3)]
        for visitor in visitors:
            seen.clear()
            visitor.send(head())
            visitor.socket.recv(1)
            assert len(seen) == 1


class Desk:
    """A view that keeps its thread until it is told to go on."""

    def __init__(self) -> None:
        self.is_busy, self.may_go_on = threading.Event(), threading.Event()

    def serve(self, environ, start_response):
        if environ["PATH_INFO"] == "/busy":
            self.is_busy.set()
            self.may_go_on.wait(SECONDS)
        return hello(environ, start_response)


def test_pages_are_not_made_for_who_has_gone_but_forms_are_taken():
    desk = Desk()
    with served(application := Application(desk.serve)) as port, Connection(port) as visitor:
        visitor.send(head("/busy"))
        assert desk.is_busy.wait(SECONDS)
        for request in (head("/gone"), head("/form", "Content-Length: 0", method="POST")):
            with Connection(port) as impatient:
                impatient.send(request)
        # Time for the server, which answers these by itself, to see that they left.
        with Connection(port) as other:
            for _ in range(50):
                assert other.get("/kept").status == 200
        desk.may_go_on.set()
        assert visitor.receive().status == 200
        assert visitor.get("/last").status == 200
    assert [each["PATH_INFO"] for each in application.asked] == ["/busy", "/form", "/last"]


def test_who_waits_when_the_server_ends_is_told_so_in_french(caplog):
    with ExitStack() as stack:
        with served(Application(hello)) as port:
            visitor = stack.enter_context(Connection(port))
            visitor.send(head("/", "Content-Length: 100", method="POST") + b"x" * 50)
            with Connection(port) as other:
                assert other.get("/kept").status == 200
        assert visitor.receive().status == 503
    assert "Exception" not in caplog.text


def test_a_thread_finds_again_what_it_kept():
    """As Django keeps its connections to caches: where a request would begin with none."""
    kept = ContextVar("kept", default=0)

    def count(environ, start_response):
        kept.set(kept.get() + 1)
        start_response("200 OK", [("Content-Length", "1")])
        return [str(kept.get()).encode()]

    with served(Application(count)) as port, Connection(port) as visitor:
        assert [visitor.get().body for _ in range(3)] == [b"1", b"2", b"3"]


@pytest.mark.parametrize("begins", [False, True])
def test_an_application_that_fails_ends_one_answer_and_no_other(begins, caplog):
    def fail(environ, start_response):
        if environ["PATH_INFO"] == "/":
            return hello(environ, start_response)
        start_response("200 OK", [("Content-Length", "6")])
        if not begins:
            raise ValueError
        return (b"abc" if number else 1 / 0 for number in (1, 0))

    with served(Application(fail)) as port:
        with Connection(port) as visitor:
            assert visitor.get("/fails").status == 500
            assert visitor.is_closed()
        with Connection(port) as visitor:
            assert visitor.get().status == 200
    assert "Exception in ASGI application" in caplog.text


# -- The environment -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/caf%C3%A9/", "/café/"),
        # As old links and hand-made programs have it.
        ("/café/".encode().decode("latin-1"), "/café/"),
        ("/a%20b/%2F", "/a b//"),
        ("//elsewhere.example/", "//elsewhere.example/"),
    ],
)
def test_paths_are_bytes_in_latin_1(asked, path):
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        assert visitor.get(f"{asked}?q=%C3%A9&r=/").status == 200
    [environ] = application.asked
    assert environ["PATH_INFO"] == path.encode().decode("latin-1")
    assert environ["QUERY_STRING"] == "q=%C3%A9&r=/"


def test_a_path_in_another_encoding_is_left_to_django():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.get("/caf%E9/")
    assert application.asked[0]["PATH_INFO"] == "/caf\xe9/"


def test_headers_are_named_as_in_cgi():
    lines = ("X-Two: 1", "X-Two: 2", "Cookie: a=1", "Cookie: b=2", "Content-Type: text/plain")
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.get("/", *lines, "X_Forwarded_Proto: https")
    [environ] = application.asked
    assert environ["HTTP_X_TWO"] == "1,2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_TYPE"] == "text/plain"
    # It would pass for what nginx says of the visitor.
    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_HOST"] == "site.example"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert environ["wsgi.url_scheme"] == "http"


def test_a_host_that_is_said_twice_is_none():
    scope = {
        "method": "GET",
        "root_path": "",
        "raw_path": b"/",
        "query_string": b"",
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 40000),
        "scheme": "http",
        "headers": [(b"host", b"site.example"), (b"host", b"forged.example")],
    }
    assert environ_of(scope, BytesIO())["HTTP_HOST"] == "site.example,forged.example"
